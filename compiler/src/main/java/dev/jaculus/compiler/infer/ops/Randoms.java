package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** NumPy's random Generators: the address of a bitgen_t (numpy/random/bitgen.h). Their methods are functions of the library. */
public final class Randoms implements TypeOps {
    private final Scope f;

    public Randoms(Scope f) {
        this.f = f;
    }

    public static boolean is(Value value) {
        return value instanceof Computed c && c.type() instanceof Type.Tuple t && t.isRandom();
    }

    /** The library's name of a method. */
    public static String name(String method) {
        return "numpy.random.Generator." + method;
    }

    @Override
    public Optional<Value> attribute(Value generator, String method, Span span) {
        if (!is(generator)) {
            return Optional.empty();
        }
        if (f.functions().library(name(method)).isEmpty()
                && !f.functions().overloads().hasMethod(method)) {
            throw Errors.attribute(f.place(span), Describe.value(generator), method, List.of());
        }
        return Optional.of(new Value.Method((Computed) generator, method));
    }
}
