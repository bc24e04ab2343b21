package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the library's linear algebra stands on: {@code intrinsics.fortran("?gemm", "N", "T", m, …)}, see {@link Expr.Fortran}. For the question
 * mark comes the letter of the first array's type.
 */
public final class FortranCalls {
    private FortranCalls() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.intrinsics.fortran", (f, a) -> {
            List<Value> given = a.unnamed("fortran");
            List<Expr> arguments = new ArrayList<>();
            for (Value one : given.subList(1, given.size())) {
                arguments.add(argument(a, one));
            }
            String name = Texts.known(given.getFirst()).orElseThrow();
            String function = name.contains("?") ? name.replace("?", letter(arguments)) : name;
            return new Computed(new Expr.Fortran(function, arguments, a.place().span()));
        });
    }

    private static String letter(List<Expr> arguments) {
        Type element = arguments.stream()
                .map(Expr::type)
                .filter(Type.Array.class::isInstance)
                .map(type -> ((Type.Array) type).element())
                .findFirst()
                .orElseThrow();
        return switch (element) {
            case Type.Float f -> f.bits() == 32 ? "s" : "d";
            case Type.Complex c -> c.part().bits() == 32 ? "c" : "z";
            default -> throw new IllegalStateException("BLAS has no functions of " + element);
        };
    }

    /** Arrays and numbers; a letter is a number whose lowest byte it is. */
    private static Expr argument(CallArguments arguments, Value given) {
        var letter = Texts.known(given);
        if (letter.isPresent())
            return Trees.integer(letter.get().charAt(0), arguments.place().span());
        if (given instanceof Computed c && (c.type() instanceof Type.Array || c.type() instanceof Type.Scalar)) {
            return c.tree();
        }
        throw Errors.argument(arguments.at(given), "fortran", Describe.value(given), "an array or a number");
    }
}
