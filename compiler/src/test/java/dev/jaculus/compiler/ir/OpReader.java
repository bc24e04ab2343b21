package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads one operation for the {@link Reader}. */
final class OpReader {
    private final Scanner in;
    private final Supplier<Value> value;
    private final Supplier<Value> definition;
    private final Function<List<Value>, Region> region;

    /** @param region reads a region in braces, with these parameters */
    OpReader(Scanner in, Supplier<Value> value, Supplier<Value> definition, Function<List<Value>, Region> region) {
        this.in = in;
        this.value = value;
        this.definition = definition;
        this.region = region;
    }

    /** The operation that defines these values. */
    Op read(List<Value> outs) {
        String word = in.word();
        return switch (word) {
            case "const" -> {
                // Not a conditional expression, which would make both a double.
                boolean real = only(outs).type() instanceof Type.Float;
                Object literal = real ? Double.valueOf(in.real()) : (Object) Long.valueOf(in.number());
                yield new Op.Const(only(outs), literal);
            }
            case "select" -> new Op.Select(only(outs), value(), nextValue(), nextValue());
            case "cast" -> new Op.Cast(only(outs), value());
            case "complex" -> new Op.Complex(only(outs), value(), nextValue());
            case "real" -> new Op.Part(only(outs), value(), false);
            case "imaginary" -> new Op.Part(only(outs), value(), true);
            case "math" -> new Op.Math(only(outs), MathFunction.valueOf(upper(in.word())), values("(", ")"));
            case "call" -> new Op.Call(outs, in.quoted(), values("(", ")"));
            case "native" -> new Op.Native(only(outs), in.quoted(), values("(", ")"));
            case "parallel" -> {
                Value count = value();
                in.expect("in");
                yield new Op.Parallel(only(outs), count, value(), region.apply(definitions()));
            }
            case "host" -> new Op.HostCall(outs, in.integer(), values("(", ")"));
            case "stride" -> new Op.Stride(only(outs), value(), in.integer());
            case "length" -> new Op.Length(only(outs), value(), in.integer());
            case "load" -> new Op.Load(only(outs), value(), values("[", "]"));
            case "store" -> {
                Value array = value();
                List<Value> index = values("[", "]");
                in.expect("=");
                yield new Op.Store(array, index, value());
            }
            case "alloc" -> {
                boolean zeroed = in.accept("zeroed");
                yield new Op.Alloc(only(outs), values("[", "]"), zeroed);
            }
            case "view" -> new Op.View(only(outs), value(), axes());
            case "transpose" -> new Op.Transpose(only(outs), value(), numbers());
            case "reshape" -> new Op.Reshape(only(outs), value(), values("[", "]"));
            case "data" -> new Op.DataArray(only(outs), in.integer());
            case "unbound" -> new Op.Unbound(only(outs));
            case "isbound" -> new Op.IsBound(only(outs), value());
            case "mayoverlap" -> new Op.MayOverlap(only(outs), value(), nextValue());
            case "listnew" -> new Op.ListNew(only(outs), value());
            case "listlength" -> new Op.ListLength(only(outs), value());
            case "listget" -> new Op.ListGet(outs, value(), values("[", "]").getFirst());
            case "listset" -> {
                Value list = value();
                Value index = values("[", "]").getFirst();
                in.expect("=");
                yield new Op.ListSet(list, index, values("(", ")"));
            }
            case "listresize" -> new Op.ListResize(value(), nextValue());
            case "samelist" -> new Op.SameList(only(outs), value(), nextValue());
            case "generate" -> new Op.Generate(only(outs), in.quoted(), values("(", ")"));
            case "advance" -> new Op.Advance(outs.getFirst(), outs.getLast(), value());
            case "current" -> new Op.Current(outs, value());
            case "suspend" -> new Op.Suspend(only(outs), values("(", ")"));
            case "retain" -> new Op.Retain(value());
            case "release" -> new Op.Release(value());
            case "elementwise" -> {
                List<Value> shape = values("[", "]");
                var bound = new Bound();
                yield new Op.Elementwise(only(outs), shape, bound.from, region.apply(bound.params));
            }
            case "assign" -> new Op.Assign(value(), nextValue());
            case "if" -> {
                Value condition = value();
                Region then = region.apply(List.of());
                in.expect("else");
                yield new Op.If(outs, condition, then, region.apply(List.of()));
            }
            case "for" -> counted(outs);
            case "block" -> new Op.Block(outs, label(), region.apply(List.of()));
            case "loop" -> {
                Label start = label();
                var bound = new Bound();
                yield new Op.Loop(start, bound.from, region.apply(bound.params));
            }
            case "thrown" -> new Op.Thrown(in.integer(), values("(", ")"));
            case "caught" -> new Op.Caught(only(outs), value(), numbers());
            case "handle" -> {
                Value status = value();
                in.expect(",");
                yield new Op.Handle(status, in.integer());
            }
            case "resume" -> {
                Value status = value();
                in.expect(",");
                yield new Op.Resume(status, in.integer());
            }
            case "guard" -> {
                Value ok = value();
                in.expect("else");
                yield new Op.Guard(ok, terminator(in.word()));
            }
            case "check" -> {
                Value index = value();
                in.expect("<");
                Value length = value();
                in.expect("else");
                yield new Op.CheckIndex(index, length, terminator(in.word()));
            }
            case "neg", "invert", "abs" -> new Op.Unary(only(outs), Op.UnaryKind.valueOf(upper(word)), value());
            case "eq", "ne", "lt", "le", "gt", "ge" ->
                new Op.Compare(only(outs), Order.valueOf(upper(word)), value(), nextValue());
            case "yield", "jump", "return", "raise", "reraise", "unreachable" -> terminator(word);
            default -> new Op.Binary(only(outs), arithmetic(word), value(), nextValue());
        };
    }

