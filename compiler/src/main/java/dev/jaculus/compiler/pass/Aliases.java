package dev.jaculus.compiler.pass;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Instruction;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Ops;
import dev.jaculus.compiler.ir.Region;
import dev.jaculus.compiler.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which array values may lie in the same memory. A view lies where its array does. */
final class Aliases {
    private final Map<Value, Value> viewed = new HashMap<>(); // a view and what it is a view of
    private final Set<Value> whole = new HashSet<>(); // views that have every element at its own place
    private final Set<Value> fresh = new HashSet<>(); // arrays made in this function
    private final Set<Value> fields = new HashSet<>(); // borrowed from the object that they are "views" of
    private final Set<Value> parameters;

    Aliases(Function function) {
        parameters = new HashSet<>(function.body().params());
        visit(function.body());
    }

    private void visit(Region region) {
        for (Instruction i : region.body()) {
            fresh.addAll(Ops.fresh(i.op()));
            List<Value> views = Ops.borrowed(i.op());
            Ops.operands(i.op()).stream().findFirst().ifPresent(of -> views.forEach(view -> viewed.put(view, of)));
            if (i.op() instanceof Op.FieldGet) fields.addAll(views);
            if (i.op() instanceof Op.View v && v.axes().stream().allMatch(Op.Axis.All.class::isInstance))
                whole.add(v.out());
            Ops.regions(i.op()).forEach(this::visit);
        }
    }

    /** The value that owns the memory, as far as this function shows: not a view. */
    Value root(Value array) {
        Value v = array;
        while (viewed.containsKey(v)) v = viewed.get(v);
        return v;
    }

    /** Whether the value's block is its root's own, and not one that an object refers to. */
    boolean isOfRoot(Value array) {
        Value v = array;
        while (viewed.containsKey(v) && !fields.contains(v)) v = viewed.get(v);
        return !fields.contains(v);
    }

    /** False only where it is certain: two arrays made here, or one made here and an argument. */
    boolean mayAlias(Value a, Value b) {
        Value left = root(a);
        Value right = root(b);
        if (left.equals(right)) return true;
        boolean leftFresh = fresh.contains(left);
        boolean rightFresh = fresh.contains(right);
        boolean apart = (leftFresh && rightFresh)
                || (leftFresh && parameters.contains(right))
                || (rightFresh && parameters.contains(left));
        return !apart;
    }

    /** Whether both are the same array, element for element. */
    boolean sameElements(Value a, Value b) {
        return unwrapped(a).equals(unwrapped(b));
    }

    private Value unwrapped(Value array) {
        Value v = array;
        while (whole.contains(v)) v = viewed.get(v);
        return v;
    }
}
