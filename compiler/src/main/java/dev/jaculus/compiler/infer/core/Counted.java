package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** As many items as `length` says, an int64, and those for which `more` holds if it is there; `item` gives the one at a place from 0. */
public record Counted(Expr length, Optional<UnaryOperator<Expr>> more, Function<Expr, Value> item) {
    public Counted(Expr length, Function<Expr, Value> item) {
        this(length, Optional.empty(), item);
    }
}
