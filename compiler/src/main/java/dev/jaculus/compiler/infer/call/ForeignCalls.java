package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.LlvmText;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Calls of C functions by their address. An array is passed as the address of its first element, a number as what its type is in C. The function may
 * do anything but raise, and must not keep what it is given.
 */
public final class ForeignCalls {
    private ForeignCalls() {}

    static void register(Map<String, Known> known) {
        known.put("jaculus.intrinsics.foreign", (_, arguments) -> foreign(arguments));
        known.put("jaculus.intrinsics.address", (_, arguments) -> {
            String name = Texts.known(arguments.positional().getFirst()).orElseThrow();
            return new Computed(new Expr.Address(name, arguments.place().span()));
        });
        known.put("jaculus.intrinsics.bit_generator", (_, arguments) -> {
            Expr generator = ((Computed) arguments.positional().getFirst()).tree();
            return new Computed(Trees.itemOf(generator, 0, arguments.place().span()));
        });
        known.put("jaculus.intrinsics.word_at", (_, arguments) -> {
            Expr address =
                    ((Computed) arguments.bind("word_at", "address").getFirst().orElseThrow()).tree();
            return word(Conversions.cast(address, Type.INT64), arguments.place().span());
        });
    }

    /** {@code intrinsics.foreign("numpy.random:random_beta", "float64", address, a, b)}; the first is a name that the host knows, or an address. */
    private static Value foreign(CallArguments arguments) {
        Span span = arguments.place().span();
        List<Value> given = arguments.unnamed("foreign");
        Expr address = Texts.known(given.getFirst())
                .<Expr>map(name -> new Expr.Address(name, span))
                .orElseGet(() -> Conversions.cast(((Computed) given.getFirst()).tree(), Type.INT64));
        String result = Texts.known(given.get(1)).orElseThrow();
        Optional<Scalar> type = result.equals("none") ? Optional.empty() : Dtypes.named("numpy." + result);
        List<Expr> passed = given.subList(2, given.size()).stream()
                .map(one -> ((Computed) one).tree())
                .toList();
        return new Computed(call(address, type, passed, span));
    }

    /** A function that the program has from ctypes, cffi or Cython. */
    static Value call(Scope f, Frozen.Foreign function, CallArguments arguments) {
        List<Value> given = arguments.unnamed(function.name());
        if (given.size() != function.parameters().size()) {
            String wanted = function.parameters().size() + " argument"
                    + (function.parameters().size() == 1 ? "" : "s");
            throw Errors.argumentCount(arguments.place(), function.name(), wanted, given.size());
        }
        List<Expr> passed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String parameter = function.parameters().get(i);
            Value value = given.get(i);
            passed.add((parameter.startsWith("pointer") ? pointer(value, parameter) : number(value, parameter))
                    .orElseThrow(() -> Errors.argument(
                            arguments.at(value), function.name(), Describe.value(value), wanted(parameter))));
        }
        Span span = arguments.place().span();
        Expr result = call(new Expr.Address(function.symbol(), span), function.result(), passed, span);
        if (function.result().isPresent()) {
            return new Computed(result);
        }
        f.once(result, "nothing");
        return new Computed(Trees.none(span));
    }

    private static Optional<Expr> number(Value value, String parameter) {
        Scalar type = Dtypes.named("numpy." + parameter).orElseThrow();
        return value instanceof Computed c && Conversions.toScalar(c.type(), type)
                ? Optional.of(Conversions.cast(c.tree(), type))
                : Optional.empty();
    }

    /** An array's {@code ctypes}, or an address. */
    private static Optional<Expr> pointer(Value value, String parameter) {
        if (value instanceof Value.Ctypes(Expr array)) {
            String element = ((Type.Array) array.type()).element().toString();
            boolean fits = parameter.equals("pointer") || parameter.equals("pointer(" + element + ")");
            return fits ? Optional.of(array) : Optional.empty();
        }
        return value instanceof Computed c && c.type() instanceof Type.Int
                ? Optional.of(Conversions.cast(c.tree(), Type.INT64))
                : Optional.empty();
    }

    private static String wanted(String parameter) {
        if (!parameter.startsWith("pointer")) {
            return Describe.type(Dtypes.named("numpy." + parameter).orElseThrow());
        }
        String of = parameter.equals("pointer") ? "" : " of " + parameter.substring(8, parameter.length() - 1);
        return "the `ctypes` of an array" + of + ", or an address";
    }

    /** What the function at an address gives for arguments of just these types; 0 where it gives nothing. */
    static Expr call(Expr address, Optional<Scalar> result, List<Expr> arguments, Span span) {
        String passed = IntStream.range(0, arguments.size())
                .mapToObj(i -> LlvmText.inLlvm(arguments.get(i).type())
                        + extended(arguments.get(i).type()) + " %a" + (i + 1))
                .collect(Collectors.joining(", "));
        String body = "  %p = inttoptr i64 %a0 to ptr\n"
                + result.map(type -> "  %%r = call%s %s %%p(%s)\n  ret %2$s %%r\n"
                                .formatted(extended(type), LlvmText.inLlvm(type), passed))
                        .orElse("  call void %%p(%s)\n  ret i64 0\n".formatted(passed));
        String name = "jac.foreign." + result.map(LlvmText::letter).orElse("none");
        List<Expr> all = new ArrayList<>(List.of(address));
        all.addAll(arguments);
        return LlvmText.inlined(name, result.orElse(Type.INT64), all, body, span);
    }

    private static Value word(Expr address, Span span) {
        String body = "  %p = inttoptr i64 %a0 to ptr\n  %r = load i64, ptr %p, align 8\n  ret i64 %r\n";
        return new Computed(LlvmText.inlined("jac.word", Type.INT64, List.of(address), body, span));
    }

    /** What the caller does to a number of less than 32 bits, and to a bool. */
    private static String extended(Type type) {
        return switch (type) {
            case Type.Bool _ -> " zeroext";
            case Type.Int i when i.bits() < 32 -> i.signed() ? " signext" : " zeroext";
            default -> "";
        };
    }
}
