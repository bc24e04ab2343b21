package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Modules;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.Set;

/** {@code import} in a function: of modules that the compiler knows. */
public final class Imports {
    private static final Set<String> KNOWN =
            Set.of("numpy", "math", "cmath", "operator", "functools", "heapq", "builtins", "jaculus", "numba");

    private final Scope f;

    Imports(Scope f) {
        this.f = f;
    }

    void modules(Stmt.Import s) {
        for (Stmt.Alias alias : s.names()) {
            String module = known(alias.name(), s.span());
            String first = module.split("\\.", 2)[0];
            // `import numpy.linalg` binds numpy.
            String bound = alias.asname().isPresent() ? module : first;
            String name = alias.asname().orElse(alias.name().split("\\.", 2)[0]);
            f.assignments().bind(name, new Value.Fixed(new Frozen.Module(bound)), s.span());
        }
    }

    void names(Stmt.ImportFrom s) {
        if (s.level() > 0 || s.module().isEmpty()) {
            throw unsupported("a relative import", s.span());
        }
        String module = known(s.module().get(), s.span());
        for (Stmt.Alias alias : s.names()) {
            if (alias.name().equals("*")) {
                throw unsupported("`import *`", s.span());
            }
            f.assignments()
                    .bind(
                            alias.asname().orElse(alias.name()),
                            Modules.member(module + "." + alias.name(), alias.span()),
                            s.span());
        }
    }

    private String known(String module, Span span) {
        String first = module.split("\\.", 2)[0];
        if (!KNOWN.contains(first)) {
            throw unsupported("`import " + module + "`", span);
        }
        return first.equals("numba") ? "jaculus" + module.substring("numba".length()) : module;
    }

    private Diagnostic.Failure unsupported(String what, Span span) {
        return Errors.unsupported(f.place(span), what, "import it at the top of the file");
    }
}
