package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.Modules;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Lists;
import dev.jaculus.compiler.infer.ops.TextOps;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** {@code value.name}. */
public final class Attributes implements Topics.OfAttributes {
    private final Scope f;

    public Attributes(Scope f) {
        this.f = f;
    }

    @Override
    public Value of(Value given, String name, Span span) {
        Value value = Optionals.present(given);
        if (value instanceof Value.Fixed(Frozen what) && !Texts.is(value)) {
            return ofFixed(what, name, span);
        }
        if (value instanceof Value.Listing l) {
            return of(f.lists().made(l), name, span);
        }
        Optional<Value> known = f.ask(ops -> ops.attribute(value, name, span));
        if (known.isPresent()) {
            return known.get();
        }
        if (value instanceof Value.CaughtException caught && name.equals("args")) {
            return new Caught(f).arguments(caught, span);
        }
        throw Errors.attribute(f.place(span), Describe.value(value), name, known(value));
    }

    /** What a misspelt attribute may have meant. */
    private static Collection<String> known(Value value) {
        if (Texts.is(value)) {
            return TextOps.METHODS;
        }
        return value instanceof Computed c && c.type() instanceof Type.ListOf ? Lists.METHODS : List.of();
    }

    private Value ofFixed(Frozen what, String name, Span span) {
        return switch (what) {
            case Frozen.Module module -> Modules.member(module.name() + "." + name, span);
            case Frozen.Attribute attribute -> Modules.member(attribute.name() + "." + name, span);
            case Frozen.Namespace namespace -> {
                Frozen member = namespace.attributes().get(name);
                if (member == null) {
                    throw Errors.attribute(f.place(span), "this module", name);
                }
                yield Frozens.value(new Value.Fixed(member), name, f.place(span));
            }
            case Frozen.TypeObject t
            when t.type() instanceof Type.Scalar scalar
                    && TypeQueries.attribute(scalar, name, span).isPresent() ->
                TypeQueries.attribute(scalar, name, span).get();
            case Frozen.Vectorized ufunc -> VectorizedCalls.attribute(f, ufunc, name, span);
            case Frozen.Class cls ->
                f.objects()
                        .ofClass(f.functions().classSource(cls.index()), name, span)
                        .orElseThrow(
                                () -> Errors.attribute(f.place(span), Describe.value(new Value.Fixed(what)), name));
            default ->
                throw Errors.attribute(
                        f.place(span), Describe.value(new Value.Fixed(what)), name, known(new Value.Fixed(what)));
        };
    }
}
