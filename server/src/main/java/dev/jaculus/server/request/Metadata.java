package dev.jaculus.server.request;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import dev.jaculus.compiler.Compiled;
import dev.jaculus.compiler.ir.Module.Argument;
import dev.jaculus.compiler.ir.Module.Site;
import dev.jaculus.compiler.request.Part;
import dev.jaculus.compiler.tree.Remark;
import dev.jaculus.compiler.types.Exceptions;
import dev.jaculus.compiler.types.HostFunction;
import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Locale;

/** What a host has to know of a kernel beside its machine code. */
public final class Metadata {
    private Metadata() {}

    /** The JSON that lies behind a kernel's shared library. */
    public static String of(Compiled compiled) {
        JsonObject json = new JsonObject();
        json.put("symbol", "jaculus_entry");
        JsonArray arguments = new JsonArray();
        compiled.arguments().forEach(type -> arguments.add(type.toString()));
        json.put("arguments", arguments);
        json.put("result", compiled.result().toString());
        json.put("long", compiled.mayTakeLong());
        JsonArray sites = new JsonArray();
        compiled.module().sites().forEach(site -> sites.add(site(site)));
        json.put("sites", sites);
        JsonArray hosts = new JsonArray();
        compiled.module().hosts().forEach(host -> hosts.add(host(host)));
        if (!hosts.isEmpty()) {
            json.put("hosts", hosts);
            json.put("host_classes", Exceptions.HOST_CLASSES);
        }
        List<String> addresses = compiled.module().addresses();
        if (!addresses.isEmpty()) {
            json.put("addresses", addresses);
        }
        JsonArray remarks = new JsonArray();
        compiled.remarks().forEach(remark -> remarks.add(remark(remark)));
        json.put("remarks", remarks);
        if (!compiled.parts().isEmpty()) {
            json.put("parts", compiled.parts().stream().map(Metadata::part).toList());
        }
        return JsonWriter.string(json);
    }

    private static JsonObject part(Part part) {
        JsonObject json = new JsonObject();
        json.put("function", part.function());
        JsonArray arguments = new JsonArray();
        for (Part.Argument one : part.arguments()) {
            JsonObject argument = new JsonObject();
            argument.put("type", one.type().toString());
            one.literal().ifPresent(value -> argument.put("literal", value));
            arguments.add(argument);
        }
        json.put("arguments", arguments);
        json.put("result", part.result().toString());
        return json;
    }

    private static JsonObject remark(Remark remark) {
        JsonObject json = new JsonObject();
        json.put("kind", remark.kind().name().toLowerCase(Locale.ROOT));
        json.put("text", remark.text());
        json.put("file", remark.file());
        json.put("line", remark.line());
        return json;
    }

    private static JsonObject host(HostFunction host) {
        JsonObject json = new JsonObject();
        json.put("kind", host.kind());
        json.put("text", host.text());
        if (!host.names().isEmpty()) {
            json.put("names", host.names());
        }
        json.put("arguments", host.arguments().stream().map(Type::toString).toList());
        json.put("result", host.result().toString());
        return json;
    }

    private static JsonObject site(Site site) {
        JsonObject json = new JsonObject();
        json.put("kind", site.isCall() ? "call" : "raise");
        if (!site.isCall()) {
            json.put("class", site.exceptionClass());
            json.put("index", site.index() < 0 ? null : site.index());
            JsonArray arguments = new JsonArray();
            site.arguments().forEach(argument -> arguments.add(argument(argument)));
            json.put("arguments", arguments);
        }
        json.put("function", site.at().scope().function());
        json.put("file", site.at().scope().file());
        json.put("line", site.at().line());
        json.put("column", site.at().column());
        return json;
    }

    private static JsonObject argument(Argument argument) {
        JsonObject json = new JsonObject();
        switch (argument) {
            case Argument.Fixed(Object value) -> json.put("const", constant(value));
            case Argument.Named(String name, Argument value) -> {
                json = argument(value);
                json.put("name", name);
            }
            case Argument.Slot(int slot, var type) -> {
                json.put("slot", slot);
                json.put("type", type.toString());
            }
        }
        return json;
    }

    private static JsonObject constant(Object value) {
        JsonObject json = new JsonObject();
        switch (value) {
            case null -> json.put("none", true);
            case Boolean truth -> json.put("bool", truth);
            case Long number -> json.put("int", number.toString());
            case Double number -> json.put("float", hex(number));
            case String text -> json.put("str", text);
            default -> throw new IllegalArgumentException("not a constant: " + value.getClass());
        }
        return json;
    }

    /** As Python's {@code float.fromhex} reads it. */
    private static String hex(double number) {
        return Double.isFinite(number)
                ? Double.toHexString(number)
                : Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
}
