package dev.jaculus.compiler.build;

import dev.jaculus.compiler.tree.Stmt;
import java.util.List;

/** Whether a loop's body breaks or continues that loop. Those in a nested loop's body are the nested loop's own. */
final class Jumps {
    private Jumps() {}

    static boolean anyBreak(List<Stmt> body) {
        return any(body, Stmt.Break.class);
    }

    static boolean anyContinue(List<Stmt> body) {
        return any(body, Stmt.Continue.class);
    }

    private static boolean any(List<Stmt> body, Class<? extends Stmt> kind) {
        return body.stream()
                .anyMatch(s -> kind.isInstance(s)
                        || switch (s) {
                            case Stmt.If i -> any(i.then(), kind) || any(i.orElse(), kind);
                            case Stmt.Try t -> any(t.body(), kind) || any(t.orElse(), kind) || any(t.handler(), kind);
                            case Stmt.Unwatched u -> any(u.body(), kind);
                            case Stmt.Labelled l -> any(l.body(), kind);
                            case Stmt.While w -> any(w.orElse(), kind);
                            case Stmt.Count c -> any(c.orElse(), kind);
                            default -> false;
                        });
    }
}
