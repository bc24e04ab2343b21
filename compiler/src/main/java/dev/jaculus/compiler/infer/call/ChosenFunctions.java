package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Branch;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Functions that are chosen at run time, among ones that are known while compiling: an item of a tuple of functions, or either of two. A call
 * chooses among calls, so that each function is compiled for the arguments, and may be inlined; their results must have one type.
 */
public final class ChosenFunctions {
    private ChosenFunctions() {}

    /** {@code f if test else g}; empty where these are no functions. */
    public static Optional<Value> either(Expr test, Branch then, Branch orElse, Span span) {
        boolean functions = then.value().filter(Values::isFunction).isPresent()
                && orElse.value().filter(Values::isFunction).isPresent();
        if (!functions || !then.before().isEmpty() || !orElse.before().isEmpty()) {
            return Optional.empty();
        }
        Expr place = new Expr.Choice(Type.INT64, test, Trees.integer(0, span), Trees.integer(1, span), span);
        return Optional.of(new Value.OneOf(
                place, List.of(then.value().get(), orElse.value().get())));
    }

    /** A call; the arguments are evaluated once. */
    static Value call(Scope f, Value.OneOf one, CallArguments arguments) {
        Span span = arguments.place().span();
        Expr place = f.once(one.place(), "function");
        List<Value> positional = arguments.positional().stream().map(f::kept).toList();
        Map<String, Value> keywords = new LinkedHashMap<>();
        arguments.keywords().forEach((name, value) -> keywords.put(name, f.kept(value)));
        var kept = new CallArguments(arguments.place(), positional, keywords, arguments.spans());
        return call(f, one.functions(), 0, place, kept, span);
    }

    private static Value call(
            Scope f, List<Value> functions, int from, Expr place, CallArguments arguments, Span span) {
        if (from == functions.size() - 1) {
            return f.calls().call(functions.get(from), arguments);
        }
        Expr here = new Expr.Compare(Order.EQ, place, Trees.integer(from, span), span);
        Branch then = f.expressions().branch(() -> f.calls().call(functions.get(from), arguments));
        Branch orElse = f.expressions().branch(() -> call(f, functions, from + 1, place, arguments, span));
        return new Computed(f.expressions().choose(here, then, orElse, span));
    }
}
