package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Parts;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builtins that make iterables of others, or use them up; NumPy's iterators over indices. */
public final class Iterators {
    private Iterators() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.map", (f, a) -> {
            List<Value> given = a.unnamed("map");
            if (given.size() < 2) {
                throw Errors.argumentCount(a.place(), "map", "at least 2 arguments", given.size());
            }
            return new Value.Mapped(given.getFirst(), given.subList(1, given.size()));
        });
        known.put("builtins.filter", (f, a) -> {
            List<Optional<Value>> bound = a.bind("filter", "function", "iterable");
            return new Value.Filtered(
                    bound.getFirst().orElseThrow(), bound.getLast().orElseThrow());
        });
        known.put(
                "builtins.any",
                (f, a) -> f.calls()
                        .named(
                                "jaculus.any_of",
                                List.of(a.bind("any", "iterable").getFirst().orElseThrow()),
                                a.place().span()));
        known.put(
                "builtins.all",
                (f, a) -> f.calls()
                        .named(
                                "jaculus.all_of",
                                List.of(a.bind("all", "iterable").getFirst().orElseThrow()),
                                a.place().span()));
        known.put("functools.reduce", (f, a) -> {
            List<Optional<Value>> bound = a.bind("reduce", "function", "iterable", "initial?");
            List<Value> given = bound.stream().flatMap(Optional::stream).toList();
            String name = given.size() == 3 ? "jaculus.reduced_from" : "jaculus.reduced";
            return f.calls().named(name, given, a.place().span());
        });
        known.put("builtins.iter", (f, a) -> {
            Value over = a.bind("iter", "iterable").getFirst().orElseThrow();
            return Values.isGenerator(over)
                    ? over
                    : new Value.Iterator(over, Trees.integer(0, a.place().span()));
        });
        known.put("builtins.next", Iterators::next);
        known.put("numpy.ndindex", Iterators::indices);
        known.put("numpy.ndenumerate", (f, a) -> {
            Value array = a.bind("np.ndenumerate", "arr").getFirst().orElseThrow();
            return new Value.Elements(array(array, a, "np.ndenumerate"), true);
        });
        known.put("numpy.nditer", (f, a) -> {
            Value array = a.bind("np.nditer", "op").getFirst().orElseThrow();
            return new Value.Elements(array(array, a, "np.nditer"), false);
        });
    }

    private static Expr array(Value value, CallArguments arguments, String function) {
        if (value instanceof Computed c && c.type() instanceof Type.Array) {
            return c.tree();
        }
        throw Errors.argument(arguments.at(value), function, Describe.value(value), "an array");
    }

    /** {@code np.ndindex(2, 3)} or {@code np.ndindex((2, 3))}. */
    private static Value indices(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        List<Value> given = arguments.unnamed("np.ndindex");
        List<Value> lengths =
                given.size() == 1 && Tuples.is(given.getFirst()) ? Tuples.items(f, given.getFirst(), span) : given;
        List<Expr> shape = new ArrayList<>();
        for (Value one : lengths) {
            if (!(one instanceof Computed c) || !(c.type() instanceof Type.Int)) {
                throw Errors.argument(arguments.at(one), "np.ndindex", Describe.value(one), "integers");
            }
            shape.add(Conversions.cast(c.tree(), Type.INT64));
        }
        return new Value.Indices(shape);
    }

    /** The item where the iterator is; a variable that holds it goes on by one. */
    private static Value next(Scope f, CallArguments arguments) {
        Span span = arguments.place().span();
        Optional<Value> generated = f.generators().next(arguments);
        if (generated.isPresent()) {
            return generated.get();
        }
        List<Optional<Value>> bound = arguments.bind("next", "iterator", "default?");
        if (!(bound.getFirst().orElseThrow() instanceof Value.Iterator(Value over, Expr place))) {
            Value other = bound.getFirst().orElseThrow();
            throw Errors.argument(arguments.at(other), "next", Describe.value(other), "what `iter` gives");
        }
        if (bound.getLast().isPresent()) {
            throw Errors.unsupported(arguments.place(), "a default of `next`", "catch StopIteration");
        }
        Counted counted = f.iterations().counted(over, span);
        Expr here = f.hide(place, "place");
        f.emit(new Stmt.If(
                new Expr.Compare(Order.GE, here, counted.length(), span),
                List.of(new Stmt.Raise(Raises.builtin("StopIteration"), List.of(), span)),
                List.of(),
                List.of(),
                span));
        Value item = Parts.map(counted.item().apply(here), tree -> f.hide(tree, "item"));
        if (place instanceof Expr.Local variable) {
            Expr one = Trees.integer(1, span);
            f.assign(variable.name(), new Expr.Binary(Type.INT64, Arithmetic.ADD, here, one, false, span), span);
        }
        return item;
    }
}
