package dev.jaculus.compiler.request;

import dev.jaculus.compiler.types.Type;
import java.util.List;
import java.util.Optional;

/**
 * A function of the request that is a part of a kernel.
 *
 * @param function which of the request's functions
 */
public record Part(int function, List<Argument> arguments, Type result) {
    public Part {
        arguments = List.copyOf(arguments);
    }

    /** @param literal the constant that this part has instead, if any: Long, Boolean or String */
    public record Argument(Type type, Optional<Object> literal) {}
}
