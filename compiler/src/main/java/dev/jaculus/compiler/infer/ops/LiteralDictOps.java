package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Counted;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.LiteralDicts;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.ast.Stmt.AugAssign;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one may do with a dictionary whose keys are constants: read it. */
public final class LiteralDictOps implements TypeOps {
    private static final Set<String> READ = Set.of("keys", "values", "items", "copy", "get");
    private static final Set<String> CHANGE = Set.of("pop", "popitem", "clear", "setdefault", "update");

    public static void register(Map<String, Known> known) {
        known.put("jaculus.literal_dict.keys", (f, a) -> LiteralDicts.keys(self(a), span(a)));
        known.put("jaculus.literal_dict.values", (f, a) -> LiteralDicts.values(self(a), span(a)));
        known.put("jaculus.literal_dict.items", (f, a) -> items(f, self(a), span(a)));
        known.put("jaculus.literal_dict.copy", (f, a) -> self(a));
        known.put("jaculus.literal_dict.get", (f, a) -> {
            throw Errors.literalDict(a.place(), "Cannot get() on a literal dictionary");
        });
        for (String name : CHANGE) {
            known.put("jaculus.literal_dict." + name, (f, a) -> {
                throw changes(f, span(a));
            });
        }
    }

    private static Value self(CallArguments arguments) {
        return arguments.positional().getFirst();
    }

    private static Span span(CallArguments arguments) {
        return arguments.place().span();
    }

    private final Scope f;

    public LiteralDictOps(Scope f) {
        this.f = f;
    }

    private static Value items(Scope f, Value given, Span span) {
        Value dict = new Computed(f.once(((Computed) given).tree(), "dict"));
        List<Expr> pairs = new ArrayList<>();
        for (int i = 0; i < LiteralDicts.names(dict).size(); i++) {
            Expr key = Texts.constant(LiteralDicts.names(dict).get(i), span);
            pairs.add(Trees.tuple(List.of(key, ((Computed) LiteralDicts.item(dict, i, span)).tree()), span));
        }
        return new Computed(Trees.tuple(pairs, span));
    }

    @Override
    public Optional<Value> attribute(Value value, String name, Span span) {
        return LiteralDicts.is(value) && (READ.contains(name) || CHANGE.contains(name))
                ? Optional.of(new Value.Bound(value, "jaculus.literal_dict." + name))
                : Optional.empty();
    }

    @Override
    public Optional<Value> load(Value base, Subscript subscript) {
        return LiteralDicts.is(base)
                ? Optional.of(load(base, f.indexing().index(subscript.slice()), subscript.span()))
                : Optional.empty();
    }

    private Value load(Value dict, Value index, Span span) {
        Optional<String> key = Texts.known(index instanceof Computed c ? Texts.of(c.tree()) : index);
        if (key.isEmpty()) {
            throw Errors.literalDict(f.place(span), "Cannot getitem() on a literal dictionary");
        }
        int place = LiteralDicts.names(dict).indexOf(key.get());
        if (place < 0) {
            throw Errors.literalDict(f.place(span), "Key '" + key.get() + "' is not in dict.");
        }
        return LiteralDicts.item(dict, place, span);
    }

    @Override
    public boolean store(Value base, Subscript target, Value value) {
        return unchanged(base, target);
    }

    @Override
    public boolean augment(Value base, Subscript target, AugAssign statement) {
        return unchanged(base, target);
    }

    @Override
    public boolean delete(Value base, Subscript target) {
        return unchanged(base, target);
    }

    private boolean unchanged(Value base, Subscript target) {
        if (LiteralDicts.is(base)) {
            throw changes(f, target.span());
        }
        return false;
    }

    private static dev.jaculus.syntax.diagnostic.Diagnostic.Failure changes(Scope f, Span span) {
        return Errors.literalDict(f.place(span), "Cannot mutate a literal dictionary");
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        if (!order.isEquality() || !LiteralDicts.is(left) || !LiteralDicts.is(right)) {
            return Optional.empty();
        }
        return Optional.of(
                LiteralDicts.names(left).equals(LiteralDicts.names(right))
                        ? f.comparisons()
                                .ordered(order, LiteralDicts.values(left, span), LiteralDicts.values(right, span), span)
                        : new Computed(Trees.bool(order == Order.NE, span)));
    }

    @Override
    public Optional<Expr> contains(Value item, Value container, Span span) {
        return LiteralDicts.is(container)
                ? Optional.of(f.comparisons().contains(item, LiteralDicts.keys(container, span), span))
                : Optional.empty();
    }

    @Override
    public Optional<Expr> length(Value value, Span span) {
        return LiteralDicts.is(value)
                ? Optional.of(Trees.integer(LiteralDicts.names(value).size(), span))
                : Optional.empty();
    }

    @Override
    public Optional<Counted> counted(Value over, Span span) {
        return LiteralDicts.is(over)
                ? Optional.of(f.iterations().counted(LiteralDicts.keys(over, span), span))
                : Optional.empty();
    }
}
