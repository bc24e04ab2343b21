package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The typed tree as text that reads like Python, with each variable's type where it gets one. */
public final class ProgramDump {
    private final StringBuilder out = new StringBuilder();

    private ProgramDump() {}

    public static String of(Program program) {
        ProgramDump dump = new ProgramDump();
        program.functions().forEach(dump::function);
        return dump.out.toString();
    }

    /** One expression on one line. */
    public static String of(Expr expression) {
        return new ProgramDump().text(expression);
    }

    private void function(Function function) {
        String parameters = function.parameters().stream()
                .map(parameter -> parameter.name() + ": " + parameter.type())
                .collect(Collectors.joining(", "));
        line(0, "def %s(%s) -> %s:".formatted(function.name(), parameters, function.result()));
        block(function.body(), 1);
        out.append('\n');
    }

    private void line(int depth, String text) {
        out.append("    ".repeat(depth)).append(text).append('\n');
    }

    private void block(List<Stmt> block, int depth) {
        if (block.isEmpty()) {
            line(depth, "pass");
        }
        block.forEach(statement -> statement(statement, depth));
    }

    private void statement(Stmt statement, int depth) {
        switch (statement) {
            case Stmt.Assign s ->
                line(depth, "%s: %s = %s".formatted(s.name(), s.value().type(), text(s.value())));
            case Stmt.Evaluate s -> line(depth, text(s.value()));
            case Stmt.StoreElement s ->
                line(depth, "%s[%s] = %s".formatted(text(s.array()), texts(s.index()), text(s.value())));
            case Stmt.StoreArray s -> line(depth, "%s[...] = %s".formatted(text(s.target()), text(s.value())));
            case Stmt.StoreItem s ->
                line(depth, "%s[%s] = %s".formatted(text(s.list()), text(s.index()), text(s.value())));
            case Stmt.StoreField s ->
                line(depth, "%s.%s = %s".formatted(text(s.object()), s.field().name(), text(s.value())));
            case Stmt.ResizeList s -> line(depth, "resize(%s, %s)".formatted(text(s.list()), text(s.length())));
            case Stmt.If s -> {
                line(depth, "if %s:".formatted(text(s.test())));
                block(s.then(), depth + 1);
                if (!s.orElse().isEmpty()) {
                    line(depth, "else:");
                    block(s.orElse(), depth + 1);
                }
                merges(depth, "after", s.merges());
            }
            case Stmt.While s -> {
                line(depth, "while %s:".formatted(text(s.test())));
                loop(s.head(), s.body(), s.orElse(), s.exit(), depth);
            }
            case Stmt.Count s -> {
                line(
                        depth,
                        "for %s in range(%s, %s, %d):"
                                .formatted(s.index(), text(s.lower()), text(s.upper()), s.step()));
                loop(s.head(), s.body(), s.orElse(), s.exit(), depth);
            }
            case Stmt.Parallel s -> {
                line(
                        depth,
                        "parallel %s, %s, %s of %s in %s:"
                                .formatted(s.from(), s.to(), s.piece(), text(s.count()), text(s.pieces())));
                block(s.body(), depth + 1);
            }
            case Stmt.Break _ -> line(depth, "break");
            case Stmt.Continue _ -> line(depth, "continue");
            case Stmt.Return s -> line(depth, "return " + text(s.value()));
            case Stmt.Try s -> {
                line(depth, "try:");
                block(s.body(), depth + 1);
                line(depth, "handle %s:".formatted(s.status()));
                merges(depth + 1, "caught", s.caught());
                block(s.handler(), depth + 1);
                if (!s.orElse().isEmpty()) {
                    line(depth, "else:");
                    block(s.orElse(), depth + 1);
                }
                merges(depth, "after", s.exit());
            }
            case Stmt.Labelled s -> {
                line(depth, s.label() + ":");
                block(s.body(), depth + 1);
                merges(depth, "after", s.exit());
            }
            case Stmt.Leave s -> line(depth, "leave " + s.label());
            case Stmt.Unwatched s -> {
                line(depth, "unwatched %s:".formatted(s.status()));
                block(s.body(), depth + 1);
            }
            case Stmt.Handle s -> line(depth, "handle %s, %d".formatted(s.status(), s.room()));
            case Stmt.Hit s -> line(depth, "hit " + s.span().line());
            case Stmt.Recall s -> line(depth, "recall %s, %d".formatted(s.status(), s.room()));
            case Stmt.Reraise s -> line(depth, "raise %s, %d".formatted(s.status(), s.room()));
            case Stmt.Suspend s -> line(depth, "yield " + text(s.value()));
            case Stmt.Raise s -> {
                String arguments = s.arguments().stream().map(this::argument).collect(Collectors.joining(", "));
                line(depth, "raise %s(%s)".formatted(s.exception().name(), arguments));
            }
        }
    }

