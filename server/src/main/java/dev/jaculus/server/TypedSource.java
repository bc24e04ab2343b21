package dev.jaculus.server;

import dev.jaculus.compiler.tree.Function;
import dev.jaculus.compiler.tree.Program;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/** A program's source text with the types that its variables get beside each line: what {@code inspect_types} shows. */
final class TypedSource {
    private final Map<Integer, Set<String>> notes = new TreeMap<>();

    private TypedSource() {}

    static String of(Program program) {
        StringJoiner text = new StringJoiner("\n");
        for (Function function : program.functions()) {
            if (!function.library()) {
                text.add(new TypedSource().show(function));
            }
        }
        return text.toString();
    }

    private String show(Function function) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        function.parameters().forEach(one -> parameters.add(one.name() + ": " + one.type()));
        visit(function.body());
        StringBuilder text = new StringBuilder(function.name() + parameters + " -> " + function.result() + "\n");
        int line = function.file().firstLine();
        for (String source : function.file().text().lines().toList()) {
            text.append("%5d | %s".formatted(line, source));
            Set<String> found = notes.getOrDefault(line, Set.of());
            if (!found.isEmpty()) {
                text.append("  # ").append(String.join(", ", found));
            }
            text.append('\n');
            line++;
        }
        return text.toString();
    }

    private void visit(List<Stmt> body) {
        body.forEach(this::visit);
    }

    private void visit(Stmt statement) {
        int line = statement.span().line();
        switch (statement) {
            case Stmt.Assign(var name, var value, var span) -> note(line, name, value.type());
            case Stmt.Return(var value, var span) -> note(line, "return", value.type());
            case Stmt.Suspend(var value, var span) -> note(line, "yield", value.type());
            case Stmt.If(var test, var then, var orElse, var merges, var span) -> {
                merges.forEach(merge -> note(line, merge.name(), merge.type()));
                visit(then);
                visit(orElse);
            }
            case Stmt.Try s -> {
                visit(s.body());
                visit(s.orElse());
                visit(s.handler());
            }
            case Stmt.Unwatched s -> visit(s.body());
            case Stmt.Labelled s -> visit(s.body());
            case Stmt.Leave ignored -> {}
            case Stmt.Recall ignored -> {}
            case Stmt.Hit ignored -> {}
            case Stmt.While(var test, var body, var orElse, var head, var exit, var span) -> {
                head.forEach(merge -> note(line, merge.name(), merge.type()));
                visit(body);
                visit(orElse);
            }
            case Stmt.Count(
                    var index,
                    var lower,
                    var upper,
                    var step,
                    var body,
                    var orElse,
                    var head,
                    var exit,
                    var span) -> {
                note(line, index, Type.INT64);
                head.forEach(merge -> note(line, merge.name(), merge.type()));
                visit(body);
                visit(orElse);
            }
            case Stmt.Parallel region -> visit(region.body());
            case Stmt.Evaluate ignored -> {}
            case Stmt.StoreElement ignored -> {}
            case Stmt.StoreArray ignored -> {}
            case Stmt.StoreItem ignored -> {}
            case Stmt.ResizeList ignored -> {}
            case Stmt.StoreField ignored -> {}
            case Stmt.Break ignored -> {}
            case Stmt.Continue ignored -> {}
            case Stmt.Raise ignored -> {}
            case Stmt.Handle ignored -> {}
            case Stmt.Reraise ignored -> {}
        }
    }

    /** Variables of the compiler's own start with a dollar sign; the user has not written them. */
    private void note(int line, String name, Type type) {
        if (!name.startsWith("$")) {
            notes.computeIfAbsent(line, ignored -> new TreeSet<>()).add(name + ": " + type);
        }
    }
}
