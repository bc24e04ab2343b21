package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.TextOps;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builtin functions that give or take texts, and what our library's {@code text.py} asks of the compiler. */
public final class TextCalls {
    private static final List<String> TO_TEXT =
            List.of("capitalize", "casefold", "lower", "swapcase", "title", "upper");
    private static final List<String> TESTS = List.of(
            "isalnum",
            "isalpha",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isprintable",
            "isspace",
            "istitle",
            "isupper");

    private TextCalls() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.print", TextCalls::print);
        known.put("builtins.str", TextCalls::str);
        known.put("builtins.repr", (f, a) -> converted(f, a, "repr", "{!r}"));
        known.put("builtins.ascii", (f, a) -> converted(f, a, "ascii", "{!a}"));
        known.put("builtins.format", TextCalls::format);
        known.put("builtins.ord", (f, a) -> TextOps.call(f, "ord", a));
        known.put("builtins.bytes", (_, a) -> {
            Value value = a.bind("bytes", "source").getFirst().orElseThrow();
            throw Errors.argument(a.at(value), "bytes", Describe.value(value), "an element of an array of bytes");
        });
        known.put("builtins.chr", (f, a) -> TextOps.call(f, "chr", a));
        known.put(
                "jaculus.text",
                (_, a) -> new Computed(Texts.text(array(a), a.place().span())));
        known.put("jaculus.code_points", (_, a) -> {
            Value text = a.positional().getFirst();
            if (!Texts.is(text)) {
                throw Errors.argument(a.at(text), "str", Describe.value(text), "a text");
            }
            Span span = a.place().span();
            return new Computed(Texts.points(Texts.tree(text, span), span));
        });
        TO_TEXT.forEach(name -> known.put("jaculus.python." + name, (_, a) -> method(a, name, Type.STR)));
        TESTS.forEach(name -> known.put("jaculus.python." + name, (_, a) -> method(a, name, Type.BOOL)));
    }

    private static Expr array(CallArguments arguments) {
        return ((Computed) arguments.positional().getFirst()).tree();
    }

    /** A method of CPython's str: it has Unicode's tables. */
    private static Value method(CallArguments arguments, String name, Type result) {
        Span span = arguments.place().span();
        Expr text = Texts.tree(arguments.positional().getFirst(), span);
        return new Computed(new Expr.HostCall(result, "method", name, List.of(), List.of(text), span));
    }

    /** CPython's print, with all of its keywords that make sense for a kernel. */
    private static Value print(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Expr> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Value value : arguments.positional()) {
            values.add(shown(f, arguments, "print", value));
            names.add("");
        }
        arguments.keywords().forEach((name, value) -> {
            if (!List.of("sep", "end", "flush").contains(name)) {
                throw Errors.unknownKeyword(arguments.place(), "print", name, List.of("sep", "end"));
            }
            values.add(shown(f, arguments, "print", value));
            names.add(name);
        });
        List<String> given = arguments.keywords().isEmpty() ? List.of() : names;
        return new Computed(new Expr.HostCall(Type.NONE, "print", "", given, values, span));
    }

    /** A value that Python can be given to print or format. */
    static Expr shown(Scope f, CallArguments arguments, String function, Value value) {
        Value settled = value instanceof Value.Listing list
                ? f.lists().made(list)
                : Caught.shown(f, value, arguments.at(value).span());
        return Texts.atRunTime(settled, arguments.at(value).span())
                .orElseThrow(() -> Errors.argument(
                        arguments.at(value),
                        function,
                        Describe.value(value),
                        "numbers, texts, tuples, lists or arrays"));
    }

    private static Value str(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("str", "object?");
        Span span = arguments.place().span();
        if (bound.getFirst().isEmpty()) {
            return Texts.of(Texts.constant("", span));
        }
        return str(f, arguments, bound.getFirst().get(), span);
    }

    /** {@code str(value)}: of a text itself, of an int by our library, else by Python. */
    static Value str(Scope f, CallArguments arguments, Value value, Span span) {
        if (Texts.is(value)) {
            return value;
        }
        if (value instanceof Computed c && c.type() instanceof Type.Int type) {
            String function = type.equals(Type.UINT64) ? "of_unsigned" : "of_int";
            Type wide = type.equals(Type.UINT64) ? Type.UINT64 : Type.INT64;
            return TextOps.method(f, function, List.of(new Computed(Conversions.cast(c.tree(), wide))), span);
        }
        return new Computed(f.formatting().host("{}", List.of(shown(f, arguments, "str", value)), span));
    }

    private static Value converted(Scope f, CallArguments arguments, String name, String template) {
        Value value = arguments.bind(name, "object").getFirst().orElseThrow();
        if (value instanceof Value.CaughtException caught && name.equals("repr")) {
            return new Computed(
                    new Caught(f).text(caught, "repr", arguments.place().span()));
        }
        return new Computed(f.formatting()
                .host(
                        template,
                        List.of(shown(f, arguments, name, value)),
                        arguments.place().span()));
    }

    private static Value format(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("format", "value", "format_spec?");
        Span span = arguments.place().span();
        List<Expr> values = new ArrayList<>();
        values.add(shown(f, arguments, "format", bound.getFirst().orElseThrow()));
        if (bound.getLast().isPresent()) {
            values.add(shown(f, arguments, "format", bound.getLast().get()));
        }
        return new Computed(f.formatting().host(values.size() == 1 ? "{}" : "{:{}}", values, span));
    }

    /** {@code int("12")} and {@code float("1.5")}: Python reads what is more than digits. */
    static Optional<Value> number(Scope f, CallArguments arguments, String name, Type result) {
        if (arguments.positional().isEmpty() || !Texts.is(arguments.positional().getFirst())) {
            return Optional.empty();
        }
        List<Optional<Value>> bound =
                name.equals("int") ? arguments.bind(name, "x", "base?") : arguments.bind(name, "x");
        Span span = arguments.place().span();
        List<Expr> values = new ArrayList<>();
        bound.forEach(one -> one.ifPresent(value -> values.add(shown(f, arguments, name, value))));
        return Optional.of(new Computed(new Expr.HostCall(result, "builtin", name, List.of(), values, span)));
    }
}
