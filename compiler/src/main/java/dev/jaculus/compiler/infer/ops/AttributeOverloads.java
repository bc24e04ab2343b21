package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** Attributes and methods that the user implements by {@code overload_attribute} and {@code overload_method}, for values of any types. */
public final class AttributeOverloads implements TypeOps {
    private final Scope f;

    public AttributeOverloads(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        if (!(value instanceof Computed c)) {
            return Optional.empty();
        }
        return f.functions()
                .overloads()
                .attribute(f, c, name, span)
                .or(() -> f.functions().overloads().hasMethod(name)
                        ? Optional.of(new Value.Method(c, name))
                        : Optional.empty());
    }
}
