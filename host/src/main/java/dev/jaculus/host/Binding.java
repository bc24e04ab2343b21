package dev.jaculus.host;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.server.request.Types;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a name at the top level of a Python file stands for, as far as reading tells. */
sealed interface Binding {
    /** A value of the protocol. */
    record Value(JsonObject json) implements Binding {}

    record Function(Stmt.FunctionDef definition) implements Binding {}

    /** The bases are builtin classes and the file's own, nearest first. */
    record ExceptionClass(String name, List<String> bases) implements Binding {}

    /** Modules whose functions the compiler knows by name. */
    Set<String> KNOWN_MODULES = Set.of("numpy", "math", "builtins", "random", "operator", "jaculus");

    /** All names that a file binds. */
    static Map<String, Binding> topLevel(Stmt.Module module) {
        Map<String, Binding> names = new LinkedHashMap<>();
        for (Stmt statement : module.body()) {
            switch (statement) {
                case Stmt.Import many ->
                    many.names().forEach(a -> names.put(a.asname().orElse(head(a.name())), imported(a)));
                case Stmt.ImportFrom many -> {
                    String from = many.module().orElse("");
                    many.names().forEach(a -> names.put(a.asname().orElse(a.name()), attribute(from, a.name())));
                }
                case Stmt.FunctionDef function -> names.put(function.name(), new Function(function));
                case Stmt.ClassDef type -> names.put(type.name(), classOf(type, names));
                case Stmt.Assign assign -> assign.targets().forEach(target -> bind(target, assign.value(), names));
                default -> {}
            }
        }
        return names;
    }

    private static void bind(Expr target, Expr value, Map<String, Binding> names) {
        if (target instanceof Expr.Name name) {
            names.put(
                    name.id(),
                    value instanceof Expr.Name other && names.containsKey(other.id())
                            ? names.get(other.id())
                            : new Value(constant(value)));
        }
    }

    private static Binding imported(Stmt.Alias alias) {
        // "import numpy.linalg" binds numpy, "import numpy.linalg as la" the inner module.
        String module = canonical(alias.asname().isPresent() ? alias.name() : head(alias.name()));
        return new Value(
                KNOWN_MODULES.contains(head(module)) ? json("module", module) : unsupported("the module " + module));
    }

    private static Binding attribute(String from, String name) {
        String module = canonical(from);
        if (!KNOWN_MODULES.contains(head(module))) {
            return new Value(unsupported("something of the module " + from));
        }
        boolean type = module.equals("jaculus") && Types.of(name).isPresent();
        return new Value(type ? json("type", name) : json("attribute", module + "." + name));
    }

    /** A class is known when it is an exception: by its base's name, or because its base is one of the file's own. */
    private static Binding classOf(Stmt.ClassDef type, Map<String, Binding> names) {
        List<String> bases = new ArrayList<>();
        for (Expr base : type.bases()) {
            if (base instanceof Expr.Name name && names.get(name.id()) instanceof ExceptionClass own) {
                bases.add(own.name());
                bases.addAll(own.bases());
            } else if (base instanceof Expr.Name name
                    && (name.id().endsWith("Error") || name.id().endsWith("Exception"))) {
                bases.add("builtins." + name.id());
            }
        }
        return bases.isEmpty()
                ? new Value(unsupported("a class"))
                : new ExceptionClass("__main__." + type.name(), bases);
    }

    /** A literal, or a tuple of literals. */
    static JsonObject constant(Expr value) {
        return switch (value) {
            case Expr.Constant literal -> literal(literal.value(), "");
            case Expr.UnaryOp minus
            when minus.op() == Expr.UnaryOperator.USUB && minus.operand() instanceof Expr.Constant literal ->
                literal(literal.value(), "-");
            case Expr.Tuple tuple -> {
                JsonArray items = new JsonArray();
                tuple.elts().forEach(item -> items.add(constant(item)));
                yield JsonObject.builder().value("tuple", items).done();
            }
            default -> unsupported("a value that is known only when Python runs");
        };
    }

    private static JsonObject literal(Expr.Literal literal, String sign) {
        return switch (literal) {
            case Expr.Literal.Int(var number) -> json("int", sign + number);
            case Expr.Literal.Float(double number) -> json("float", sign + Double.toHexString(number));
            case Expr.Literal.Bool(boolean truth)
            when sign.isEmpty() -> JsonObject.builder().value("bool", truth).done();
            case Expr.Literal.Str(String text) when sign.isEmpty() -> json("str", text);
            case Expr.Literal.None _
            when sign.isEmpty() -> JsonObject.builder().value("none", true).done();
            default -> unsupported("a value of a kind that kernels do not have");
        };
    }

    private static JsonObject unsupported(String what) {
        return json("unsupported", what);
    }

    private static JsonObject json(String key, String value) {
        return JsonObject.builder().value(key, value).done();
    }

    private static String head(String module) {
        return module.contains(".") ? module.substring(0, module.indexOf('.')) : module;
    }

    /** Numba's names are ours. */
    private static String canonical(String module) {
        return head(module).equals("numba") ? "jaculus" + module.substring("numba".length()) : module;
    }
}
