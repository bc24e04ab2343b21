package dev.jaculus.server.request;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The classes that instances among a kernel's values are of. */
final class Classes {
    private Classes() {}

    static Map<Integer, Request.ClassSource> read(JsonObject request) {
        Map<Integer, Request.ClassSource> all = new HashMap<>();
        for (Object one : request.getArray("classes", new JsonArray())) {
            JsonObject source = (JsonObject) one;
            int index = source.getInt("index");
            List<String> names = new ArrayList<>();
            List<Type> types = new ArrayList<>();
            for (Object field : source.getArray("fields")) {
                JsonArray pair = (JsonArray) field;
                names.add(pair.getString(0));
                types.add(Types.of(pair.getString(1))
                        .orElseThrow(() -> new IllegalArgumentException("a field of type " + pair.getString(1))));
            }
            all.put(
                    index,
                    new Request.ClassSource(
                            new Type.Instance(source.getString("name"), index),
                            ObjectClass.of(names, types),
                            functions(source, "methods"),
                            functions(source, "statics"),
                            functions(source, "getters"),
                            functions(source, "setters"),
                            Values.readAll(source.getObject("constants", new JsonObject()))));
        }
        return all;
    }

    private static Map<String, Integer> functions(JsonObject source, String kind) {
        Map<String, Integer> all = new HashMap<>();
        source.getObject(kind, new JsonObject()).forEach((name, number) -> all.put(name, ((Number) number).intValue()));
        return all;
    }
}
