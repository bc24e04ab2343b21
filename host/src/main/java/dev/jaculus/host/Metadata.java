package dev.jaculus.host;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.server.request.Types;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of a kernel beside its code: its types, and the places where it can raise. */
record Metadata(String symbol, List<Type> arguments, Type result, List<Site> sites, List<String> addresses) {

    /**
     * A place in the source: one that raises an exception, or a call that an exception passes through.
     *
     * @param exception the class, as in "builtins.ValueError"; empty for calls
     */
    record Site(String exception, List<Argument> arguments, KernelException.Frame frame) {}

    /** An argument of an exception. */
    sealed interface Argument {
        record Constant(Object value) implements Argument {}

        record InSlot(int slot, Type type) implements Argument {}
    }

    static Metadata read(String json) {
        JsonObject object;
        try {
            object = JsonParser.object().from(json);
        } catch (JsonParserException e) {
            throw new IllegalArgumentException("a kernel's metadata cannot be read: " + e.getMessage(), e);
        }
        return new Metadata(
                object.getString("symbol"),
                strings(object.getArray("arguments")).stream()
                        .map(Metadata::type)
                        .toList(),
                type(object.getString("result")),
                objects(object.getArray("sites")).stream().map(Metadata::site).toList(),
                strings(object.getArray("addresses", new JsonArray())));
    }

    private static Type type(String name) {
        return Types.of(name).orElseThrow(() -> new IllegalArgumentException("this version knows no type " + name));
    }

    private static Site site(JsonObject site) {
        return new Site(
                site.getString("class", ""),
                objects(site.getArray("arguments", new JsonArray())).stream()
                        .map(Metadata::argument)
                        .toList(),
                new KernelException.Frame(
                        site.getString("function"),
                        site.getString("file"),
                        site.getInt("line"),
                        site.getInt("column")));
    }

    private static Argument argument(JsonObject argument) {
        return argument.has("const")
                ? new Argument.Constant(constant(argument.getObject("const")))
                : new Argument.InSlot(argument.getInt("slot"), type(argument.getString("type")));
    }

    /** A Python value as a Java one; what has no Java form stays as its JSON text. */
    private static Object constant(JsonObject value) {
        if (value.has("int")) {
            String digits = value.getString("int");
            return digits.length() < 19 ? Long.valueOf(digits) : new BigInteger(digits);
        }
        if (value.has("float")) {
            return number(value.getString("float"));
        }
        if (value.has("bool")) {
            return value.getBoolean("bool");
        }
        if (value.has("str")) {
            return value.getString("str");
        }
        if (value.has("none")) {
            return null;
        }
        if (value.has("tuple")) {
            return objects(value.getArray("tuple")).stream()
                    .map(Metadata::constant)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        return value.toString();
    }

    /** As Python's float.hex writes it. */
    private static double number(String hex) {
        return switch (hex) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(hex);
        };
    }

    private static List<String> strings(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }
}
