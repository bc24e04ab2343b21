package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.ops.Times;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type}, {@code hasattr}, {@code getattr}, {@code hash}: what Python asks an object, and the compiler knows of its type. */
public final class Introspection {
    private Introspection() {}

    static void register(Map<String, Known> known) {
        known.put(
                "builtins.type",
                (_, a) -> type(a.bind("type", "object").getFirst().orElseThrow(), a));
        known.put("builtins.hasattr", (f, a) -> {
            List<Optional<Value>> bound = a.bind("hasattr", "object", "name");
            boolean has = attribute(
                            f, bound.getFirst().orElseThrow(), name(bound.get(1).orElseThrow(), a), a)
                    .isPresent();
            return new Computed(Trees.bool(has, a.place().span()));
        });
        known.put("builtins.getattr", (f, a) -> {
            List<Optional<Value>> bound = a.bind("getattr", "object", "name", "default?");
            String name = name(bound.get(1).orElseThrow(), a);
            return attribute(f, bound.getFirst().orElseThrow(), name, a)
                    .or(bound::getLast)
                    .orElseThrow(() -> Errors.attribute(
                            a.place(), Describe.value(bound.getFirst().orElseThrow()), name));
        });
        known.put("builtins.callable", (_, a) -> {
            boolean can =
                    Values.isFunction(a.bind("callable", "object").getFirst().orElseThrow());
            return new Computed(Trees.bool(can, a.place().span()));
        });
        known.put("builtins.hash", (f, a) -> {
            Value value = a.bind("hash", "object").getFirst().orElseThrow();
            return new Computed(Conversions.cast(hash(f, value, a), Type.INT64));
        });
    }

    /** A class, which can be called and compared. */
    private static Value type(Value value, CallArguments arguments) {
        if (Texts.is(value)) {
            return named("builtins.str");
        }
        if (value instanceof Computed c) {
            return switch (c.type()) {
                case Type.Scalar _, Type.None _ -> new Value.Fixed(new Frozen.TypeObject(c.type()));
                case Type.ListOf _ -> named("builtins.list");
                case Type.Tuple t when t.names().isEmpty() -> named("builtins.tuple");
                case Type.Array _ -> named("numpy.ndarray");
                default -> throw Errors.argument(arguments.at(value), "type", Describe.value(value), "a number");
            };
        }
        if (value instanceof Value.Sequence s && s.names().isEmpty()) {
            return named("builtins.tuple");
        }
        throw Errors.argument(arguments.at(value), "type", Describe.value(value), "a number");
    }

    private static Value named(String name) {
        return new Value.Fixed(new Frozen.Attribute(name));
    }

    private static String name(Value value, CallArguments arguments) {
        return Texts.known(value)
                .orElseThrow(() -> Errors.argument(
                        arguments.at(value), "getattr", Describe.value(value), "a name that stands in the source"));
    }

    /** The attribute, if the value has one of this name. */
    private static Optional<Value> attribute(Scope f, Value value, String name, CallArguments arguments) {
        List<Value> found = new ArrayList<>();
        List<Stmt> before;
        try {
            before = f.collect(() ->
                    found.add(f.attributes().of(value, name, arguments.place().span())));
        } catch (Diagnostic.Failure failure) {
            if (failure.diagnostic().id().equals("no-attribute")) {
                return Optional.empty();
            }
            throw failure;
        }
        before.forEach(f::emit);
        return found.stream().findFirst();
    }

    /** CPython's hash of the value; that of a text has a secret of the process, and is asked there. */
    private static Expr hash(Scope f, Value value, CallArguments arguments) {
        Span span = arguments.place().span();
        if (Texts.is(value)) {
            Expr text = Texts.tree(value, span);
            return new Expr.HostCall(Type.INT64, "builtin", "hash", List.of(), List.of(text), span);
        }
        if (Tuples.is(value)) {
            List<Value> items = Tuples.items(f, value, span);
            Value sum = f.calls().named("jaculus.hash_start", List.of(), span);
            for (Value item : items) {
                Value lane = new Computed(Conversions.cast(hash(f, item, arguments), Type.UINT64));
                sum = f.calls().named("jaculus.hash_lane", List.of(sum, lane), span);
            }
            Value length = new Computed(Trees.integer(items.size(), span));
            return ((Computed) f.calls().named("jaculus.hash_end", List.of(sum, length), span)).tree();
        }
        if (value instanceof Computed c && !Times.is(c.type())) {
            String function = switch (c.type()) {
                case Type.Bool _, Type.Int _ -> c.type().equals(Type.UINT64) ? "hash_unsigned" : "hash_int";
                case Type.Float _ -> "hash_float";
                case Type.Complex _ -> "hash_complex";
                default -> "";
            };
            if (!function.isEmpty()) {
                // A literal would not be passed.
                Expr passed = c.tree() instanceof Expr.Const ? new Expr.Cast(c.type(), c.tree(), span) : c.tree();
                return ((Computed) f.calls().named("jaculus." + function, List.of(new Computed(passed)), span)).tree();
            }
        }
        throw Errors.argument(
                arguments.at(value), "hash", Describe.value(value), "a number, a text, or a tuple of these");
    }
}
