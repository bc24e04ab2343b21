package dev.jaculus.syntax.parser;

import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.source.Span;
import java.lang.reflect.RecordComponent;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Prints a tree for people: a line for each node with its place and its plain fields, its parts indented below. */
final class TreePrinter {
    private final StringBuilder out = new StringBuilder();

    static String print(Record tree) {
        TreePrinter printer = new TreePrinter();
        printer.node(tree, "", 0);
        return printer.out.toString();
    }

    private void node(Record node, String label, int depth) {
        StringBuilder head = new StringBuilder(" ".repeat(2 * depth)).append(label);
        head.append(node.getClass().getSimpleName());
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = value(component, node);
            if (value instanceof Span span) {
                head.append(" %d:%d-%d:%d".formatted(span.line(), span.column(), span.endLine(), span.endColumn()));
            } else if (isPlain(value)) {
                head.append(' ').append(component.getName()).append('=').append(plain(value));
            }
        }
        out.append(head).append('\n');
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object value = value(component, node);
            if (!isPlain(value) && !(value instanceof Span)) {
                parts(component.getName(), value, depth + 1);
            }
        }
    }

    private void parts(String name, Object value, int depth) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(part -> parts(name, part, depth));
            case List<?> list -> {
                for (Object part : list) {
                    Object item = part instanceof Optional<?> optional ? optional.orElse(null) : part;
                    if (item instanceof Record node) {
                        node(node, name + ": ", depth);
                    } else {
                        out.append(" ".repeat(2 * depth)).append(name).append(": none\n");
                    }
                }
            }
            default -> node((Record) value, name + ": ", depth);
        }
    }

    /** Plain values stand on their node's line; empty ones are left out. */
    private static boolean isPlain(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() && isPlain(optional.get());
            case List<?> list -> !list.isEmpty() && list.stream().allMatch(TreePrinter::isPlain);
            case Record node -> node instanceof Literal;
            default -> true;
        };
    }

    private static String plain(Object value) {
        return switch (value) {
            case Optional<?> optional -> plain(optional.orElseThrow());
            case List<?> list -> list.stream().map(TreePrinter::plain).toList().toString();
            case Literal.Int(var number) -> number.toString();
            case Literal.Float(double number) -> Double.toString(number);
            case Literal.Imaginary(double number) -> number + "j";
            case Literal.Bool(boolean bool) -> bool ? "True" : "False";
            case Literal.Str(String text) -> quoted(text);
            case Literal.Bytes(List<Byte> bytes) -> "bytes" + bytes;
            case Literal.None _ -> "None";
            case Literal.Ellipsis _ -> "...";
            default -> value.toString();
        };
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c < ' ' || c > '~' ? "\\u" + HexFormat.of().toHexDigits(c) : Character.toString(c));
        }
        return out.append('"').toString();
    }

    private static Object value(RecordComponent component, Record node) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
