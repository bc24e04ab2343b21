package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Options;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.syntax.ast.Expr.DictComp;
import dev.jaculus.syntax.ast.Expr.ListComp;
import dev.jaculus.syntax.ast.Expr.SetComp;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.SourceFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** A Python function that can be inferred for argument types: the user's or our library's. Compared by identity. */
public final class Definition {
    public final String name;
    public final SourceFile file;
    public final Stmt.FunctionDef tree;
    /** What a name that is not a local variable means. */
    public final Function<String, Optional<Value>> names;
    /** Of the last positional parameters. */
    public final List<Value> defaults;

    public final Options options;
    public final boolean library;

    /** The names that it could mean, for suggestions. */
    public final Collection<String> globals;

    private Optional<Boolean> generator = Optional.empty();
    private final IdentityHashMap<ListComp, ListComp> comprehensions = new IdentityHashMap<>();
    private final IdentityHashMap<DictComp, ListComp> pairs = new IdentityHashMap<>();
    private final IdentityHashMap<SetComp, ListComp> elements = new IdentityHashMap<>();

    /** The definition that this one is a renamed form of, or itself. */
    private Definition source = this;

    private final Map<Form, Definition> forms = new HashMap<>();

    /** What may differ between the forms of one function. */
    private record Form(Options options, Set<String> literals) {}

    /** The parameters that this form has as constants, where it is given constants: those that `literally` is called with. */
    public final Set<String> literals;

    /** Which of the request's functions it is, if it is one. */
    public final OptionalInt kernel;

    /** The only types that the function is compiled for; none where it is compiled for what it is called with. */
    public final List<Request.Signature> signatures;

    /** The variables of the function around that it may read. */
    public final List<String> captures;

    public Definition(
            String name,
            SourceFile file,
            Stmt.FunctionDef tree,
            Function<String, Optional<Value>> names,
            List<Value> defaults,
            Options options,
            boolean library,
            Collection<String> globals) {
        this(
                name,
                file,
                tree,
                names,
                defaults,
                options,
                library,
                globals,
                List.of(),
                Set.of(),
                List.of(),
                OptionalInt.empty());
    }

    /** A function of the request's. */
    public Definition(Request.Source source, int kernel, Stmt.FunctionDef tree) {
        this(
                source.name(),
                source.file(),
                tree,
                name -> Optional.ofNullable(source.names().get(name)).map(Value.Fixed::new),
                source.defaults().stream().<Value>map(Value.Fixed::new).toList(),
                source.options(),
                false,
                source.names().keySet(),
                List.of(),
                Set.of(),
                source.signatures(),
                OptionalInt.of(kernel));
    }

    /** A function inside of another. */
    public Definition(Definition around, Stmt.FunctionDef tree, List<String> captures) {
        this(
                tree.name(),
                around.file,
                tree,
                around.names,
                List.of(),
                around.options,
                around.library,
                around.globals,
                captures,
                Set.of(),
                List.of(),
                OptionalInt.empty());
    }

    private Definition(
            String name,
            SourceFile file,
            Stmt.FunctionDef tree,
            Function<String, Optional<Value>> names,
            List<Value> defaults,
            Options options,
            boolean library,
            Collection<String> globals,
            List<String> captures,
            Set<String> literals,
            List<Request.Signature> signatures,
            OptionalInt kernel) {
        this.name = name;
        this.file = file;
        this.tree = tree;
        this.names = names;
        this.defaults = List.copyOf(defaults);
        this.options = options;
        this.library = library;
        this.globals = globals;
        this.captures = captures;
        this.literals = literals;
        this.signatures = signatures;
        this.kernel = kernel;
    }

    /** Whether calls give generators. */
    public boolean isGenerator() {
        if (generator.isEmpty()) {
            generator = Optional.of(Renaming.containsItself(tree.body(), dev.jaculus.syntax.ast.Expr.Yield.class)
                    || Renaming.containsItself(tree.body(), dev.jaculus.syntax.ast.Expr.YieldFrom.class));
        }
        return generator.get();
    }

    /** A set comprehension as one of a list, the same tree for each round of inference. */
    public ListComp elements(SetComp written) {
        return elements.computeIfAbsent(
                written, _ -> new ListComp(written.elt(), written.generators(), written.span()));
    }

    /** A dict comprehension as one of pairs, the same tree for each round of inference. */
    public ListComp pairs(DictComp written) {
        return pairs.computeIfAbsent(written, _ -> {
            var pair = new dev.jaculus.syntax.ast.Expr.Tuple(
                    List.of(written.key(), written.value()), dev.jaculus.syntax.ast.Expr.Context.LOAD, written.span());
            return new ListComp(pair, written.generators(), written.span());
        });
    }

    /** The comprehension with names of its own for its variables, the same tree for each round of inference. */
    public ListComp comprehension(ListComp written) {
        return comprehensions.computeIfAbsent(written, _ -> {
            Set<String> names = new HashSet<>();
            written.generators().forEach(part -> names.addAll(LocalNames.ofTarget(part.target())));
            return Renaming.renamed(written, names, "c" + comprehensions.size() + "$");
        });
    }

    /** Code that has no options of its own, as a function with these calls it: on several threads perhaps, with floats as free. */
    public Definition form(boolean parallel, FastMath fastmath) {
        Options wanted = new Options(
                options.raiseOnZeroDivision(),
                fastmath,
                options.boundscheck(),
                parallel,
                options.locals(),
                options.own());
        return form(new Form(wanted, literals));
    }

    /** The function as a call from another has it: options that it does not set are the caller's. */
    public Definition under(Definition caller) {
        Options wanted = options.under(caller.options);
        boolean checked = caller.library ? options.raiseOnZeroDivision() : wanted.raiseOnZeroDivision();
        return form(new Form(
                new Options(
                        checked,
                        wanted.fastmath(),
                        options.boundscheck(),
                        options.parallel(),
                        options.locals(),
                        options.own()),
                literals));
    }

    /** The form with these parameters as constants too. */
    public Definition literal(Collection<String> parameters) {
        Set<String> all = new HashSet<>(literals);
        all.addAll(parameters);
        return form(new Form(options, Set.copyOf(all)));
    }

    private Definition form(Form wanted) {
        return wanted.equals(new Form(options, literals))
                ? this
                : forms.computeIfAbsent(
                        wanted,
                        _ -> new Definition(
                                name,
                                file,
                                tree,
                                names,
                                defaults,
                                wanted.options(),
                                library,
                                globals,
                                captures,
                                wanted.literals(),
                                signatures,
                                kernel));
    }

    public Definition source() {
        return source;
    }

    /** The same function with other names for its variables. */
    public Definition withTree(Stmt.FunctionDef renamed) {
        Definition other = new Definition(name, file, renamed, names, defaults, options, library, globals);
        other.source = source;
        return other;
    }
}