    private void loop(List<Stmt.Merge> head, List<Stmt> body, List<Stmt> orElse, List<Stmt.Merge> exit, int depth) {
        merges(depth + 1, "head", head);
        block(body, depth + 1);
        if (!orElse.isEmpty()) {
            line(depth, "else:");
            block(orElse, depth + 1);
        }
        merges(depth, "after", exit);
    }

    private void merges(int depth, String where, List<Stmt.Merge> merges) {
        if (!merges.isEmpty()) {
            line(
                    depth,
                    merges.stream()
                            .map(merge -> merge.name() + ": " + merge.type())
                            .collect(Collectors.joining(", ", "# " + where + ": ", "")));
        }
    }

    private String argument(Stmt.Argument argument) {
        return switch (argument) {
            case Stmt.Argument.Fixed a -> a.value() instanceof String s ? "'" + s + "'" : String.valueOf(a.value());
            case Stmt.Argument.Computed a -> text(a.value());
            case Stmt.Argument.Named a -> a.name() + "=" + argument(a.value());
        };
    }

    private String texts(List<Expr> expressions) {
        return expressions.stream().map(this::text).collect(Collectors.joining(", "));
    }

    private String text(Expr expression) {
        return switch (expression) {
            case Expr.Const e -> constant(e);
            case Expr.Local e -> e.name() + (e.maybeUnbound() ? "?" : "");
            case Expr.Let e -> "(let %s = %s in %s)".formatted(e.name(), text(e.value()), text(e.body()));
            case Expr.Cast e -> "%s(%s)".formatted(e.type(), text(e.value()));
            case Expr.Unary e -> "%s(%s)".formatted(lower(e.op()), text(e.operand()));
            case Expr.Binary e ->
                "%s%s.%s(%s, %s)"
                        .formatted(lower(e.op()), e.checked() ? "!" : "", e.type(), text(e.left()), text(e.right()));
            case Expr.Compare e ->
                "%s.%s(%s, %s)".formatted(lower(e.op()), e.left().type(), text(e.left()), text(e.right()));
            case Expr.Logic e -> "(%s %s %s)".formatted(text(e.left()), e.and() ? "and" : "or", text(e.right()));
            case Expr.Choice e -> "(%s if %s else %s)".formatted(text(e.then()), text(e.test()), text(e.orElse()));
            case Expr.Math e -> "%s.%s(%s)".formatted(e.function().spelling(), e.type(), texts(e.arguments()));
            case Expr.Fortran e -> "%s(%s)".formatted(e.function(), texts(e.arguments()));
            case Expr.Address e -> "address(%s)".formatted(e.symbol());
            case Expr.Inlined e -> "llvm(%s)".formatted(texts(e.arguments()));
            case Expr.Native e -> "%s(%s)".formatted(e.function(), texts(e.arguments()));
            case Expr.ComplexOf e -> "%s(%s, %s)".formatted(e.type(), text(e.real()), text(e.imaginary()));
            case Expr.Present e -> "present(%s)".formatted(text(e.optional()));
            case Expr.Part e -> "%s.%s".formatted(text(e.value()), e.imaginary() ? "imag" : "real");
            case Expr.Call e -> "%s<%s>(%s)".formatted(e.instance(), e.type(), texts(e.arguments()));
            case Expr.Caught e ->
                "caught(%s, %s)"
                        .formatted(
                                text(e.status()),
                                e.classes().stream()
                                        .map(Stmt.ExceptionClass::name)
                                        .collect(Collectors.joining(", ")));
            case Expr.HostCall e ->
                "host %s '%s'<%s>(%s)".formatted(e.kind(), e.text(), e.type(), texts(e.arguments()));
            case Expr.TupleOf e -> "(%s)".formatted(texts(e.items()));
            case Expr.Item e -> "%s.%d".formatted(text(e.tuple()), e.index());
            case Expr.ItemAt e -> "%s.[%s]".formatted(text(e.tuple()), text(e.index()));
            case Expr.MayOverlap e -> "overlap(%s, %s)".formatted(text(e.left()), text(e.right()));
            case Expr.Stride e -> "stride(%s, %d)".formatted(text(e.array()), e.axis());
            case Expr.Length e -> "len(%s, %d)".formatted(text(e.array()), e.axis());
            case Expr.Element e -> "%s[%s]".formatted(text(e.array()), texts(e.index()));
            case Expr.View e ->
                "view(%s, %s) as %s"
                        .formatted(
                                text(e.array()),
                                e.axes().stream().map(this::axis).collect(Collectors.joining(", ")),
                                e.type());
            case Expr.Transpose e -> "transpose(%s, %s) as %s".formatted(text(e.array()), e.permutation(), e.type());
            case Expr.Reshape e -> "reshape(%s, (%s)) as %s".formatted(text(e.array()), texts(e.shape()), e.type());
            case Expr.Strided e ->
                "strided(%s, (%s), (%s)) as %s"
                        .formatted(text(e.array()), texts(e.shape()), texts(e.strides()), e.type());
            case Expr.NewArray e -> "new(%s) as %s".formatted(texts(e.shape()), e.type());
            case Expr.Filled e -> "filled((%s), %s) as %s".formatted(texts(e.shape()), text(e.value()), e.type());
            case Expr.Elementwise e ->
                "each(%s: %s) as %s"
                        .formatted(
                                e.inputs().stream()
                                        .map(input -> input.name() + " in " + text(input.array()))
                                        .collect(Collectors.joining(", ")),
                                text(e.body()),
                                e.type());
            case Expr.ListLiteral e -> "[%s] as %s".formatted(texts(e.items()), e.type());
            case Expr.NewList e -> "[](%s) as %s".formatted(text(e.room()), e.type());
            case Expr.ListLength e -> "len(%s)".formatted(text(e.list()));
            case Expr.ListItem e -> "%s[%s]".formatted(text(e.list()), text(e.index()));
            case Expr.NewObject e -> "new " + e.type();
            case Expr.FieldOf e -> "%s.%s".formatted(text(e.object()), e.field().name());
            case Expr.SameObject e -> "(%s is %s)".formatted(text(e.left()), text(e.right()));
            case Expr.SameList e -> "(%s is %s)".formatted(text(e.left()), text(e.right()));
            case Expr.Generate e -> "%s<%s>(%s)".formatted(e.instance(), e.type(), texts(e.arguments()));
            case Expr.Advance e -> "advance(%s)".formatted(text(e.generator()));
            case Expr.Current e -> "current(%s)".formatted(text(e.generator()));
            case Expr.ConstArray e ->
                "constant(%s %s) as %s"
                        .formatted(e.shape(), e.data().elements(e.type().element()), e.type());
        };
    }

    private static String constant(Expr.Const constant) {
        if (constant.value() == null) {
            return "None";
        }
        String value = String.valueOf(constant.value());
        if (constant.type() instanceof Type.Bool) {
            return value.equals("1") ? "True" : "False";
        }
        return constant.type().equals(Type.INT64) || constant.type().equals(Type.FLOAT64)
                ? value
                : value + ":" + constant.type();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private String axis(Expr.Axis axis) {
        return switch (axis) {
            case Expr.Axis.At a -> text(a.index());
            case Expr.Axis.Range a ->
                "%s:%s:%s"
                        .formatted(
                                a.lower().map(this::text).orElse(""),
                                a.upper().map(this::text).orElse(""),
                                a.step().map(this::text).orElse(""));
            case Expr.Axis.All _ -> ":";
            case Expr.Axis.NewAxis _ -> "new";
            case Expr.Axis.Stretch a -> "stretch " + text(a.length());
            case Expr.Axis.Part(boolean imaginary) -> imaginary ? "imag" : "real";
        };
    }
}
