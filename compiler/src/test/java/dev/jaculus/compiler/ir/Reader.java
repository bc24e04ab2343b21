package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.TypeParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link Printer} writes. Text without places (from a human) is fine too: then all is at line 1 of one scope. */
public final class Reader {
    private static final Location.Scope NOWHERE = new Location.Scope("f", "f.py", 1);

    private final Scanner in;
    private final Map<Integer, Location.Scope> scopes = new HashMap<>();
    private final List<Module.Site> sites = new ArrayList<>();
    private final List<Module.Data> data = new ArrayList<>();
    private final List<HostFunction> hosts = new ArrayList<>();

    private Reader(String text) {
        in = new Scanner(text);
    }

    /** The module that a text describes; not verified. */
    public static Module module(String text) {
        return new Reader(text).module();
    }

    private Module module() {
        in.expect("module");
        while (in.accept("scope")) {
            int number = in.integer();
            in.expect("=");
            scopes.put(number, new Location.Scope(in.quoted(), in.quoted(), in.integer()));
        }
        while (in.accept("site")) {
            in.integer();
            in.expect("=");
            sites.add(site());
        }
        while (in.accept("data")) {
            in.integer();
            in.expect("=");
            data.add(data());
        }
        while (in.accept("host")) {
            in.integer();
            in.expect("=");
            hosts.add(host());
        }
        var counted = new ArrayList<Module.Line>();
        while (in.accept("line")) {
            in.integer();
            in.expect("=");
            counted.add(new Module.Line(in.quoted(), in.integer()));
        }
        var functions = new ArrayList<Function>();
        while (!in.atEnd()) {
            functions.add(function());
        }
        return new Module(functions, sites, data, hosts, counted);
    }

    private Module.Site site() {
        if (in.accept("call")) {
            return new Module.Site("", -1, List.of(), place(NOWHERE));
        }
        in.expect("raise");
        String exception = in.quoted();
        int index = in.integer();
        var arguments = new ArrayList<Module.Argument>();
        in.expect("(");
        while (!in.accept(")")) {
            arguments.add(argument());
            in.accept(",");
        }
        return new Module.Site(exception, index, arguments, place(NOWHERE));
    }

    private Module.Argument argument() {
        if (in.accept("slot")) {
            int slot = in.integer();
            in.expect(":");
            return new Module.Argument.Slot(slot, in.type());
        }
        if (in.accept("named")) {
            String name = in.quoted();
            in.expect("=");
            return new Module.Argument.Named(name, argument());
        }
        if (in.isNext('"')) {
            return new Module.Argument.Fixed(in.quoted());
        }
        if (in.accept("null")) {
            return new Module.Argument.Fixed(null);
        }
        if (in.accept("true")) {
            return new Module.Argument.Fixed(true);
        }
        if (in.accept("false")) {
            return new Module.Argument.Fixed(false);
        }
        return new Module.Argument.Fixed(in.literal());
    }

    private Module.Data data() {
        Type.Array type = (Type.Array) in.type();
        List<Integer> shape = integers();
        String digits = in.word();
        return new Module.Data(type, shape, Bytes.of(HexFormat.of().parseHex(digits.substring(2))));
    }

    private HostFunction host() {
        String kind = in.quoted();
        String text = in.quoted();
        var names = new ArrayList<String>();
        var types = new ArrayList<Type>();
        in.expect("[");
        while (!in.accept("]")) {
            names.add(in.quoted());
            in.accept(",");
        }
        in.expect("(");
        while (!in.accept(")")) {
            types.add(type(in.quoted()));
            in.accept(",");
        }
        in.expect("->");
        return new HostFunction(kind, text, names, types, type(in.quoted()));
    }

    private Type type(String spelling) {
        try {
            return TypeParser.parse(spelling);
        } catch (TypeParser.NotAType e) {
            throw in.wrong("a type, not " + spelling);
        }
    }

    private Function function() {
        boolean inline = in.accept("inline");
        boolean parallel = in.accept("parallel");
        boolean generator = in.accept("generator");
        if (!generator) {
            in.expect("function");
        }
        String name = in.quoted();
        Location.Scope scope = in.accept("in") ? scopes.get(in.integer()) : NOWHERE;
        in.expect("(");
        var body = new Body(scope);
        List<Value> params = body.definitions(")");
        in.expect(")");
        in.expect("->");
        in.expect("(");
        var results = new ArrayList<Type>();
        while (!in.accept(")")) {
            results.add(in.type());
            in.accept(",");
        }
        FastMath fastmath = new FastMath(
                in.accept("fastmath")
                        ? FastMath.KNOWN.stream().filter(in::accept).toList()
                        : List.of());
        return new Function(name, scope, body.region(params), results, inline, parallel, generator, fastmath);
    }

    /** A place, in this scope unless it says another. */
    private Location place(Location.Scope scope) {
        if (!in.accept("!")) {
            return new Location(scope, scope.line(), 1);
        }
        return placeAfterMark(scope);
    }

    private Location placeAfterMark(Location.Scope scope) {
        int first = in.integer();
        in.expect(":");
        int second = in.integer();
        Location.Scope where = scope;
        if (in.accept(":")) {
            where = scopes.get(first);
            first = second;
            second = in.integer();
        }
        Optional<Location> outer = in.accept("<") ? Optional.of(placeAfterMark(scope)) : Optional.empty();
        return new Location(where, first, second, outer);
    }

    private List<Integer> integers() {
        var numbers = new ArrayList<Integer>();
        in.expect("[");
        while (!in.accept("]")) {
            numbers.add(in.integer());
            in.accept(",");
        }
        return numbers;
    }

    /** The operations of one function. */
    private final class Body {
        private final Map<Integer, Value> values = new HashMap<>();
        private final Location.Scope scope;
        private final OpReader ops = new OpReader(in, this::value, this::definition, this::region);

        Body(Location.Scope scope) {
            this.scope = scope;
        }

        Region region(List<Value> params) {
            var body = new ArrayList<Instruction>();
            in.expect("{");
            while (!in.accept("}")) {
                List<Value> outs = in.isNext('%') ? definitions("=") : List.of();
                if (in.isNext('=')) {
                    in.expect("=");
                }
                Op op = ops.read(outs);
                body.add(new Instruction(op, place(scope)));
            }
            return new Region(params, body);
        }

        /** Names with their types, up to but without `end`. */
        List<Value> definitions(String end) {
            var defined = new ArrayList<Value>();
            while (!in.isNext(end.charAt(0))) {
                defined.add(definition());
                in.accept(",");
            }
            return defined;
        }

        Value definition() {
            in.expect("%");
            int id = in.integer();
            // The index of a For is written without its type, which is always the same.
            var v = new Value(id, in.accept(":") ? in.type() : Type.INT64);
            values.put(id, v);
            return v;
        }

        Value value() {
            in.expect("%");
            int id = in.integer();
            Value v = values.get(id);
            if (v == null) {
                throw in.wrong("a value that is defined, not %" + id);
            }
            return v;
        }
    }
}
