package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.ir.Op.Axis;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one operation for the {@link Reader}: an empty one of its name is given the parts that the text says. */
final class OpReader implements Parts {
    private static final Map<String, Op> EMPTY = Prototypes.byName(Op.class, Op::name);
    private static final Map<String, Axis> AXES = Prototypes.byName(Axis.class, Axis::name);

    private final Scanner in;
    private final Supplier<Value> value;
    private final Supplier<Value> definition;
    private final Function<List<Value>, Region> region;

    private Iterator<Value> outs; // the results that are still to be given to the operation
    private Value lastOut;
    private List<Value> params = new ArrayList<>(); // of the region that comes next

    /** @param region reads a region in braces, with these parameters */
    OpReader(Scanner in, Supplier<Value> value, Supplier<Value> definition, Function<List<Value>, Region> region) {
        this.in = in;
        this.value = value;
        this.definition = definition;
        this.region = region;
    }

    /** The operation that defines these values. */
    Op read(List<Value> results) {
        Op empty = empty();
        outs = results.iterator();
        Op op = empty.with(this);
        if (!Ops.results(op).equals(results)) {
            throw in.wrong("other results before it");
        }
        return op;
    }

    private Op empty() {
        String word = in.word();
        Op empty = EMPTY.get(word);
        if (empty == null) {
            throw in.wrong("an operation, not " + word);
        }
        return empty;
    }

    @Override
    public Value result(Value none) {
        if (!outs.hasNext()) {
            throw in.wrong("one more result");
        }
        lastOut = outs.next();
        return lastOut;
    }

    @Override
    public List<Value> results(List<Value> none) {
        var all = new ArrayList<Value>();
        outs.forEachRemaining(all::add);
        return all;
    }

    @Override
    public Value operand(Value none) {
        return value.get();
    }

    @Override
    public Label label(Label none) {
        in.expect("^");
        return new Label(in.integer());
    }

    @Override
    public Label target(Label none) {
        return label(none);
    }

    @Override
    public Region region(Region none) {
        List<Value> own = params;
        params = new ArrayList<>();
        Iterator<Value> outer = outs; // what is inside has results of its own
        Region read = region.apply(own);
        outs = outer;
        return read;
    }

    @Override
    public Op.Terminator otherwise(Op.Terminator none) {
        if (empty() instanceof Op.Terminator end) {
            return end.with(this);
        }
        throw in.wrong("a terminator");
    }

    @Override
    public List<Value> values(List<Value> none) {
        return list("(", value, ")");
    }

    @Override
    public List<Value> moved(List<Value> none) {
        return list("(", value, ")");
    }

    @Override
    public List<Value> index(List<Value> none) {
        return list("[", value, "]");
    }

    @Override
    public Value index(Value none) {
        in.expect("[");
        Value index = value.get();
        in.expect("]");
        return index;
    }

    @Override
    public List<Value> bound(Region none, List<Value> nothing) {
        return list("(", this::bound, ")");
    }

    private Value bound() {
        params.add(definition.get());
        in.expect("=");
        return value.get();
    }

    @Override
    public List<Value> carried(Region none, List<Value> nothing) {
        return bound(none, nothing);
    }

    @Override
    public List<Axis> axes(List<Axis> none) {
        return list("[", this::axis, "]");
    }

    private Axis axis() {
        return AXES.get(in.isNext('%') ? "" : in.word()).with(this);
    }

    @Override
    public Parts word(String word) {
        in.expect(word);
        return this;
    }

    @Override
    public int number(int none) {
        return in.integer();
    }

    @Override
    public long number(long none) {
        return in.number();
    }

    @Override
    public List<Integer> numbers(List<Integer> none) {
        return list("[", in::integer, "]");
    }

    @Override
    public String quoted(String none) {
        return in.quoted();
    }

    @Override
    public Object literal(Object none) {
        // Not a conditional expression, which would make both a double.
        boolean real = lastOut.type() instanceof Type.Float;
        return real ? Double.valueOf(in.real()) : (Object) Long.valueOf(in.number());
    }

    @Override
    public boolean flag(String word, boolean none) {
        return in.accept(word);
    }

    @Override
    public <E extends Enum<E>> E choice(Class<E> of, E none) {
        return Enum.valueOf(of, in.word().toUpperCase(Locale.ROOT));
    }

    @Override
    public Parts counter(Region none) {
        params.add(definition.get());
        return this;
    }

    @Override
    public Parts parameters(Region none) {
        params.addAll(list("(", definition, ")"));
        return this;
    }

    private <T> List<T> list(String open, Supplier<T> item, String close) {
        var list = new ArrayList<T>();
        in.expect(open);
        while (!in.accept(close)) {
            list.add(item.get());
            in.accept(",");
        }
        return list;
    }
}
