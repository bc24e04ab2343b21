package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** What slices tell of themselves. */
public final class SliceOps implements TypeOps {
    private final Scope f;

    public SliceOps(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        if (!Slices.is(value)) {
            return Optional.empty();
        }
        if (name.equals("indices")) {
            return Optional.of(new Value.Bound(value, "jaculus.slice_indices"));
        }
        int place = Type.SLICE.fields().indexOf(name);
        if (place < 0) {
            return Optional.empty();
        }
        Expr slice =
                f.once(value instanceof Value.SliceOf s ? Slices.tree(s, span) : ((Computed) value).tree(), "slice");
        boolean given = place < ((Type.Tuple) slice.type()).items().size();
        return Optional.of(new Computed(given ? Trees.itemOf(slice, place, span) : Trees.integer(1, span)));
    }
}
