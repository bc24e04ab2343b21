package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.Request;
import dev.jaculus.compiler.Request.Frozen;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our NumPy functions in Python. A function with the decorator {@code @numpy_function(np.sum)} is {@code numpy.sum}; those of the module
 * {@code internal} are {@code jaculus.NAME}, for the compiler's own use.
 */
final class Library {
    /** Parsing is the same for every request, so it is done once. */
    private static final Map<SourceFile, Stmt.Module> PARSED = Collections.synchronizedMap(new HashMap<>());

    private static final Request.Options OPTIONS = new Request.Options(false, FastMath.NONE, false);

    private final Map<String, SourceFile> sources;
    private final Map<String, Map<String, Value>> modules = new HashMap<>();
    private final Map<Definition, String> canonical = new HashMap<>();
    private Map<String, Definition> functions;

    Library(Map<String, SourceFile> sources) {
        this.sources = sources;
    }

    /** The function by its canonical name, such as {@code numpy.sum}. */
    Optional<Definition> find(String name) {
        if (functions == null) {
            functions = new HashMap<>();
            new TreeMap<>(sources).forEach(this::index);
        }
        return Optional.ofNullable(functions.get(name));
    }

    /** How the user writes the function: {@code np.sum}, {@code list.index}. */
    String displayed(Definition definition) {
        String name = canonical.getOrDefault(definition, definition.name);
        return Calls.displayed(name.replaceFirst("^jaculus\\.", ""));
    }

    private void index(String module, SourceFile file) {
        Stmt.Module parsed = PARSED.computeIfAbsent(file, Parser::module);
        Map<String, Value> names = new HashMap<>();
        Map<String, String> imports = new HashMap<>(); // name -> module; looked up late, for modules import each other
        modules.put(module, names);
        names.put("np", new Value.Fixed(new Frozen.Module("numpy")));
        names.put("intrinsics", new Value.Fixed(new Frozen.Module("jaculus.intrinsics")));
        names.put("text", new Value.Fixed(new Frozen.Attribute("jaculus.text")));
        names.put("code_points", new Value.Fixed(new Frozen.Attribute("jaculus.code_points")));
        names.put("python", new Value.Fixed(new Frozen.Attribute("jaculus.python")));
        names.put("math", new Value.Fixed(new Frozen.Module("math")));
        names.put("cmath", new Value.Fixed(new Frozen.Module("cmath")));
        for (Stmt statement : parsed.body()) {
            if (statement instanceof Stmt.Assign constant && constant.targets().getFirst() instanceof Expr.Name name) {
                Folding.constant(constant.value()).ifPresent(value -> names.put(name.id(), new Value.Computed(value)));
            }
            if (statement instanceof Stmt.ImportFrom from
                    && from.level() == 1
                    && from.module().isPresent()) {
                String other = module.substring(0, module.lastIndexOf('.') + 1)
                        + from.module().get();
                from.names().forEach(alias -> imports.put(alias.name(), other));
            }
            if (statement instanceof Stmt.FunctionDef function) {
                Definition definition = new Definition(
                        function.name(),
                        file,
                        function,
                        name -> Optional.ofNullable(names.get(name))
                                .or(() -> Optional.ofNullable(imports.get(name))
                                        .map(other -> modules.get(other).get(name))),
                        defaults(function),
                        OPTIONS,
                        true,
                        List.of());
                names.put(function.name(), new Value.Ours(definition));
                publicNames(module, function).forEach(name -> {
                    canonical.putIfAbsent(definition, name);
                    if (functions.put(name, definition) != null) {
                        throw new IllegalStateException("two functions of the library are " + name);
                    }
                });
            }
        }
    }

    private static List<Value> defaults(Stmt.FunctionDef function) {
        return function.args().defaults().stream()
                .map(value -> Frozens.literal(value).orElseThrow())
                .toList();
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
