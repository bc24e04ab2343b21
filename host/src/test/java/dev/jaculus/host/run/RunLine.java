package dev.jaculus.host.run;

import dev.jaculus.host.Jaculus;
import dev.jaculus.host.Kernel;
import dev.jaculus.host.KernelException;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.parser.Parser;
import dev.jaculus.syntax.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A comment of a test program that calls one of its functions:
 *
 * <pre>
 * # run: f(3, 4) == 7.0
 * # run: f(2) raises ZeroDivisionError: division by zero
 * # run: sort(int64[3, 1, 2]) leaves int64[1, 2, 3]
 * </pre>
 *
 * The last looks at the first argument after the call.
 */
record RunLine(String text, int number, String call, String relation, String expected) {
    private static final String START = "# run: ";

    /** Those of a program. */
    static Stream<RunLine> of(String source) {
        List<String> lines = source.lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).strip().startsWith(START))
                .map(i -> of(lines.get(i).strip().substring(START.length()), i + 1));
    }

    private static RunLine of(String text, int number) {
        for (String relation : List.of(" == ", " raises ", " leaves ")) {
            int at = text.indexOf(relation);
            if (at > 0) {
                return new RunLine(
                        text, number, text.substring(0, at), relation.strip(), text.substring(at + relation.length()));
            }
        }
        throw new IllegalArgumentException("line " + number + " has neither ==, raises nor leaves: " + text);
    }

    /** What the call gives and what it should give. */
    record Outcome(String expected, String actual) {}

    Outcome run(Jaculus jaculus, Path program) throws IOException {
        Expr.Call expression = (Expr.Call) expression(call);
        List<Written> arguments = expression.args().stream().map(Written::of).toList();
        String function = ((Expr.Name) expression.func()).id();
        Kernel kernel = jaculus.compile(
                program, function, arguments.stream().map(Written::type).toArray(String[]::new));
        try {
            Object result = kernel.call(arguments.stream().map(Written::value).toArray());
            return switch (relation) {
                case "==" -> new Outcome(wanted(), Written.show(result));
                case "leaves" ->
                    new Outcome(wanted(), Written.show(arguments.getFirst().value()));
                default -> new Outcome(expected, Written.show(result));
            };
        } catch (KernelException e) {
            return new Outcome(expected, e.getMessage());
        }
    }

    private String wanted() {
        return Written.show(Written.of(expression(expected)).value());
    }

    static Expr expression(String text) {
        String python = text.replace("[]", "[()]"); // an empty array is no Python
        Stmt statement =
                Parser.module(new SourceFile("run", python + "\n")).body().getFirst();
        return ((Stmt.ExprStmt) statement).value();
    }
}