    private Arithmetic arithmetic(String word) {
        for (Arithmetic kind : Arithmetic.values()) {
            if (kind.name().equals(upper(word))) {
                return kind;
            }
        }
        throw in.wrong("an operation, not " + word);
    }

    private Op counted(List<Value> outs) {
        Value index = definition.get();
        in.expect("=");
        Value lo = value();
        in.expect("to");
        Value hi = value();
        in.expect("step");
        long step = in.number();
        var bound = new Bound();
        var params = new ArrayList<>(List.of(index));
        params.addAll(bound.params);
        return new Op.For(outs, lo, hi, step, bound.from, region.apply(params));
    }

    private List<Value> definitions() {
        var defined = new ArrayList<Value>();
        in.expect("(");
        while (!in.accept(")")) {
            defined.add(definition.get());
            in.accept(",");
        }
        return defined;
    }

    private Op.Terminator terminator(String word) {
        return switch (word) {
            case "yield" -> new Op.Yield(values("(", ")"));
            case "jump" -> new Op.Jump(label(), values("(", ")"));
            case "return" -> new Op.Return(values("(", ")"));
            case "raise" -> new Op.Raise(in.integer(), values("(", ")"));
            case "reraise" -> {
                Value status = value();
                in.expect(",");
                yield new Op.Reraise(status, in.integer());
            }
            case "unreachable" -> new Op.Unreachable();
            default -> throw in.wrong("a terminator, not " + word);
        };
    }

    private List<Op.Axis> axes() {
        var axes = new ArrayList<Op.Axis>();
        in.expect("[");
        while (!in.accept("]")) {
            if (in.accept("all")) {
                axes.add(new Op.Axis.All());
            } else if (in.accept("new")) {
                axes.add(new Op.Axis.NewAxis());
            } else if (in.accept("imaginary")) {
                axes.add(new Op.Axis.Part(true));
            } else if (in.accept("real")) {
                axes.add(new Op.Axis.Part(false));
            } else if (in.accept("from")) {
                Value start = value();
                in.expect("length");
                Value length = value();
                in.expect("step");
                axes.add(new Op.Axis.Slice(start, length, value()));
            } else {
                axes.add(new Op.Axis.At(value()));
            }
            in.accept(",");
        }
        return axes;
    }

    /** Parameters of a region with what they start as: {@code (%5: int64 = %3, …)}. */
    private final class Bound {
        final List<Value> params = new ArrayList<>();
        final List<Value> from = new ArrayList<>();

        Bound() {
            in.expect("(");
            while (!in.accept(")")) {
                params.add(definition.get());
                in.expect("=");
                from.add(value());
                in.accept(",");
            }
        }
    }

    private Value value() {
        return value.get();
    }

    private Value nextValue() {
        in.expect(",");
        return value.get();
    }

    private List<Value> values(String open, String close) {
        var list = new ArrayList<Value>();
        in.expect(open);
        while (!in.accept(close)) {
            list.add(value());
            in.accept(",");
        }
        return list;
    }

    private List<Integer> numbers() {
        var list = new ArrayList<Integer>();
        in.expect("[");
        while (!in.accept("]")) {
            list.add(in.integer());
            in.accept(",");
        }
        return list;
    }

    private Label label() {
        in.expect("^");
        return new Label(in.integer());
    }

    private Value only(List<Value> outs) {
        if (outs.size() != 1) {
            throw in.wrong("one result");
        }
        return outs.getFirst();
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
