package dev.jaculus.server.request;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.request.Overload;
import dev.jaculus.compiler.request.Overload.Given;
import dev.jaculus.compiler.request.Overload.Implementation;
import dev.jaculus.compiler.request.Overload.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the user implements for kernels: in requests with the answers so far, in replies as the next question. */
public final class Overloads {
    private Overloads() {}

    static List<Overload> read(JsonObject request) {
        List<Overload> overloads = new ArrayList<>();
        for (Object one : request.getArray("overloads", new JsonArray())) {
            JsonObject overload = (JsonObject) one;
            List<Implementation> known = new ArrayList<>();
            for (Object answer : overload.getArray("implementations")) {
                JsonObject implementation = (JsonObject) answer;
                known.add(new Implementation(
                        implementation.getString("key"),
                        implementation.isNull("function")
                                ? OptionalInt.empty()
                                : OptionalInt.of(implementation.getInt("function")),
                        implementation.getArray("literals", new JsonArray()).stream()
                                .map(String.class::cast)
                                .toList()));
            }
            overloads.add(new Overload(overload.getString("kind"), overload.getString("name"), known));
        }
        return overloads;
    }

    /** The question as JSON. */
    public static JsonObject question(Question question) {
        JsonObject json = new JsonObject();
        json.put("overload", question.overload());
        json.put("key", question.key());
        JsonArray arguments = new JsonArray();
        question.arguments().forEach(given -> arguments.add(given(given)));
        json.put("arguments", arguments);
        return json;
    }

    /** The parameters that the kernel must be compiled for as constants. */
    public static JsonObject literals(List<String> parameters) {
        JsonObject json = new JsonObject();
        json.put("literals", parameters);
        return json;
    }

    private static JsonObject given(Given given) {
        JsonObject json = new JsonObject();
        given.keyword().ifPresent(name -> json.put("keyword", name));
        json.put("type", given.type());
        given.literal().ifPresent(value -> json.put("literal", value));
        return json;
    }
}
