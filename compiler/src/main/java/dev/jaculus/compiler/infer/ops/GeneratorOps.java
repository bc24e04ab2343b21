package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/** Generators: they are true, and have as many items as they have. */
public final class GeneratorOps implements TypeOps {
    private final Scope f;

    public GeneratorOps(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return Values.isGenerator(container)
                ? Optional.of(((Computed) f.calls().named("list.contains", List.of(container, item), span)).tree())
                : Optional.empty();
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return value instanceof Computed c && Values.isGenerator(c)
                ? Optional.of(f.decided(c.tree(), true, span))
                : Optional.empty();
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        return switch (over) {
            case Value.Generated g ->
                Optional.of(counted(f.generators().made(g, span).tree(), span));
            case Computed c when Values.isGenerator(c) -> Optional.of(counted(c.tree(), span));
            default -> Optional.empty();
        };
    }

    private Counted counted(Expr made, Span span) {
        Expr generator = f.hide(made, "over");
        return new Counted(
                new Expr.Const(Type.INT64, Long.MAX_VALUE, span),
                Optional.of(_ -> new Expr.Advance(generator, span)),
                _ -> new Computed(new Expr.Current(generator, span)));
    }
}
