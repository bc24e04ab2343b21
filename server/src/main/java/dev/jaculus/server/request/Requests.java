package dev.jaculus.server.request;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.request.Request.Options.Inherited;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.SourceFile;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A compile request of the protocol as the compiler's record. */
public final class Requests {
    private Requests() {}

    /**
     * The request as the compiler takes it.
     *
     * @param library the sources of our NumPy library, by module name
     * @param vectorMath what the C library computes for vectors
     * @throws Diagnostic.Failure where an argument's type is none that kernels can have
     */
    public static Request read(JsonObject json, Map<String, SourceFile> library, VectorMath vectorMath) {
        List<Request.Source> functions = new ArrayList<>();
        for (Object function : json.getArray("functions")) {
            functions.add(source((JsonObject) function));
        }
        int root = json.getInt("root");
        SourceFile kernel = functions.get(root).file();
        List<Type> arguments = new ArrayList<>();
        Map<Integer, Request.Frozen> constants = new HashMap<>();
        for (Object argument : json.getArray("arguments")) {
            if (argument instanceof JsonObject constant) {
                JsonObject literal = constant.getObject("literal");
                constants.put(arguments.size(), Values.read(literal == null ? constant : literal));
                arguments.add(literal == null ? Type.NONE : type(constant.getString("type"), "an argument", kernel));
            } else {
                arguments.add(type((String) argument, "an argument", kernel));
            }
        }
        Optional<Type> result =
                Optional.ofNullable(json.getString("result")).map(name -> type(name, "the result", kernel));
        return new Request(
                functions,
                root,
                arguments,
                result,
                library,
                Overloads.read(json),
                constants,
                Classes.read(json),
                vectorMath,
                json.getBoolean("counted", false));
    }

    private static Request.Source source(JsonObject function) {
        SourceFile file =
                new SourceFile(function.getString("file"), function.getString("source"), function.getInt("line"));
        return new Request.Source(
                function.getString("name"),
                file,
                Values.readAll(function.getObject("names", new JsonObject())),
                Values.readAll(function.getArray("defaults", new JsonArray())),
                options(function.getObject("options", new JsonObject()), file),
                signatures(function.getArray("signatures", new JsonArray()), file),
                Optional.ofNullable(function.getString("class")));
    }

    private static List<Request.Signature> signatures(JsonArray signatures, SourceFile file) {
        List<Request.Signature> all = new ArrayList<>();
        for (Object one : signatures) {
            JsonObject signature = (JsonObject) one;
            List<Type> arguments = signature.getArray("arguments").stream()
                    .map(name -> type((String) name, "an argument of a signature", file))
                    .toList();
            Optional<Type> result = Optional.ofNullable(signature.getString("result"))
                    .map(name -> type(name, "the result of a signature", file));
            all.add(new Request.Signature(arguments, result));
        }
        return all;
    }

    private static Request.Options options(JsonObject options, SourceFile kernel) {
        boolean raises = options.getString("error_model", "python").equals("python");
        Object fastmath = options.getOrDefault("fastmath", false);
        FastMath fast =
                fastmath instanceof Boolean all ? (all ? FastMath.FAST : FastMath.NONE) : flags((JsonArray) fastmath);
        Object parallels = options.getOrDefault("parallel", false);
        boolean parallel = parallels instanceof Boolean all ? all : parallels != null; // or a dict of Numba's parts
        Map<String, Type> locals = new LinkedHashMap<>();
        options.getObject("locals", new JsonObject())
                .forEach((name, type) ->
                        locals.put(name, type((String) type, "the local variable `" + name + "`", kernel)));
        Set<Inherited> own = EnumSet.noneOf(Inherited.class);
        for (Inherited one : Inherited.values()) {
            if (options.has(one.name().toLowerCase(Locale.ROOT))) {
                own.add(one);
            }
        }
        return new Request.Options(raises, fast, options.getBoolean("boundscheck", false), parallel, locals, own);
    }

    private static FastMath flags(JsonArray names) {
        return new FastMath(names.stream().map(String.class::cast).toList());
    }

    private static Type type(String name, String what, SourceFile kernel) {
        return Types.of(name)
                .orElseThrow(() -> new Diagnostic.Failure(Diagnostic.of(
                                "unsupported-type",
                                Diagnostic.Kind.TYPING,
                                what + " of type `" + name + "` is not supported",
                                new Place(kernel, definition(kernel), "this kernel"))
                        .withHelp(
                                "kernels take integers, floats, bools, tuples of these, and aligned arrays of them")));
    }

    /** The line with {@code def}, without its indentation. */
    private static Span definition(SourceFile kernel) {
        int line = kernel.firstLine();
        for (String text : kernel.text().lines().toList()) {
            if (text.strip().startsWith("def ")) {
                int column = text.indexOf("def ");
                return new Span(line, column, line, text.stripTrailing().length());
            }
            line++;
        }
        return new Span(kernel.firstLine(), 0, kernel.firstLine(), 0);
    }
}
