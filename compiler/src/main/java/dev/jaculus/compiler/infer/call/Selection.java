package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.infer.ops.Broadcasting;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code np.where} and {@code np.clip}; what {@code np.iinfo} and {@code np.finfo} know of a type. */
public final class Selection {
    private Selection() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.where", Selection::where);
        known.put("numpy.clip", Selection::clip);
        known.put("numpy.iinfo", Selection::iinfo);
        known.put("numpy.finfo", Selection::finfo);
    }

    /** Both sides are computed; the result has the type that holds both. */
    private static Value where(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        if (arguments.positional().size() == 1 && arguments.keywords().isEmpty()) {
            return f.calls().named("numpy.nonzero", arguments.positional(), span);
        }
        List<Expr> operands = new ArrayList<>();
        for (Optional<Value> value : arguments.bind("np.where", "condition", "x", "y")) {
            operands.add(ArrayOperands.operand(f, value.orElseThrow(), arguments, "np.where"));
        }
        if (Broadcasting.rank(operands) < 0) { // of numbers alone it is an array without axes
            operands.set(0, ArrayOperands.array(f, new Computed(operands.getFirst()), arguments, "np.where"));
        }
        return new Computed(f.broadcasting()
                .laidOut(
                        operands,
                        parts -> {
                            Scalar type = Times.common(
                                    (Scalar) parts.get(1).type(),
                                    (Scalar) parts.get(2).type(),
                                    arguments.place(),
                                    "np.where");
                            Expr test = Logic.notZero((Scalar) parts.getFirst().type(), parts.getFirst(), span);
                            return new Expr.Choice(
                                    type,
                                    test,
                                    Conversions.cast(parts.get(1), type),
                                    Conversions.cast(parts.get(2), type),
                                    span);
                        },
                        span));
    }

    /** {@code min(max(a, low), high)} in the type of the array. */
    private static Value clip(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Optional<Value>> bound = arguments.bind("np.clip", "a", "a_min?", "a_max?", "out?");
        Expr array = ArrayOperands.operand(f, bound.getFirst().orElseThrow(), arguments, "np.clip");
        List<Expr> operands = new ArrayList<>(List.of(array));
        List<Order> limits = new ArrayList<>();
        for (int i = 1; i < 3; i++) {
            boolean none = bound.get(i).isEmpty()
                    || (bound.get(i).get() instanceof Computed c && c.type() instanceof Type.None);
            if (!none) {
                operands.add(ArrayOperands.operand(f, bound.get(i).get(), arguments, "np.clip"));
                limits.add(i == 1 ? Order.GT : Order.LT);
            }
        }
        if (limits.isEmpty()) {
            f.emit(Raises.valueError("array_clip: must set either max or min", span));
            return new Computed(array);
        }
        Expr clipped = f.broadcasting()
                .laidOut(
                        operands,
                        parts -> {
                            Expr result = parts.getFirst();
                            for (int i = 0; i < limits.size(); i++) {
                                result = limited(f, result, parts.get(i + 1), limits.get(i), span);
                            }
                            return Conversions.cast(result, parts.getFirst().type());
                        },
                        span);
        return f.calls().into(bound.getLast(), clipped, "np.clip", arguments);
    }

    private static Expr limited(Scope f, Expr value, Expr limit, Order order, Span span) {
        if (!(value.type() instanceof Type.Complex) && !(limit.type() instanceof Type.Complex)) {
            return Builtins.better(f, value, limit, order, span);
        }
        String name = order == Order.GT ? "numpy.maximum" : "numpy.minimum";
        return ((Computed) f.calls().named(name, List.of(new Computed(value), new Computed(limit)), span)).tree();
    }

    private static Value iinfo(Scope f, CallArguments arguments) {
        Value value = arguments.bind("np.iinfo", "type").getFirst().orElseThrow();
        if (!(TypeQueries.element(value).orElse(null) instanceof Type.Int type)) {
            throw Errors.argument(arguments.at(value), "np.iinfo", Describe.value(value), "an integer type");
        }
        BigInteger values = BigInteger.ONE.shiftLeft(type.bits());
        BigInteger half = values.shiftRight(1);
        return new Value.Fixed(new Frozen.Namespace(Map.of(
                "bits", new Frozen.Int(BigInteger.valueOf(type.bits())),
                "min", new Frozen.Int(type.signed() ? half.negate() : BigInteger.ZERO),
                "max", new Frozen.Int((type.signed() ? half : values).subtract(BigInteger.ONE)))));
    }

    private static Value finfo(Scope f, CallArguments arguments) {
        Value value = arguments.bind("np.finfo", "dtype").getFirst().orElseThrow();
        Type.Scalar named = TypeQueries.element(value).orElse(Type.BOOL);
        if (!((named instanceof Type.Complex c ? c.part() : named) instanceof Type.Float type)) {
            throw Errors.argument(arguments.at(value), "np.finfo", Describe.value(value), "a float type");
        }
        boolean single = type.bits() == 32;
        double max = single ? Float.MAX_VALUE : Double.MAX_VALUE;
        double tiny = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        return new Value.Fixed(new Frozen.Namespace(Map.of(
                "bits", new Frozen.Int(BigInteger.valueOf(type.bits())),
                "eps", new Frozen.Float(single ? Math.ulp(1f) : Math.ulp(1.0)),
                "max", new Frozen.Float(max),
                "min", new Frozen.Float(-max),
                "tiny", new Frozen.Float(tiny),
                "smallest_normal", new Frozen.Float(tiny))));
    }
}
