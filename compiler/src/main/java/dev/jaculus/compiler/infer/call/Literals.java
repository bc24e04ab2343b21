package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Parameters;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic.Place;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code literally(x)}: a constant is what it is; a parameter becomes one. The function is typed again as a form of its own wherever it is called
 * with a constant there, and where the caller passes on a parameter, that is to be a constant too: up to the arguments of the host's call.
 */
public final class Literals {
    /** Whoever calls the function must give constants for these parameters. Neither a mistake nor a failure. */
    public static final class Needed extends RuntimeException {
        private final transient Set<String> parameters;

        public Needed(Collection<String> parameters) {
            super("constants for " + parameters, null, false, false);
            this.parameters = new TreeSet<>(parameters);
        }

        public Set<String> parameters() {
            return parameters;
        }
    }

    private Literals() {}

    static Value literally(Scope f, CallArguments arguments) {
        Value given = arguments.bind("literally", "obj").getFirst().orElseThrow();
        if (isKnown(given)) {
            return given;
        }
        require(f, List.of(given), arguments.place(), Errors.notLiteral(arguments.place(), Describe.value(given)));
        return given;
    }

    /** These values, of those that the function computes with, are to be constants. */
    public static void require(Scope f, Collection<Value> values, Place place, RuntimeException otherwise) {
        Set<String> parameters = new TreeSet<>();
        for (Value value : values) {
            if (value instanceof Computed(Expr.Local(var _, String name, var _, var _)) && isParameter(f, name)) {
                parameters.add(name);
            } else if (!isKnown(value)) {
                throw otherwise;
            }
        }
        if (!parameters.isEmpty()) {
            throw new Needed(parameters);
        }
    }

    /** What a call gives for the parameters that must be constants. */
    public static void require(Scope caller, Needed needed, String function, List<Argument> given, Place place) {
        List<Value> values = given.stream()
                .filter(one -> needed.parameters().contains(one.name()))
                .map(Argument::value)
                .toList();
        String names = String.join("`, `", needed.parameters());
        require(caller, values, place, Errors.noLiteral(place, function, names));
    }

    /** The constant: Long, Boolean or String; empty for what is none of them. */
    public static Optional<Object> value(Value value) {
        return switch (value) {
            case Computed(Expr.Const known) when known.type() instanceof Type.Bool -> Optional.of(Trees.truth(known));
            case Computed(Expr.Const known) when known.type() instanceof Type.Int -> Optional.of(known.value());
            case Value.Fixed(Frozen.Str(String text)) -> Optional.of(text);
            default -> Optional.empty();
        };
    }

    /**
     * Whether there is nothing to ask for: a number's constant, a text, whatever never exists at run time; and a list, of which overloads do not
     * learn what it was made of.
     */
    private static boolean isKnown(Value value) {
        return !(value instanceof Computed c)
                || c.type() instanceof Type.ListOf
                || (c.tree() instanceof Expr.Const constant && Trees.isLiteral(constant));
    }

    /** Whether the name is a parameter, or a variable of the function around, that the function leaves as it is. */
    private static boolean isParameter(Scope f, String name) {
        boolean given = f.definition().captures.contains(name)
                || Parameters.all(f.definition().tree.args()).stream()
                        .anyMatch(one -> one.arg().equals(name));
        return given
                && f.consumer() == null
                && !f.definition().library
                && !LocalNames.of(f.definition().tree.body()).contains(name);
    }
}
