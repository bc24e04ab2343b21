package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Parameters;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Arg;
import dev.jaculus.syntax.ast.Expr.Arguments;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A function's parameters, and which argument goes to which. */
public final class Signature {
    private final Definition definition;
    private final Arguments parameters;
    private final List<Value> defaults;

    public Signature(Definition definition) {
        this(definition, definition.defaults);
    }

    /** With the defaults that a closure was defined with. */
    public Signature(Definition definition, List<Value> defaults) {
        this.definition = definition;
        this.defaults = defaults;
        this.parameters = definition.tree.args();
        if (parameters.kwarg().isPresent()) {
            Arg kwarg = parameters.kwarg().get();
            throw Errors.unsupported(
                    new Place(definition.file, kwarg.span(), ""), "`**" + kwarg.arg() + "`", "name the parameters");
        }
    }

    /**
     * A host's values for a function with {@code *args} or keyword-only parameters: those of all named parameters, then a tuple of the others. Empty
     * for other functions, and where it is not the right number.
     */
    public Optional<List<Argument>> asHostsPass(List<Value> given) {
        List<Arg> order = Parameters.positional(parameters);
        order.addAll(parameters.kwonlyargs());
        if (parameters.vararg().isPresent() && given.size() == order.size() + 1 && Tuples.is(given.getLast())) {
            order.add(parameters.vararg().get());
        } else if (parameters.vararg().isPresent()
                || parameters.kwonlyargs().isEmpty()
                || given.size() != order.size()) {
            return Optional.empty();
        }
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            arguments.add(new Argument(order.get(i).arg(), given.get(i), false));
        }
        return Optional.of(arguments);
    }

    /**
     * The arguments in which a list that stands in the call, for a parameter that the library declares as {@code tuple}, is a tuple: its items may
     * have different types, and be functions.
     */
    public CallArguments withTuples(CallArguments given) {
        boolean any = Stream.concat(given.positional().stream(), given.keywords().values().stream())
                .anyMatch(Value.Listing.class::isInstance);
        if (!definition.library || !any) {
            return given;
        }
        List<Value> positional = new ArrayList<>();
        for (Value value : given.positional()) {
            positional.add(isTuple(positional.size()) ? tuple(value) : value);
        }
        Map<String, Value> keywords = new LinkedHashMap<>();
        given.keywords().forEach((name, value) -> keywords.put(name, isTuple(name) ? tuple(value) : value));
        return new CallArguments(given.place(), positional, keywords, given.spans());
    }

    private boolean isTuple(int position) {
        List<Arg> positional = Parameters.positional(parameters);
        return position < positional.size()
                ? isTuple(positional.get(position))
                : parameters.vararg().filter(Signature::isTuple).isPresent();
    }

    private boolean isTuple(String name) {
        return Parameters.all(parameters).stream().anyMatch(one -> one.arg().equals(name) && isTuple(one));
    }

    private static boolean isTuple(Arg parameter) {
        return parameter.annotation().orElse(null) instanceof Expr.Name name
                && name.id().equals("tuple");
    }

    private static Value tuple(Value value) {
        return value instanceof Value.Listing list
                ? Trees.tupleOf(list.items().stream().map(Signature::tuple).toList(), list.span())
                : value;
    }

    /** An argument for each parameter, in their order. */
    public List<Argument> bind(CallArguments arguments) {
        Span span = arguments.place().span();
        List<Arg> positional = Parameters.positional(parameters);
        List<Value> given = arguments.positional();
        if (given.size() > positional.size() && parameters.vararg().isEmpty()) {
            throw Errors.argumentCount(arguments.place(), definition.name, count(positional.size()), given.size());
        }
        Map<String, Value> keywords = new LinkedHashMap<>(arguments.keywords());
        List<Argument> bound = new ArrayList<>();
        int withoutDefault = positional.size() - defaults.size();
        for (int i = 0; i < positional.size(); i++) {
            String name = positional.get(i).arg();
            if (i < given.size()) {
                if (keywords.containsKey(name)) {
                    throw Errors.unknownKeyword(arguments.place(), definition.name, name, List.of());
                }
                bound.add(new Argument(name, given.get(i), false));
            } else if (keywords.containsKey(name)
                    && i >= parameters.posonlyargs().size()) {
                bound.add(new Argument(name, keywords.remove(name), false));
            } else {
                bound.add(defaultValue(i - withoutDefault, name, arguments, span));
            }
        }
        if (parameters.vararg().isPresent()) {
            List<Value> rest = given.subList(Math.min(positional.size(), given.size()), given.size());
            bound.add(new Argument(parameters.vararg().get().arg(), Trees.tupleOf(rest, span), false));
        }
        for (int i = 0; i < parameters.kwonlyargs().size(); i++) {
            String name = parameters.kwonlyargs().get(i).arg();
            bound.add(
                    keywords.containsKey(name)
                            ? new Argument(name, keywords.remove(name), false)
                            : keywordDefault(i, name, arguments));
        }
        if (!keywords.isEmpty()) {
            throw Errors.unknownKeyword(
                    arguments.place(),
                    definition.name,
                    keywords.keySet().iterator().next(),
                    Parameters.all(parameters).stream().map(Arg::arg).toList());
        }
        return bound;
    }

    /** A keyword-only parameter's default, which the request does not carry: a literal in the source. */
    private Argument keywordDefault(int number, String name, CallArguments arguments) {
        return parameters
                .kwDefaults()
                .get(number)
                .flatMap(Frozens::literal)
                .map(value -> new Argument(name, value, true))
                .orElseThrow(() -> Errors.missingArgument(arguments.place(), definition.name, name));
    }

    private Argument defaultValue(int number, String name, CallArguments arguments, Span span) {
        if (number < 0 || number >= defaults.size()) {
            throw Errors.missingArgument(arguments.place(), definition.name, name);
        }
        Value value = defaults.get(number);
        boolean runtime =
                value instanceof Value.Computed c && !(c.tree() instanceof dev.jaculus.compiler.tree.Expr.Const);
        return new Argument(name, Frozens.value(value, name, new Place(definition.file, span, "")), !runtime);
    }

    private static String count(int parameters) {
        return parameters + (parameters == 1 ? " argument" : " arguments");
    }
}
