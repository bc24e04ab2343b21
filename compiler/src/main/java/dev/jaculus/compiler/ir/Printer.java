package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Type;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes IR as text, which the Reader of the tests reads back. A place is written {@code !line:column} where it is in the function's own scope,
 * {@code !scope:line:column} elsewhere, and {@code !place<place} where our inliner put the first into the second.
 */
public final class Printer {
    private final StringBuilder out = new StringBuilder();
    private final Map<Location.Scope, Integer> scopes = new LinkedHashMap<>();
    private final boolean places;
    private Location.Scope scope;
    private int depth;

    private Printer(boolean places) {
        this.places = places;
    }

    /** All of a module, with the places in the source. */
    public static String print(Module module) {
        return new Printer(true).module(module);
    }

    /** A function without places, to look at. */
    public static String print(Function function) {
        var printer = new Printer(false);
        printer.function(function);
        return printer.out.toString();
    }

    /** One operation without places, to name it in a message. */
    public static String print(Op op) {
        var printer = new Printer(false);
        printer.op(op);
        return printer.out.toString();
    }

    private String module(Module module) {
        for (int i = 0; i < module.sites().size(); i++) {
            site(i + 1, module.sites().get(i));
        }
        for (int i = 0; i < module.data().size(); i++) {
            data(i, module.data().get(i));
        }
        for (int i = 0; i < module.hosts().size(); i++) {
            host(i, module.hosts().get(i));
        }
        for (int i = 0; i < module.counted().size(); i++) {
            Module.Line line = module.counted().get(i);
            out.append("line ").append(i).append(" = ").append(quote(line.file()));
            out.append(' ').append(line.number()).append('\n');
        }
        module.functions().forEach(this::function);
        // Scopes get their numbers on the way, so they are known only now.
        var text = new StringBuilder("module");
        text.append('\n');
        scopes.forEach((s, number) -> text.append("scope ")
                .append(number)
                .append(" = ")
                .append(quote(s.function()))
                .append(' ')
                .append(quote(s.file()))
                .append(' ')
                .append(s.line())
                .append('\n'));
        return text.append(out).toString();
    }

    private void site(int number, Module.Site site) {
        out.append("site ").append(number).append(" = ");
        if (site.isCall()) {
            out.append("call");
        } else {
            out.append("raise ")
                    .append(quote(site.exceptionClass()))
                    .append(' ')
                    .append(site.index());
            out.append('(');
            for (int i = 0; i < site.arguments().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                argument(site.arguments().get(i));
            }
            out.append(')');
        }
        place(site.at());
        out.append('\n');
    }

    private void argument(Module.Argument argument) {
        switch (argument) {
            case Module.Argument.Fixed(Object value) ->
                out.append(value instanceof String s ? quote(s) : String.valueOf(value));
            case Module.Argument.Slot(int slot, Type type) ->
                out.append("slot ").append(slot).append(": ").append(type);
            case Module.Argument.Named(String name, Module.Argument value) -> {
                out.append("named ").append(quote(name)).append(" = ");
                argument(value);
            }
        }
    }

    private void data(int number, Module.Data data) {
        out.append("data ")
                .append(number)
                .append(" = ")
                .append(data.type())
                .append(' ')
                .append(data.shape())
                .append(" 0x")
                .append(data.bytes())
                .append('\n');
    }

    private void host(int number, HostFunction host) {
        out.append("host ").append(number).append(" = ").append(quote(host.kind()));
        out.append(' ').append(quote(host.text()));
        out.append(host.names().stream().map(Printer::quote).collect(Collectors.joining(", ", " [", "] ")));
        out.append(host.arguments().stream()
                .map(type -> quote(type.toString()))
                .collect(Collectors.joining(", ", "(", ") -> ")));
        out.append(quote(host.result().toString())).append('\n');
    }

    private void function(Function f) {
        scope = f.scope();
        out.append('\n').append(f.inline() ? "inline " : "").append(f.parallel() ? "parallel " : "");
        out.append(f.generator() ? "generator " : "function ").append(quote(f.name()));
        if (places) {
            out.append(" in ").append(scope(f.scope()));
        }
        out.append('(');
        definitions(f.body().params());
        out.append(") -> (");
        for (int i = 0; i < f.results().size(); i++) {
            out.append(i == 0 ? "" : ", ").append(f.results().get(i));
        }
        out.append(')');
        if (!f.fastmath().isNone()) {
            out.append(" fastmath ").append(String.join(" ", f.fastmath().flags()));
        }
        out.append(" {\n");
        body(f.body());
        out.append("}\n");
        scope = null;
    }

    private void body(Region r) {
        depth++;
        for (Instruction i : r.body()) {
            op(i.op(), i.at());
        }
        depth--;
    }

    private void op(Op op) {
        op(op, null);
    }

