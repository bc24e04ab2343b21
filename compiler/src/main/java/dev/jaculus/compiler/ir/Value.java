package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Type;

/** The name of an SSA value: a scalar or an array. It is defined once, by a region parameter or by an {@link Op}. */
public record Value(int id, Type type) {
    @Override
    public String toString() {
        return "%" + id;
    }
}
