package dev.jaculus.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What each operation defines, uses and contains: all asked of {@link Op#with}. */
public final class Ops {
    private Ops() {}

    /** The values that it defines; not the parameters of its regions. */
    public static List<Value> results(Op op) {
        var all = new ArrayList<Value>(1);
        op.with(new Parts() {
            @Override
            public Value result(Value v) {
                all.add(v);
                return v;
            }
        });
        return all;
    }

    /** The results whose references, if they are any, are the reader's to end. */
    public static List<Value> owned(Op op) {
        var all = new ArrayList<Value>(1);
        op.with(new Parts() {
            @Override
            public Value result(Value v) {
                all.add(v);
                return v;
            }

            @Override
            public Value borrowed(Value v) {
                return v;
            }
        });
        return all;
    }

    /** The results that nothing else refers to. */
    public static List<Value> fresh(Op op) {
        var all = new ArrayList<Value>(1);
        op.with(new Parts() {
            @Override
            public Value fresh(Value v) {
                all.add(v);
                return v;
            }
        });
        return all;
    }

    /** The results that lie where the operation's first operand does, if it has any. */
    public static List<Value> borrowed(Op op) {
        var all = new ArrayList<Value>(1);
        op.with(new Parts() {
            @Override
            public Value borrowed(Value v) {
                all.add(v);
                return v;
            }
        });
        return all;
    }

    /** The values that it uses itself, in order; a guard's terminator included, nested regions not. */
    public static List<Value> operands(Op op) {
        var all = new ArrayList<Value>();
        op.with(new Parts() {
            @Override
            public Value operand(Value v) {
                all.add(v);
                return v;
            }
        });
        return all;
    }

    /** The operands that go along to where control goes. */
    public static List<Value> moved(Op op) {
        var all = new ArrayList<Value>();
        op.with(new Parts() {
            @Override
            public Value moved(Value v) {
                all.add(v);
                return v;
            }
        });
        return all;
    }

    /** The regions directly inside. */
    public static List<Region> regions(Op op) {
        var all = new ArrayList<Region>(2);
        op.with(new Parts() {
            @Override
            public Region region(Region r) {
                all.add(r);
                return r;
            }
        });
        return all;
    }

    /** The same operation over other operands and regions; what it defines keeps its name. */
    public static Op map(Op op, UnaryOperator<Value> operands, UnaryOperator<Region> regions) {
        return op.with(new Parts() {
            @Override
            public Value operand(Value v) {
                return operands.apply(v);
            }

            @Override
            public Region region(Region r) {
                return regions.apply(r);
            }
        });
    }
}