    private void op(Op op, Location at) {
        out.repeat("  ", depth);
        List<Value> results = Ops.results(op);
        if (!results.isEmpty()) {
            definitions(results);
            out.append(" = ");
        }
        out.append(op.name());
        op.with(new Text());
        if (at != null) {
            place(at);
        }
        out.append('\n');
    }

    /** Writes the parts of an operation behind its name: a space before each. */
    private final class Text implements Parts {
        private boolean counted;

        private Parts text(Object text) {
            out.append(' ').append(text);
            return this;
        }

        @Override
        public Value operand(Value used) {
            text(used);
            return used;
        }

        @Override
        public Label label(Label opened) {
            text(opened);
            return opened;
        }

        @Override
        public Label target(Label to) {
            text(to);
            return to;
        }

        @Override
        public Region region(Region nested) {
            out.append(" {\n");
            body(nested);
            out.repeat("  ", depth).append('}');
            return nested;
        }

        @Override
        public Op.Terminator otherwise(Op.Terminator end) {
            text(end.name());
            return end.with(this);
        }

        @Override
        public List<Value> values(List<Value> used) {
            return list('(', used, ')');
        }

        @Override
        public List<Value> moved(List<Value> used) {
            return list('(', used, ')');
        }

        @Override
        public List<Value> index(List<Value> used) {
            return list('[', used, ']');
        }

        @Override
        public Value index(Value used) {
            return list('[', List.of(used), ']').getFirst();
        }

        @Override
        public List<Value> bound(Region body, List<Value> used) {
            out.append(" (");
            int first = counted ? 1 : 0;
            for (int i = first; i < body.params().size(); i++) {
                out.append(i == first ? "" : ", ");
                definitions(List.of(body.params().get(i)));
                out.append(" = ").append(i - first < used.size() ? used.get(i - first) : "?");
            }
            out.append(')');
            return used;
        }

        @Override
        public List<Value> carried(Region body, List<Value> used) {
            return bound(body, used);
        }

        @Override
        public List<Op.Axis> axes(List<Op.Axis> axes) {
            out.append('[');
            for (int i = 0; i < axes.size(); i++) {
                out.append(i == 0 ? "" : ", ").append(axes.get(i).name());
                if (axes.get(i) instanceof Op.Axis.At(Value index)) out.append(index);
                else axes.get(i).with(this);
            }
            out.append(']');
            return axes;
        }

        @Override
        public Parts word(String word) {
            if (!word.equals(",")) return text(word);
            out.append(word);
            return this;
        }

        @Override
        public int number(int number) {
            text(number);
            return number;
        }

        @Override
        public long number(long number) {
            text(number);
            return number;
        }

        @Override
        public List<Integer> numbers(List<Integer> numbers) {
            text(numbers);
            return numbers;
        }

        @Override
        public String quoted(String text) {
            text(quote(text));
            return text;
        }

        @Override
        public Object literal(Object literal) {
            text(literal);
            return literal;
        }

        @Override
        public boolean flag(String word, boolean set) {
            if (set) text(word);
            return set;
        }

        @Override
        public <E extends Enum<E>> E choice(Class<E> of, E chosen) {
            text(chosen.name().toLowerCase(Locale.ROOT));
            return chosen;
        }

        @Override
        public Parts counter(Region body) {
            counted = true;
            return text(body.params().isEmpty() ? "?" : body.params().getFirst());
        }

        @Override
        public Parts parameters(Region body) {
            out.append(" (");
            definitions(body.params());
            out.append(')');
            return this;
        }

        private List<Value> list(char open, List<Value> values, char close) {
            if (out.charAt(out.length() - 1) == '=') out.append(' ');
            out.append(values.stream().map(Value::toString).collect(Collectors.joining(", ", "" + open, "" + close)));
            return values;
        }
    }

    private void definitions(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            Value v = values.get(i);
            out.append(i == 0 ? "" : ", ").append(v).append(": ").append(v.type());
        }
    }

    private void place(Location at) {
        if (places) {
            out.append(' ');
            place('!', at);
        }
    }

    private void place(char mark, Location at) {
        out.append(mark);
        if (!at.scope().equals(scope)) {
            out.append(scope(at.scope())).append(':');
        }
        out.append(at.line()).append(':').append(at.column());
        at.inlinedAt().ifPresent(outer -> place('<', outer));
    }

    private int scope(Location.Scope s) {
        return scopes.computeIfAbsent(s, _ -> scopes.size());
    }

    /** In double quotes; what is not printable ASCII is escaped byte by byte, as LLVM does. */
    private static String quote(String s) {
        var text = new StringBuilder("\"");
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b < 127 && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append('\\');
                HexFormat.of().withUpperCase().toHexDigits(text, b);
            }
        }
        return text.append('"').toString();
    }
}
