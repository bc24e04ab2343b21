package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Expressions that are written in LLVM's language. */
public final class LlvmText {
    private LlvmText() {}

    /** The address of an array's first element. */
    public static Expr addressOf(Expr array, Span span) {
        String body = "  %r = ptrtoint ptr %a0 to i64\n  ret i64 %r\n";
        return inlined("jac.address", Type.INT64, List.of(array), body, span);
    }

    /** A function in LLVM's language of arguments %a0, %a1, …; its name says their types too. */
    public static Expr inlined(String name, Scalar result, List<Expr> arguments, String body, Span span) {
        String parameters = IntStream.range(0, arguments.size())
                .mapToObj(i -> inLlvm(arguments.get(i).type()) + " %a" + i)
                .collect(Collectors.joining(", "));
        String types = arguments.stream().map(a -> letter(a.type())).collect(Collectors.joining("."));
        String text = "define internal %s @\"%s.%s\"(%s) alwaysinline nounwind {\n%s}\n"
                .formatted(inLlvm(result), name, types, parameters, body);
        return new Expr.Inlined(result, text, arguments, span);
    }

    public static String letter(Type type) {
        return type instanceof Type.Array ? "ptr" : type.toString();
    }

    /** The type in its language. */
    public static String inLlvm(Type type) {
        return switch (type) {
            case Type.Array _ -> "ptr";
            case Type.Bool _ -> "i1";
            case Type.Int i -> "i" + i.bits();
            case Type.Float x -> x.bits() == 32 ? "float" : "double";
            default -> throw new IllegalArgumentException("C has no " + type);
        };
    }
}
