package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Layout;
import dev.jaculus.compiler.types.Type;
import java.util.List;

/** Builds what concerns objects: new ones, and their fields. Their methods are functions of the request. */
final class Objects {
    private final Expressions expressions;
    private final Code code;

    Objects(Expressions expressions, Code code) {
        this.expressions = expressions;
        this.code = code;
    }

    Value fresh(Expr.NewObject n) {
        Value out = code.fresh(n.type());
        code.add(new Op.New(out, n.layout().slots(), n.layout().references()));
        return out;
    }

    Datum get(Expr.FieldOf g) {
        Value object = expressions.value(g.object());
        Datum field = Datum.of(g.type(), code::fresh);
        code.add(new Op.FieldGet(field.leaves(), object, g.field().slot(), false));
        if (Layout.isPointer(g.type())) isSet(field.value(), g.field().name());
        return field;
    }

    /** Nothing was stored there yet: no kernel goes on with a pointer to nothing. */
    private void isSet(Value pointer, String name) {
        Value bound = code.fresh(Type.BOOL);
        code.add(new Op.IsBound(bound, pointer));
        code.guard(bound, "builtins.AttributeError", "the field '%s' has not been set".formatted(name));
    }

    void store(Stmt.StoreField s) {
        List<Value> value = expressions.datum(s.value()).leaves();
        code.add(new Op.FieldSet(expressions.value(s.object()), s.field().slot(), value));
    }

    Value same(Value left, Value right) {
        Value out = code.fresh(Type.BOOL);
        code.add(new Op.SameObject(out, left, right));
        return out;
    }
}
