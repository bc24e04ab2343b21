package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.ops.TextOps;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.SourceFile;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our NumPy functions in Python, for one compilation. A function with the decorator {@code @numpy_function(np.sum)} is {@code numpy.sum};
 * those of the module {@code internal} are {@code jaculus.NAME}, for the compiler's own use.
 */
public final class Library {
    private static final Request.Options OPTIONS = new Request.Options(false, FastMath.NONE, false);

    /** What each module can name beside its own. */
    private static final Map<String, Value> KNOWN = Map.of(
            "np", new Value.Fixed(new Frozen.Module("numpy")),
            "math", new Value.Fixed(new Frozen.Module("math")),
            "cmath", new Value.Fixed(new Frozen.Module("cmath")),
            "intrinsics", new Value.Fixed(new Frozen.Module("jaculus.intrinsics")),
            "text", new Value.Fixed(new Frozen.Attribute("jaculus.text")),
            "code_points", new Value.Fixed(new Frozen.Attribute("jaculus.code_points")),
            "python", new Value.Fixed(new Frozen.Attribute("jaculus.python")));

    private final LibraryIndex index;
    /** Only those that are called: most compilations need a few of a thousand. */
    private final IdentityHashMap<Stmt.FunctionDef, Definition> definitions = new IdentityHashMap<>();

    public Library(Map<String, SourceFile> sources) {
        this.index = LibraryIndex.of(sources);
    }

    /** The function by its canonical name, such as {@code numpy.sum}. */
    public Optional<Definition> find(String name) {
        return index.find(name).map(found -> definition(found.module(), found.function()));
    }

    /** How the user writes the function: {@code np.sum}, {@code list.index}. */
    public String displayed(Definition definition) {
        String name = index.publicName(definition.tree).orElse(definition.name);
        boolean method = !name.startsWith("str.") || TextOps.METHODS.contains(definition.name);
        return method ? Describe.function(name.replaceFirst("^jaculus\\.", "")) : definition.name;
    }

    private Definition definition(LibraryIndex.Module module, Stmt.FunctionDef function) {
        return definitions.computeIfAbsent(
                function,
                tree -> new Definition(
                        tree.name(),
                        module.file(),
                        tree,
                        name -> named(module, name),
                        defaults(tree),
                        OPTIONS,
                        true,
                        List.of()));
    }

    /** What a name in a module means: the module's own come first, then what all have, then what it imports. */
    private Optional<Value> named(LibraryIndex.Module module, String name) {
        return own(module, name)
                .or(() -> Optional.ofNullable(KNOWN.get(name)))
                .or(() -> Optional.ofNullable(module.imports().get(name))
                        .flatMap(other -> own(index.module(other), name)));
    }

    private Optional<Value> own(LibraryIndex.Module module, String name) {
        Stmt.FunctionDef function = module.functions().get(name);
        return function == null
                ? Optional.ofNullable(module.constants().get(name))
                : Optional.of(new Value.Ours(definition(module, function)));
    }

    private static List<Value> defaults(Stmt.FunctionDef function) {
        return function.args().defaults().stream()
                .map(value -> Frozens.literal(value).orElseThrow())
                .toList();
    }
}
