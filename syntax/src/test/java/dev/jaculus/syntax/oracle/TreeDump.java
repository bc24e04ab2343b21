package dev.jaculus.syntax.oracle;

import dev.jaculus.syntax.ast.Expr.Literal;
import dev.jaculus.syntax.source.Span;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Prints a tree in the form of {@code dump_ast.py}, with columns in UTF-8 bytes as CPython counts them. */
final class TreeDump {
    /** Records whose class in CPython has another name. */
    private static final Map<String, String> NAMES = Map.of(
            "ListExpr", "List",
            "ExprStmt", "Expr",
            "Keyword", "keyword",
            "Arg", "arg",
            "Arguments", "arguments",
            "Comprehension", "comprehension",
            "Alias", "alias",
            "WithItem", "withitem",
            "MatchCase", "match_case");

    private record Shape(String name, Method span, List<Method> fields) {}

    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final List<String> lines;
    private final int firstLine;
    private final boolean fstringPlaces;
    private final StringBuilder out = new StringBuilder();
    private int fstrings;

    /** @param fstringPlaces whether the Python that is compared knows the places inside f-strings */
    private TreeDump(String text, int firstLine, boolean fstringPlaces) {
        this.lines = text.lines().toList();
        this.firstLine = firstLine;
        this.fstringPlaces = fstringPlaces;
    }

    static String of(Object tree, String text, int firstLine, boolean fstringPlaces) {
        TreeDump dump = new TreeDump(text, firstLine, fstringPlaces);
        dump.write(tree);
        return dump.out.substring(1);
    }

    private void write(Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresentOrElse(this::write, () -> line("-"));
            case List<?> list -> {
                line("[" + list.size());
                list.forEach(this::write);
            }
            case String text -> line(quoted(text));
            case Boolean bool -> line(bool ? "1" : "0");
            case Integer number -> line(number.toString());
            case Enum<?> constant -> line(constant.name());
            case Literal literal -> line(literal(literal));
            case Record node -> node(node);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private void node(Record node) {
        Shape shape = SHAPES.computeIfAbsent(node.getClass(), TreeDump::shape);
        boolean places = fstringPlaces || fstrings == 0;
        try {
            if (shape.span != null && places) {
                Span span = (Span) shape.span.invoke(node);
                out.append('\n')
                        .append(shape.name)
                        .append(' ')
                        .append(span.line())
                        .append(':');
                out.append(bytes(span.line(), span.column())).append('-').append(span.endLine());
                out.append(':').append(bytes(span.endLine(), span.endColumn()));
            } else {
                line(shape.name);
            }
            boolean fstring = shape.name.equals("JoinedStr");
            fstrings += fstring ? 1 : 0;
            for (Method field : shape.fields) {
                write(field.invoke(node));
            }
            fstrings -= fstring ? 1 : 0;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Shape shape(Class<?> type) {
        Method span = null;
        List<Method> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            if (component.getType() == Span.class) {
                span = accessor;
            } else {
                fields.add(accessor);
            }
        }
        return new Shape(NAMES.getOrDefault(type.getSimpleName(), type.getSimpleName()), span, List.copyOf(fields));
    }

    private void line(String text) {
        out.append('\n').append(text);
    }

    /** The column counted in bytes; only characters beyond ASCII make a difference. */
    private int bytes(int line, int column) {
        int index = line - firstLine;
        String text = index >= 0 && index < lines.size() ? lines.get(index) : "";
        int bytes = 0;
        int at = index == 0 && text.startsWith("\uFEFF") ? 1 : 0;
        for (int i = 0; i < column && at < text.length(); i++) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        }
        return bytes;
    }

    private static String literal(Literal literal) {
        return switch (literal) {
            case Literal.Int i -> "int 0x" + i.value().toString(16);
            case Literal.Float f -> "float " + bits(f.value());
            case Literal.Imaginary i -> "imaginary " + bits(i.value());
            case Literal.Bool b -> b.value() ? "True" : "False";
            case Literal.Str s -> quoted(s.value());
            case Literal.Bytes b -> "bytes " + hex(b.value());
            case Literal.None _ -> "None";
            case Literal.Ellipsis _ -> "Ellipsis";
        };
    }

    private static String bits(double value) {
        return HexFormat.of().toHexDigits(Double.doubleToRawLongBits(value));
    }

    private static String hex(List<Byte> bytes) {
        StringBuilder out = new StringBuilder();
        bytes.forEach(b -> out.append(HexFormat.of().toHexDigits(b)));
        return out.toString();
    }

    /** As Python's json module writes a string. */
    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\f' -> out.append("\\f");
                case '\b' -> out.append("\\b");
                default -> {
                    if (c < ' ' || c > '~') {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
