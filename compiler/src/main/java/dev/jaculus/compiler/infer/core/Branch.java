package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * An expression that is evaluated on one path only, with the statements that must run before it, and the variables after it where it
 * assigns any. The value is missing when its type is not known in this round: the recursive call in {@code 1 if n == 0 else f(n - 1)}.
 */
public record Branch(Optional<Value> value, List<Stmt> before, Optional<Env> after) {
    public Branch(Optional<Value> value, List<Stmt> before) {
        this(value, before, Optional.empty());
    }
}
