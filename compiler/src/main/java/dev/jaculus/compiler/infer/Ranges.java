package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.tree.Expr;
import java.util.Optional;

/** What a range has beside its items. */
final class Ranges {
    private Ranges() {}

    static Optional<Expr> bound(Value.Range range, String name) {
        return switch (name) {
            case "start" -> Optional.of(Conversions.cast(range.start(), range.type()));
            case "stop" -> Optional.of(Conversions.cast(range.stop(), range.type()));
            case "step" -> Optional.of(Conversions.cast(range.step(), range.type()));
            default -> Optional.empty();
        };
    }
}
