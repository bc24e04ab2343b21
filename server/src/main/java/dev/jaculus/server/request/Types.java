package dev.jaculus.server.request;

import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.TypeParser;
import java.util.Optional;

/** Types by their names, Numba's: {@code readonly array(float64, 2d, C)}. */
public final class Types {
    private Types() {}

    /** Empty for a type that the compiler does not know (yet). */
    public static Optional<Type> of(String name) {
        try {
            return Optional.of(TypeParser.parse(name));
        } catch (TypeParser.NotAType e) {
            return Optional.empty();
        }
    }
}
