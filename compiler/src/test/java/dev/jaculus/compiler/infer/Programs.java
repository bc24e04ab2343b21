package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.infer.core.Folding;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.TypeParser;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes requests from a Python file, as the Python package would: its functions, its constants, its imports. */
final class Programs {
    static final Path LIBRARY =
            Path.of("..", "library", "src", "main", "resources", "dev", "jaculus", "library", "numpy");

    /** What any decorator stands for. */
    private static final Request.Options PARALLEL = new Request.Options(true, FastMath.NONE, false, true);

    private Programs() {}

    /** A request for `name` of the file's functions. */
    static Request request(Path path, String name, List<Type> arguments) throws IOException {
        return request(new SourceFile(path.getFileName().toString(), Files.readString(path)), name, arguments);
    }

    static Request request(SourceFile file, String name, List<Type> arguments) throws IOException {
        Stmt.Module module = Parser.module(file);
        Map<String, Frozen> names = new HashMap<>();
        List<Stmt.FunctionDef> functions = new ArrayList<>();
        for (Stmt statement : module.body()) {
            switch (statement) {
                case Stmt.Import s ->
                    s.names()
                            .forEach(alias ->
                                    names.put(alias.asname().orElse(alias.name()), new Frozen.Module(alias.name())));
                case Stmt.ImportFrom s ->
                    s.names()
                            .forEach(alias -> names.put(
                                    alias.asname().orElse(alias.name()),
                                    new Frozen.Attribute(s.module().orElse("") + "." + alias.name())));
                case Stmt.Assign s
                when s.targets().getFirst() instanceof dev.jaculus.syntax.ast.Expr.Name target ->
                    names.put(target.id(), frozen(s.value()));
                case Stmt.ClassDef s ->
                    names.put(s.name(), new Frozen.ExceptionClass("program." + s.name(), names.size()));
                case Stmt.FunctionDef s -> {
                    names.put(s.name(), new Frozen.Kernel(functions.size()));
                    functions.add(s);
                }
                default -> {}
            }
        }
        int root = functions.stream().map(Stmt.FunctionDef::name).toList().indexOf(name);
        List<Request.Source> sources = functions.stream()
                .map(function -> source(file, function, names))
                .toList();
        return new Request(sources, root, arguments, Optional.empty(), library());
    }

    private static Request.Source source(SourceFile file, Stmt.FunctionDef function, Map<String, Frozen> names) {
        Span span = function.span();
        List<String> lines = file.text().lines().toList();
        String text = String.join("\n", lines.subList(span.line() - 1, span.endLine())) + "\n";
        List<Frozen> defaults =
                function.args().defaults().stream().map(Programs::frozen).toList();
        return new Request.Source(
                function.name(),
                new SourceFile(file.path(), text, span.line()),
                names,
                defaults,
                function.decorators().isEmpty() ? Request.Options.DEFAULT : PARALLEL);
    }

    private static Frozen frozen(dev.jaculus.syntax.ast.Expr expression) {
        Optional<Expr> constant = Folding.constant(expression);
        if (constant.isPresent() && constant.get() instanceof Expr.Const c) {
            return switch (c.type()) {
                case Type.Int _ -> new Frozen.Int(java.math.BigInteger.valueOf((Long) c.value()));
                case Type.Bool _ -> new Frozen.Bool((Long) c.value() != 0);
                default -> new Frozen.Float((Double) c.value());
            };
        }
        return switch (expression) {
            case dev.jaculus.syntax.ast.Expr.Tuple t ->
                new Frozen.Tuple(t.elts().stream().map(Programs::frozen).toList());
            case dev.jaculus.syntax.ast.Expr.Constant c
            when c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.None -> new Frozen.None();
            case dev.jaculus.syntax.ast.Expr.Constant c
            when c.value() instanceof dev.jaculus.syntax.ast.Expr.Literal.Str s -> new Frozen.Str(s.value());
            case dev.jaculus.syntax.ast.Expr.Dict _ -> new Frozen.Unsupported("a dict");
            default -> new Frozen.Unsupported("an object");
        };
    }

    /** The library's sources, as the server reads them from the jar. */
    static Map<String, SourceFile> library() throws IOException {
        Map<String, SourceFile> sources = new TreeMap<>();
        if (Files.isDirectory(LIBRARY)) {
            try (Stream<Path> files = Files.list(LIBRARY)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".py") && !path.endsWith("declare.py"))
                        .toList()) {
                    String name = file.getFileName().toString().replace(".py", "");
                    sources.put("numpy." + name, new SourceFile("numpy/" + name + ".py", Files.readString(file)));
                }
            }
        }
        return sources;
    }

    /** Types separated by commas; none for an empty text. */
    static List<Type> types(String text) {
        try {
            return text.isBlank() ? List.of() : ((Type.Tuple) TypeParser.parse("Tuple(" + text + ")")).items();
        } catch (TypeParser.NotAType e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
