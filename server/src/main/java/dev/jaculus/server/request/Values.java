package dev.jaculus.server.request;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The protocol's VALUEs: what the names that a kernel reads stand for. */
final class Values {
    private Values() {}

    static Frozen read(JsonObject value) {
        if (value.has("int")) {
            return typed(value, "int64", new Frozen.Int(new BigInteger(value.getString("int"))));
        } else if (value.has("float")) {
            return typed(value, "float64", new Frozen.Float(number(value.getString("float"))));
        } else if (value.has("bool")) {
            return new Frozen.Bool(value.getBoolean("bool"));
        } else if (value.has("str")) {
            return new Frozen.Str(value.getString("str"));
        } else if (value.has("none")) {
            return new Frozen.None();
        } else if (value.has("tuple")) {
            return new Frozen.Tuple(readAll(value.getArray("tuple")));
        } else if (value.has("array")) {
            return array(value.getObject("array"));
        } else if (value.has("complex")) {
            JsonArray parts = value.getArray("complex");
            return typed(
                    value, "complex128", new Frozen.Complex(number(parts.getString(0)), number(parts.getString(1))));
        }
        return object(value);
    }

    static List<Frozen> readAll(JsonArray values) {
        List<Frozen> all = new ArrayList<>();
        for (Object value : values) {
            all.add(read((JsonObject) value));
        }
        return all;
    }

    static Map<String, Frozen> readAll(JsonObject values) {
        Map<String, Frozen> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, read((JsonObject) value)));
        return all;
    }

    /** What is no constant. */
    private static Frozen object(JsonObject value) {
        if (value.has("module")) {
            return new Frozen.Module(value.getString("module"));
        } else if (value.has("attribute")) {
            return new Frozen.Attribute(value.getString("attribute"));
        } else if (value.has("function")) {
            return new Frozen.Kernel(value.getInt("function"));
        } else if (value.has("ufunc")) {
            return vectorized(value.getObject("ufunc"));
        } else if (value.has("overload")) {
            return new Frozen.Overloaded(value.getInt("overload"));
        } else if (value.has("slice")) {
            List<Frozen> parts = readAll(value.getArray("slice"));
            return new Frozen.Slice(parts.get(0), parts.get(1), parts.get(2));
        } else if (value.has("namedtuple")) {
            Type.Names names = Type.Names.of(value.getString("namedtuple"));
            return value.has("items")
                    ? new Frozen.NamedItems(names, readAll(value.getArray("items")))
                    : new Frozen.NamedClass(names, readAll(value.getArray("defaults")));
        } else if (value.has("inlined")) {
            return inlined(value.getObject("inlined"));
        } else if (value.has("foreign")) {
            return foreign(value.getObject("foreign"));
        } else if (value.has("address")) {
            return new Frozen.Address(value.getString("address"));
        } else if (value.has("class")) {
            return new Frozen.Class(value.getInt("class"));
        } else if (value.has("exception")) {
            var bases = value.has("bases") ? value.getArray("bases") : new JsonArray();
            return new Frozen.ExceptionClass(
                    value.getString("exception"),
                    value.getInt("index", -1),
                    bases.stream().map(String.class::cast).toList());
        } else if (value.has("type")) {
            Optional<Type> type = Types.of(value.getString("type"));
            return type.<Frozen>map(Frozen.TypeObject::new)
                    .orElseGet(() -> new Frozen.Unsupported("the type " + value.getString("type")));
        } else if (value.has("namespace")) {
            return new Frozen.Namespace(readAll(value.getObject("namespace")));
        } else if (value.has("unsupported")) {
            return new Frozen.Unsupported(value.getString("unsupported"));
        }
        throw new IllegalArgumentException("no such kind of value: " + value.keySet());
    }

    private static Frozen foreign(JsonObject function) {
        String result = function.getString("result");
        return new Frozen.Foreign(
                function.getString("name"),
                function.getString("symbol"),
                function.getArray("parameters").stream().map(String.class::cast).toList(),
                result.equals("none") ? Optional.empty() : Types.of(result).map(Type.Scalar.class::cast));
    }

    private static Frozen inlined(JsonObject function) {
        List<Type.Scalar> types = new ArrayList<>();
        for (Object type : function.getArray("types")) {
            types.add((Type.Scalar)
                    Types.of((String) type).orElseThrow(() -> new IllegalArgumentException("no " + type)));
        }
        return new Frozen.Inlined(
                function.getString("name"),
                function.getString("definition"),
                types.subList(1, types.size()),
                types.getFirst());
    }

    private static Frozen vectorized(JsonObject ufunc) {
        Optional<Request.Layout> layout = Optional.ofNullable(ufunc.getObject("layout"))
                .map(one -> new Request.Layout(
                        one.getString("text"), names(one.getArray("inputs")), names(one.getArray("outputs"))));
        List<List<Type>> loops = new ArrayList<>();
        for (Object loop : ufunc.getArray("loops")) {
            List<Type> types = new ArrayList<>();
            for (Object type : (JsonArray) loop) {
                types.add(
                        Types.of((String) type).orElseThrow(() -> new IllegalArgumentException("a ufunc of " + type)));
            }
            loops.add(types);
        }
        Optional<Integer> identity =
                ufunc.isNumber("identity") ? Optional.of(ufunc.getInt("identity")) : Optional.empty();
        return new Frozen.Vectorized(
                ufunc.getString("name"), ufunc.getInt("function"), identity, layout, loops, ufunc.getBoolean("open"));
    }

    private static List<List<String>> names(JsonArray operands) {
        List<List<String>> all = new ArrayList<>();
        for (Object operand : operands) {
            all.add(((JsonArray) operand).stream().map(String.class::cast).toList());
        }
        return all;
    }

    /** A NumPy scalar has a type of its own; those that Python's numbers have too are the same thing. */
    private static Frozen typed(JsonObject value, String usual, Frozen frozen) {
        String type = value.getString("type", usual);
        if (type.equals(usual)) {
            return frozen;
        }
        return Types.of(type).orElse(null) instanceof Type.Scalar scalar
                ? new Frozen.Typed(scalar, frozen)
                : new Frozen.Unsupported("a NumPy " + type);
    }

    /** As Python's {@code float.hex} writes it. */
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    private static Frozen array(JsonObject array) {
        String name = array.getString("dtype");
        if (!(Types.of(name).orElse(null) instanceof Type.Scalar element)) {
            return new Frozen.Unsupported("an array of " + name);
        }
        List<Integer> shape = new ArrayList<>();
        array.getArray("shape").forEach(length -> shape.add(((Number) length).intValue()));
        return new Frozen.Array(element, shape, Bytes.of(Base64.getDecoder().decode(array.getString("data"))));
    }
}
