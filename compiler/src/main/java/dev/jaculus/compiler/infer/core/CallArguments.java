package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The arguments of a call, in the order of the source.
 *
 * @param spans where they stand: the positional ones, then the keywords; empty for a call that the compiler makes
 */
public record CallArguments(Place place, List<Value> positional, Map<String, Value> keywords, List<Span> spans) {
    public CallArguments(Place place, List<Value> positional) {
        this(place, positional, Map.of(), List.of());
    }

    /** The same with the values inside the optionals among them. */
    public CallArguments present() {
        boolean any =
                Stream.concat(positional.stream(), keywords.values().stream()).anyMatch(Optionals::isOptional);
        return any ? new CallArguments(place, Optionals.present(positional), Optionals.present(keywords), spans) : this;
    }

    /** The same with arrays without axes as their only element. */
    public CallArguments withoutAxes() {
        List<Value> numbers = positional.stream().map(CallArguments::element).toList();
        return numbers.equals(positional) ? this : new CallArguments(place, numbers, keywords, spans);
    }

    private static Value element(Value value) {
        return value instanceof Value.Computed c && c.type() instanceof Type.Array array && array.rank() == 0
                ? new Value.Computed(new Expr.Element(
                        array.element(), c.tree(), List.of(), false, c.tree().span()))
                : value;
    }

    /** Where an argument stands; the whole call if it does not. */
    public Place at(Value argument) {
        List<Value> all = new ArrayList<>(positional);
        all.addAll(keywords.values());
        for (int i = 0; i < Math.min(all.size(), spans.size()); i++) {
            if (all.get(i) == argument) {
                return new Place(place.file(), spans.get(i), "");
            }
        }
        return place;
    }

    /** The arguments of a function that takes none by name. */
    public List<Value> unnamed(String function) {
        if (!keywords.isEmpty()) {
            throw Errors.unknownKeyword(
                    place, function, keywords.keySet().iterator().next(), List.of());
        }
        return positional;
    }

    /**
     * A value for each parameter.
     *
     * @param parameters their names; one that ends in {@code ?} may be missing, one that begins with {@code *} has no place
     */
    public List<Optional<Value>> bind(String function, String... parameters) {
        long places =
                Stream.of(parameters).filter(name -> !name.startsWith("*")).count();
        if (positional.size() > places) {
            String most = "at most %d argument%s".formatted(places, places == 1 ? "" : "s");
            throw Errors.argumentCount(place, function, most, positional.size());
        }
        List<Optional<Value>> bound = new ArrayList<>();
        int named = 0;
        for (int i = 0; i < parameters.length; i++) {
            boolean optional = parameters[i].endsWith("?");
            String name = bare(parameters[i]);
            Optional<Value> value =
                    i < positional.size() ? Optional.of(positional.get(i)) : Optional.ofNullable(keywords.get(name));
            if (i >= positional.size() && value.isPresent()) {
                named++;
            }
            if (value.isEmpty() && !optional) {
                throw Errors.missingArgument(place, function, name);
            }
            bound.add(value);
        }
        if (named < keywords.size()) {
            List<String> known =
                    List.of(parameters).stream().map(CallArguments::bare).toList();
            String unknown = keywords.keySet().stream()
                    .filter(name -> !known.contains(name) || known.indexOf(name) < positional.size())
                    .findFirst()
                    .orElseThrow();
            throw Errors.unknownKeyword(place, function, unknown, known);
        }
        return bound;
    }

    private static String bare(String parameter) {
        return parameter.replace("?", "").replace("*", "");
    }
}
