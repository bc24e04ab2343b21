package dev.jaculus.compiler.request;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a Python function of the user's implements for kernels. That function runs in the user's process: it gets the types of a call's arguments
 * and returns the function to compile. The compiler asks for that with {@link Needed}.
 *
 * @param kind what kernels write: {@code function}, {@code method} or {@code attribute}
 * @param name of the method or attribute; the canonical name of a function of a known module, else a name for messages
 */
public record Overload(String kind, String name, List<Implementation> implementations) {
    public Overload {
        implementations = List.copyOf(implementations);
    }

    /**
     * The answer for one list of arguments.
     *
     * @param key what {@link Needed} called the arguments
     * @param function which of the request's functions; empty where the user's function wants none of these types
     * @param literals the arguments, by position or keyword, that it must know the values of to choose a function
     */
    public record Implementation(String key, OptionalInt function, List<String> literals) {
        public Implementation {
            literals = List.copyOf(literals);
        }
    }

    /** The answer, where it is known. */
    public Optional<Implementation> implementation(String key) {
        return implementations.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    /**
     * One argument of a call, as the user's function is told about it.
     *
     * @param keyword empty for a positional argument
     * @param type as the protocol spells it, or {@code class(float64)} and the like for what exists only while compiling
     * @param literal a constant's value: Long, Boolean or String
     */
    public record Given(Optional<String> keyword, String type, Optional<Object> literal) {
        @Override
        public String toString() {
            return keyword.map(name -> name + "=").orElse("")
                    + type
                    + literal.map(value -> ":" + value).orElse("");
        }
    }

    /** A compilation cannot go on before the host has told an overload's implementation. Neither a mistake nor a failure. */
    public static final class Needed extends RuntimeException {
        private final transient Question question;

        /** The question ends the compilation; it is asked again with the answer in the request. */
        public Needed(int overload, List<Given> arguments) {
            super("the implementation of an overload", null, false, false);
            this.question = new Question(overload, List.copyOf(arguments));
        }

        /** What is asked. */
        public Question question() {
            return question;
        }
    }

    /** Which of the request's overloads, for which arguments. */
    public record Question(int overload, List<Given> arguments) {
        /** The name of these arguments. */
        public String key() {
            return arguments.toString();
        }
    }
}
