package dev.jaculus.host;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.lexer.Kind;
import dev.jaculus.syntax.lexer.Lexer;
import dev.jaculus.syntax.lexer.Token;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A Python file, and compile requests for its functions. The file is read, not run: what its top level imports, defines
 * or sets to a literal is known; of other values the compiler says so where one is used.
 */
public final class PythonFile {
    private static final Set<String> OPTIONS = Set.of("error_model", "fastmath", "boundscheck");

    private final SourceFile file;
    private final List<String> lines;
    private final Map<String, Binding> names;

    /** Throws a Diagnostic.Failure where the text is not Python. */
    public PythonFile(SourceFile file) {
        this.file = file;
        this.lines = file.text().lines().toList();
        this.names = Binding.topLevel(Parser.module(file));
    }

    /** The request for one function with arguments of some types. */
    public JsonObject request(String name, List<String> types) {
        if (!(names.get(name) instanceof Binding.Function root)) {
            throw new IllegalArgumentException(file.path() + " has no function " + name + " at its top level");
        }
        Reached reached = new Reached();
        reached.index(root.definition());
        JsonArray functions = new JsonArray();
        while (functions.size() < reached.functions.size()) { // describing one may reach others
            functions.add(function(reached.functions.get(functions.size()), reached));
        }
        JsonObject request = new JsonObject();
        request.put("root", 0);
        request.put("functions", functions);
        request.put("arguments", new JsonArray(types));
        request.put("result", null);
        return request;
    }

    /** What a request collects: functions and exception classes are known by their positions here. */
    private static final class Reached {
        private final List<Stmt.FunctionDef> functions = new ArrayList<>();
        private final List<String> exceptions = new ArrayList<>();

        int index(Stmt.FunctionDef function) {
            return position(functions, function);
        }

        int index(String exception) {
            return position(exceptions, exception);
        }

        private static <T> int position(List<T> list, T item) {
            int known = list.indexOf(item);
            if (known < 0) {
                list.add(item);
            }
            return known < 0 ? list.size() - 1 : known;
        }
    }

    private JsonObject function(Stmt.FunctionDef definition, Reached reached) {
        int first = definition.decorators().stream()
                .findFirst()
                .map(d -> d.span().line())
                .orElse(definition.span().line());
        String source =
                String.join("\n", lines.subList(first - 1, definition.span().endLine())) + "\n";
        JsonObject function = new JsonObject();
        function.put("name", definition.name());
        function.put("source", source);
        function.put("file", file.path());
        function.put("line", first);
        function.put("names", names(new SourceFile(file.path(), source, first), reached));
        JsonArray defaults = new JsonArray();
        definition.args().defaults().forEach(e -> defaults.add(Binding.constant(e)));
        function.put("defaults", defaults);
        function.put("options", options(definition));
        return function;
    }

    /** The file's names that occur in a function; a parameter of the same name hides one there, which does no harm. */
    private JsonObject names(SourceFile source, Reached reached) {
        Set<String> occurring = new TreeSet<>();
        for (Token token : Lexer.lex(source, Lexer.Mode.BLOCK).list()) {
            if (token.kind() == Kind.NAME && names.containsKey(token.text())) {
                occurring.add(token.text());
            }
        }
        JsonObject values = new JsonObject();
        for (String name : occurring) {
            values.put(name, value(names.get(name), reached));
        }
        return values;
    }

    private static JsonObject value(Binding binding, Reached reached) {
        return switch (binding) {
            case Binding.Value(JsonObject json) -> json;
            case Binding.Function(Stmt.FunctionDef definition) ->
                JsonObject.builder()
                        .value("function", reached.index(definition))
                        .done();
            case Binding.ExceptionClass(String name, List<String> bases) -> {
                JsonArray keys = new JsonArray();
                bases.forEach(base -> keys.add(base.startsWith("builtins.") ? base : base + "#" + reached.index(base)));
                yield JsonObject.builder()
                        .value("exception", name)
                        .value("index", reached.index(name))
                        .value("bases", keys)
                        .done();
            }
        };
    }

    /** The decorator's arguments that change the code, as in {@code @njit(fastmath=True)}. */
    private static JsonObject options(Stmt.FunctionDef definition) {
        JsonObject options = new JsonObject();
        for (Expr decorator : definition.decorators()) {
            if (decorator instanceof Expr.Call call) {
                for (Expr.Keyword keyword : call.keywords()) {
                    String name = keyword.arg().orElse("");
                    if (OPTIONS.contains(name) && keyword.value() instanceof Expr.Constant constant) {
                        switch (constant.value()) {
                            case Expr.Literal.Bool(boolean value) -> options.put(name, value);
                            case Expr.Literal.Str(String value) -> options.put(name, value);
                            default -> {}
                        }
                    }
                }
            }
        }
        return options;
    }
}
