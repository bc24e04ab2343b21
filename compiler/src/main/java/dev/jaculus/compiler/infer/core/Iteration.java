package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A loop counts from `lower` by `step` to before `upper`; `item` gives what the target gets at a count. Where the loop's body may change how many
 * items there are, `more` is asked at each place from 0 on instead. The body is run for the items that `filter` lets through.
 */
public record Iteration(
        Expr lower,
        Expr upper,
        long step,
        Optional<UnaryOperator<Expr>> more,
        Function<Expr, Value> item,
        Optional<Value> filter) {
    public Iteration(
            Expr lower, Expr upper, long step, Optional<UnaryOperator<Expr>> more, Function<Expr, Value> item) {
        this(lower, upper, step, more, item, Optional.empty());
    }
}
