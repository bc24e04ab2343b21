package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Folding;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands where in the library: parsed modules and the public names of their functions. It is the same for every request with the same
 * sources, so it is made once.
 */
public final class LibraryIndex {
    private static final Map<Map<String, SourceFile>, LibraryIndex> MADE = Collections.synchronizedMap(new HashMap<>());

    /** A public function and its module. */
    record Found(Module module, Stmt.FunctionDef function) {}

    /**
     * One file.
     *
     * @param functions by their own names
     * @param constants assigned at the top
     * @param imports the modules that its imported names are of
     */
    record Module(
            SourceFile file,
            Map<String, Stmt.FunctionDef> functions,
            Map<String, Value> constants,
            Map<String, String> imports) {}

    private final Map<String, Module> modules = new HashMap<>();
    private final Map<String, Found> functions = new HashMap<>();
    private final IdentityHashMap<Stmt.FunctionDef, String> canonical = new IdentityHashMap<>();

    private LibraryIndex(Map<String, SourceFile> sources) {
        new TreeMap<>(sources).forEach((name, file) -> modules.put(name, module(name, file)));
    }

    static LibraryIndex of(Map<String, SourceFile> sources) {
        return MADE.computeIfAbsent(sources, LibraryIndex::new);
    }

    /** The function by its canonical name, such as {@code numpy.sum}. */
    Optional<Found> find(String name) {
        return Optional.ofNullable(functions.get(name));
    }

    /** The first of a function's public names. */
    Optional<String> publicName(Stmt.FunctionDef function) {
        return Optional.ofNullable(canonical.get(function));
    }

    Module module(String name) {
        return modules.get(name);
    }

    private Module module(String name, SourceFile file) {
        var module = new Module(file, new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (Stmt statement : Parser.module(file).body()) {
            switch (statement) {
                case Stmt.Assign constant
                when constant.targets().getFirst() instanceof Expr.Name target ->
                    Folding.constant(constant.value())
                            .ifPresent(value -> module.constants.put(target.id(), new Value.Computed(value)));
                case Stmt.ImportFrom from
                when from.level() == 1 && from.module().isPresent() -> {
                    String other = name.substring(0, name.lastIndexOf('.') + 1)
                            + from.module().get();
                    from.names().forEach(alias -> module.imports.put(alias.name(), other));
                }
                case Stmt.FunctionDef function -> {
                    module.functions.put(function.name(), function);
                    publicNames(name, function).forEach(publicName -> publish(publicName, new Found(module, function)));
                }
                default -> {}
            }
        }
        return module;
    }

    private void publish(String name, Found found) {
        canonical.putIfAbsent(found.function(), name);
        if (functions.put(name, found) != null) {
            throw new IllegalStateException("two functions of the library are " + name);
        }
    }

    private static List<String> publicNames(String module, Stmt.FunctionDef function) {
        if (module.endsWith("lists")) {
            return List.of("list." + function.name());
        }
        if (function.name().startsWith("_")) {
            return List.of();
        }
        if (module.startsWith("python.text")) {
            return List.of("str." + function.name());
        }
        List<String> names = new ArrayList<>();
        for (Expr decorator : function.decorators()) {
            if (decorator instanceof Expr.Call call
                    && call.func() instanceof Expr.Name name
                    && name.id().equals("numpy_function")
                    && call.args().getFirst() instanceof Expr.Attribute attribute) {
                names.add(dotted(attribute).replaceFirst("^np\\.", "numpy."));
            }
        }
        return names.isEmpty() && module.endsWith("internal") ? List.of("jaculus." + function.name()) : names;
    }

    private static String dotted(Expr expression) {
        return switch (expression) {
            case Expr.Attribute a -> dotted(a.value()) + "." + a.attr();
            case Expr.Name n -> n.id();
            default -> "";
        };
    }
}
