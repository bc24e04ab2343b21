package dev.jaculus.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The kernels of {@code training.py} as compile requests. */
final class TrainingKernels {
    private static final String FILE = "training.py";

    private TrainingKernels() {}

    static List<JsonObject> requests() {
        SourceFile file = new SourceFile(FILE, text());
        return Parser.module(file).body().stream()
                .filter(Stmt.FunctionDef.class::isInstance)
                .map(statement -> request(file, (Stmt.FunctionDef) statement))
                .toList();
    }

    private static String text() {
        try (InputStream in = TrainingKernels.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a file of ours
        }
    }

    private static JsonObject request(SourceFile file, Stmt.FunctionDef kernel) {
        int first = kernel.decorators().getFirst().span().line();
        int last = kernel.span().endLine();
        List<String> lines = file.text().lines().toList().subList(first - 1, last);
        JsonObject names = new JsonObject();
        names.put("np", value("module", "numpy"));
        names.put("math", value("module", "math"));
        names.put(kernel.name(), value("function", 0));
        JsonObject function = new JsonObject();
        function.put("name", kernel.name());
        function.put("source", String.join("\n", lines) + "\n");
        function.put("file", FILE);
        function.put("line", first);
        function.put("names", names);
        function.put("defaults", new JsonArray());
        function.put("options", new JsonObject());
        JsonObject request = new JsonObject();
        request.put("root", 0);
        request.put("functions", new JsonArray(List.of(function)));
        request.put("arguments", arguments(kernel));
        request.put("result", null);
        return request;
    }

    /** The decorator's text, split at the commas outside parentheses. */
    private static JsonArray arguments(Stmt.FunctionDef kernel) {
        Expr.Call decorator = (Expr.Call) kernel.decorators().getFirst();
        String types = ((Expr.Literal.Str) ((Expr.Constant) decorator.args().getFirst()).value()).value();
        return new JsonArray(List.of(types.split(", (?![^(]*\\))")));
    }

    private static JsonObject value(String kind, Object what) {
        JsonObject value = new JsonObject();
        value.put(kind, what);
        return value;
    }
}
