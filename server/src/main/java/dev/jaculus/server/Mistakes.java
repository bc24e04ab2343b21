package dev.jaculus.server;

import dev.jaculus.llvm.RefusedTarget;
import dev.jaculus.server.protocol.Reply;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Renderer;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** Diagnostics of the compiler as replies: the protocol has records of its own. */
final class Mistakes {
    private static final String HELP =
            "\n  help: leave NUMBA_CPU_NAME and NUMBA_CPU_FEATURES (or JACULUS_…) unset to compile for this machine";

    private Mistakes() {}

    static Reply reply(Diagnostic diagnostic) {
        Span span = diagnostic.primary().span();
        return new Reply.Mistake(
                diagnostic.id(),
                diagnostic.kind().className(),
                diagnostic.message(),
                Renderer.render(diagnostic),
                diagnostic.primary().file().path(),
                span.line(),
                span.column() + 1,
                diagnostic.member().map(member -> new Reply.Member(member.module(), member.name())));
    }

    /** A setting that LLVM does not take: of no place in the program. */
    static Reply refused(RefusedTarget target) {
        String text = "error[no-target]: " + target.getMessage() + HELP;
        return new Reply.Mistake(
                "no-target", "UnsupportedError", target.getMessage(), text, "", 0, 0, Optional.empty());
    }

    /** What is wrong with the machine's files rather than the program. */
    static Reply reply(String id, String message) {
        return new Reply.Mistake(id, "OSError", message, message, "", 0, 0, Optional.empty());
    }
}
