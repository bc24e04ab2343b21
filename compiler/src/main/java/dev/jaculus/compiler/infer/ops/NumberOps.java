package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** What numbers tell of themselves. Their arithmetic is {@link Operators}', their order {@link Comparisons}'. */
public final class NumberOps implements TypeOps {
    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        if (!(value instanceof Computed c && c.type() instanceof Type.Scalar type)) {
            return Optional.empty();
        }
        return switch (name) {
            case "item", "conjugate" -> Optional.of(new Value.Method(c, name));
            case "real", "imag" -> Optional.of(new Computed(Complexes.part(c.tree(), name.equals("imag"), span)));
            case "dtype" -> Optional.of(new Value.Fixed(new Frozen.TypeObject(type)));
            default -> Optional.empty();
        };
    }
}
