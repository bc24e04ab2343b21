package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.tree.Function;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what each line makes of the user's variables and of the result. */
final class Reveal {
    private final Map<Integer, Set<String>> lines = new TreeMap<>();

    void function(Function function) {
        block(function.body());
    }

    /** For example {@code x: int64, y: float64}. */
    String at(int line) {
        return String.join(", ", lines.getOrDefault(line, Set.of()));
    }

    private void add(Span span, String what) {
        lines.computeIfAbsent(span.line(), line -> new LinkedHashSet<>()).add(what);
    }

    private void block(List<Stmt> block) {
        block.forEach(this::statement);
    }

    private void statement(Stmt statement) {
        switch (statement) {
            case Stmt.Assign s
            when !s.name().startsWith("$") ->
                add(s.span(), s.name() + ": " + s.value().type());
            case Stmt.Return s -> add(s.span(), "return: " + s.value().type());
            case Stmt.If s -> {
                block(s.then());
                block(s.orElse());
            }
            case Stmt.While s -> {
                block(s.body());
                block(s.orElse());
            }
            case Stmt.Count s -> {
                block(s.body());
                block(s.orElse());
            }
            default -> {}
        }
    }
}
