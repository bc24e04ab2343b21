package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.InOrder;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets that kernels make. As with {@link Dictionaries}, the class of each is the host's, for one type of elements. */
public final class Sets implements Topics.OfSets {
    /** What the host implements: an empty one for this type. */
    private static final String EMPTY = "jaculus.sets.Set.empty";

    private final Scope f;

    public Sets(Scope f) {
        this.f = f;
    }

    public static void register(Map<String, Known> known) {
        known.put("builtins.set", (f, arguments) -> f.sets().call(arguments));
        known.put("builtins.frozenset", (f, arguments) -> f.sets().call(arguments));
    }

    private Value empty(Type element, Span span) {
        Value type = new Value.Fixed(new Frozen.TypeObject(ListSite.settled(element)));
        return f.kept(f.calls().named(EMPTY, List.of(type), span));
    }

    @Override
    public Value call(CallArguments arguments) {
        Span span = arguments.place().span();
        Optional<Value> of = arguments.bind("set", "iterable?").getFirst();
        return of.isEmpty() ? untyped(span) : ofItems(f.comprehensions().collected(of.get(), span), span);
    }

    private Value ofItems(Value list, Span span) {
        Expr items = f.once(((Computed) list).tree(), "items");
        Value made = empty(((Type.ListOf) items.type()).item(), span);
        f.run(
                f.objects()
                        .special("_fill", made, List.of(new Computed(items)), span)
                        .orElseThrow(),
                span);
        return made;
    }

    private Value untyped(Span span) {
        ListSite site = f.site(span, false);
        return site.item().map(item -> empty(item, span)).orElseGet(() -> new Value.Untyped("set", site, span));
    }

    @Override
    public boolean learns(dev.jaculus.syntax.ast.Expr.Call call) {
        if (!(call.func() instanceof dev.jaculus.syntax.ast.Expr.Attribute method)
                || !method.attr().equals("add")
                || call.args().size() != 1
                || !(method.value() instanceof dev.jaculus.syntax.ast.Expr.Name name)
                || !(f.env().get(name.id()).orElse(null)
                        instanceof Variable.Static(Value.Untyped(String what, ListSite site, Span _), Span _))
                || !what.equals("set")) {
            return false;
        }
        if (site.known().isEmpty()) {
            site.learn(f.expressions().tree(call.args().getFirst()).type()); // the first tells
        }
        return true;
    }

    @Override
    public Value display(dev.jaculus.syntax.ast.Expr.Set e) {
        InOrder given = new InOrder(f);
        for (dev.jaculus.syntax.ast.Expr element : e.elts()) {
            given.next(() -> element instanceof dev.jaculus.syntax.ast.Expr.Starred starred
                    ? f.calls().spread(starred)
                    : List.of(new Computed(f.expressions().tree(element))));
        }
        List<Value> items = given.values();
        Value made = empty(Dictionaries.common(f, items, 0, 1, "set", e.span()), e.span());
        for (Value item : items) {
            f.run(f.objects().special("add", made, List.of(item), e.span()).orElseThrow(), e.span());
        }
        return made;
    }

    @Override
    public Value comprehension(dev.jaculus.syntax.ast.Expr.SetComp e) {
        return ofItems(f.comprehensions().list(f.definition().elements(e)), e.span());
    }
}
