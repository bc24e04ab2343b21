package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request.Options;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Python function that can be inferred for argument types: the user's or our library's. Compared by identity. */
final class Definition {
    final String name;
    final SourceFile file;
    final Stmt.FunctionDef tree;
    /** What a name that is not a local variable means. */
    final Function<String, Optional<Value>> names;
    /** Of the last positional parameters. */
    final List<Value> defaults;

    final Options options;
    final boolean library;

    /** The names that it could mean, for suggestions. */
    final Collection<String> globals;

    Definition(
            String name,
            SourceFile file,
            Stmt.FunctionDef tree,
            Function<String, Optional<Value>> names,
            List<Value> defaults,
            Options options,
            boolean library,
            Collection<String> globals) {
        this.name = name;
        this.file = file;
        this.tree = tree;
        this.names = names;
        this.defaults = List.copyOf(defaults);
        this.options = options;
        this.library = library;
        this.globals = globals;
    }
}
