package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.ArrayOperands;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code np.ldexp}: the ufunc whose operands are of two kinds, floats and the powers of two that scale them. */
public final class Scaling {
    private Scaling() {}

    static void register(Map<String, Known> known) {
        known.put("numpy.ldexp", (f, a) -> {
            List<Optional<Value>> bound = a.bind("np.ldexp", "x1", "x2", "out?");
            Expr number = ArrayOperands.operand(f, bound.getFirst().orElseThrow(), a, "np.ldexp");
            Expr power = ArrayOperands.operand(f, bound.get(1).orElseThrow(), a, "np.ldexp");
            Span span = a.place().span();
            Expr result = f.broadcasting()
                    .laidOut(
                            List.of(number, power),
                            parts -> {
                                check(parts, a);
                                Expr x = Conversions.cast(parts.getFirst(), real((Type.Scalar)
                                        parts.getFirst().type()));
                                Expr n = Conversions.cast(parts.getLast(), Type.INT64);
                                List<Value> given = List.of(new Computed(x), new Computed(n));
                                Value scaled = f.calls().named("math.ldexp", given, span);
                                return Conversions.cast(((Computed) scaled).tree(), x.type());
                            },
                            span);
            return f.calls().into(bound.getLast(), result, "np.ldexp", a);
        });
    }

    /** Short ints are scaled in single precision, as by the ufuncs. */
    private static Type real(Type.Scalar type) {
        boolean single = type instanceof Type.Bool
                || type.equals(Type.FLOAT32)
                || (type instanceof Type.Int i && i.bits() <= 16);
        return single ? Type.FLOAT32 : Type.FLOAT64;
    }

    private static void check(List<Expr> parts, CallArguments arguments) {
        Type number = parts.getFirst().type();
        Type power = parts.getLast().type();
        boolean real = number instanceof Type.Float || number instanceof Type.Int || number instanceof Type.Bool;
        if (!real || !(power instanceof Type.Int || power instanceof Type.Bool)) {
            throw Errors.argument(
                    arguments.place(),
                    "np.ldexp",
                    Describe.type(number) + " and " + Describe.type(power),
                    "real numbers and integers");
        }
    }
}
