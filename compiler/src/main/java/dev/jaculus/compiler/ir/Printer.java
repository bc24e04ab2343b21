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
        switch (op) {
            case Op.Const c -> word("const").append(c.literal());
            case Op.Unary u -> word(spelling(u.kind())).append(u.from());
            case Op.Binary b ->
                word(spelling(b.kind())).append(b.left()).append(", ").append(b.right());
            case Op.Compare c ->
                word(spelling(c.kind())).append(c.left()).append(", ").append(c.right());
            case Op.Select s -> {
                word("select")
                        .append(s.condition())
                        .append(", ")
                        .append(s.then())
                        .append(", ");
                out.append(s.orElse());
            }
            case Op.Cast c -> word("cast").append(c.from());
            case Op.Math m -> {
                word("math").append(m.function().spelling());
                values(m.args());
            }
            case Op.Complex c -> word("complex").append(c.real()).append(", ").append(c.imaginary());
            case Op.Part p -> word(p.imaginary() ? "imaginary" : "real").append(p.from());
            case Op.Call c -> {
                word("call").append(quote(c.callee()));
                values(c.args());
            }
            case Op.Native n -> {
                word("native").append(quote(n.function()));
                values(n.args());
            }
            case Op.Parallel p -> {
                word("parallel")
                        .append(p.count())
                        .append(" in ")
                        .append(p.pieces())
                        .append(" (");
                definitions(p.body().params());
                out.append(')');
                region(p.body());
            }
            case Op.HostCall h -> {
                word("host").append(h.number()).append(' ');
                values(h.args());
            }
            case Op.Stride s -> word("stride").append(s.array()).append(' ').append(s.axis());
            case Op.Length l -> word("length").append(l.array()).append(' ').append(l.axis());
            case Op.Load l -> {
                word("load").append(l.array());
                index(l.index());
            }
            case Op.Store s -> {
                word("store").append(s.array());
                index(s.index());
                out.append(" = ").append(s.value());
            }
            case Op.Alloc a -> {
                out.append(a.zeroed() ? "alloc zeroed" : "alloc");
                index(a.shape());
            }
            case Op.View v -> {
                word("view").append(v.array()).append('[');
                for (int i = 0; i < v.axes().size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    axis(v.axes().get(i));
                }
                out.append(']');
            }
            case Op.Transpose t ->
                word("transpose").append(t.array()).append(' ').append(t.permutation());
            case Op.Reshape r -> {
                word("reshape").append(r.array());
                index(r.shape());
            }
            case Op.DataArray d -> word("data").append(d.number());
            case Op.Unbound _ -> out.append("unbound");
            case Op.IsBound i -> word("isbound").append(i.array());
            case Op.MayOverlap m ->
                word("mayoverlap").append(m.left()).append(", ").append(m.right());
            case Op.ListNew l -> word("listnew").append(l.room());
            case Op.ListLength l -> word("listlength").append(l.list());
            case Op.ListGet l -> {
                word("listget").append(l.list());
                index(List.of(l.index()));
            }
            case Op.ListSet l -> {
                word("listset").append(l.list());
                index(List.of(l.index()));
                out.append(" = ");
                values(l.values());
            }
            case Op.ListResize l ->
                word("listresize").append(l.list()).append(", ").append(l.length());
            case Op.SameList s -> word("samelist").append(s.left()).append(", ").append(s.right());
            case Op.Generate g -> {
                word("generate").append(quote(g.callee()));
                values(g.args());
            }
            case Op.Advance a -> word("advance").append(a.generator());
            case Op.Current c -> word("current").append(c.generator());
            case Op.Suspend s -> {
                word("suspend");
                values(s.values());
            }
            case Op.Retain r -> word("retain").append(r.array());
            case Op.Release r -> word("release").append(r.array());
            case Op.Elementwise e -> {
                out.append("elementwise");
                index(e.shape());
                out.append(' ');
                bound(e.body().params(), e.inputs());
                region(e.body());
            }
            case Op.Assign a -> word("assign").append(a.target()).append(", ").append(a.value());
            case Op.If i -> {
                word("if").append(i.condition());
                region(i.then());
                out.append(" else");
                region(i.orElse());
            }
            case Op.For f -> {
                word("for")
                        .append(
                                f.body().params().isEmpty()
                                        ? "?"
                                        : f.body().params().getFirst());
                out.append(" = ")
                        .append(f.lo())
                        .append(" to ")
                        .append(f.hi())
                        .append(" step ")
                        .append(f.step());
                out.append(' ');
                bound(f.body().params().stream().skip(1).toList(), f.carried());
                region(f.body());
            }
            case Op.Block b -> {
                word("block").append(b.end());
                region(b.body());
            }
            case Op.Loop l -> {
                word("loop").append(l.start()).append(' ');
                bound(l.body().params(), l.carried());
                region(l.body());
            }
            case Op.Thrown t -> {
                word("thrown").append(t.site());
                values(t.arguments());
            }
            case Op.Caught c -> word("caught").append(c.status()).append(' ').append(c.statuses());
            case Op.Handle h -> word("handle").append(h.status()).append(", ").append(h.room());
            case Op.Resume r -> word("resume").append(r.status()).append(", ").append(r.room());
            case Op.Guard g -> {
                word("guard").append(g.ok()).append(" else ");
                terminator(g.otherwise());
            }
            case Op.CheckIndex c -> {
                word("check").append(c.index()).append(" < ").append(c.length()).append(" else ");
                terminator(c.otherwise());
            }
            case Op.Terminator t -> terminator(t);
        }
        if (at != null) {
            place(at);
        }
        out.append('\n');
    }

    private void terminator(Op.Terminator t) {
        switch (t) {
            case Op.Yield y -> {
                out.append("yield");
                values(y.values());
            }
            case Op.Jump j -> {
                word("jump").append(j.to());
                values(j.values());
            }
            case Op.Return r -> {
                out.append("return");
                values(r.values());
            }
            case Op.Raise r -> {
                word("raise").append(r.site());
                values(r.arguments());
            }
            case Op.Reraise r -> word("reraise").append(r.status()).append(", ").append(r.site());
            case Op.Unreachable _ -> out.append("unreachable");
        }
    }

    private void axis(Op.Axis axis) {
        switch (axis) {
            case Op.Axis.At(Value index) -> out.append(index);
            case Op.Axis.Slice(Value start, Value length, Value step) ->
                out.append("from ")
                        .append(start)
                        .append(" length ")
                        .append(length)
                        .append(" step ")
                        .append(step);
            case Op.Axis.All _ -> out.append("all");
            case Op.Axis.NewAxis _ -> out.append("new");
            case Op.Axis.Part(boolean imaginary) -> out.append(imaginary ? "imaginary" : "real");
        }
    }

    private void region(Region r) {
        out.append(" {\n");
        body(r);
        out.repeat("  ", depth).append('}');
    }

    private StringBuilder word(String word) {
        return out.append(word).append(' ');
    }

    private void definitions(List<Value> values) {
        for (int i = 0; i < values.size(); i++) {
            Value v = values.get(i);
            out.append(i == 0 ? "" : ", ").append(v).append(": ").append(v.type());
        }
    }

    /** Parameters of a region beside what they start as. */
    private void bound(List<Value> params, List<Value> from) {
        out.append('(');
        for (int i = 0; i < params.size(); i++) {
            Value p = params.get(i);
            out.append(i == 0 ? "" : ", ")
                    .append(p)
                    .append(": ")
                    .append(p.type())
                    .append(" = ");
            out.append(i < from.size() ? from.get(i) : "?");
        }
        out.append(')');
    }

    private void values(List<Value> values) {
        list('(', values, ')');
    }

    private void index(List<Value> values) {
        list('[', values, ']');
    }

    private void list(char open, List<Value> values, char close) {
        out.append(open);
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(values.get(i));
        }
        out.append(close);
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

    private static String spelling(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
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
