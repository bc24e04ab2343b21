package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.InOrder;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.LiteralDicts;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Dictionaries that kernels make. The class of each is the host's, for a type of keys and one of values: those that its first items have in common, or
 * that its uses tell, as with lists.
 */
public final class Dictionaries implements Topics.OfDictionaries {
    /** What the host implements: an empty one for these types. */
    private static final String EMPTY = "jaculus.dicts.Dict.empty";

    private final Scope f;

    public Dictionaries(Scope f) {
        this.f = f;
    }

    public static void register(Map<String, Known> known) {
        known.put("jaculus.dicts.Dict", (f, arguments) -> f.dictionaries().call(arguments));
        known.put("builtins.dict", (f, arguments) -> f.dictionaries().call(arguments));
    }

    private Value empty(Type key, Type value, Span span) {
        List<Value> types = List.of(
                new Value.Fixed(new Frozen.TypeObject(ListSite.settled(key))),
                new Value.Fixed(new Frozen.TypeObject(ListSite.settled(value))));
        return f.kept(f.calls().named(EMPTY, types, span));
    }

    @Override
    public Value call(CallArguments arguments) {
        Span span = arguments.place().span();
        Optional<Value> of = arguments.bind("dict", "iterable?").getFirst();
        if (of.isEmpty()) {
            return untyped(span);
        }
        Optional<Value> items = f.objects().special("items", of.get(), List.of(), span);
        return ofPairs(f.comprehensions().collected(items.orElse(of.get()), span), span);
    }

    /** A dictionary of a list of pairs. */
    private Value ofPairs(Value list, Span span) {
        Expr pairs = f.once(((Computed) list).tree(), "pairs");
        if (!(((Type.ListOf) pairs.type()).item() instanceof Type.Tuple pair)
                || pair.items().size() != 2) {
            throw Errors.argument(f.place(span), "dict", Describe.value(list), "pairs of a key and a value");
        }
        Value made = empty(pair.items().getFirst(), pair.items().getLast(), span);
        f.run(
                f.objects()
                        .special("_fill", made, List.of(new Computed(pairs)), span)
                        .orElseThrow(),
                span);
        return made;
    }

    /** An empty one, of the types that later items have. */
    private Value untyped(Span span) {
        ListSite site = f.site(span, false);
        return site.item()
                .map(item -> ((Type.Tuple) item).items())
                .map(types -> empty(types.getFirst(), types.getLast(), span))
                .orElseGet(() -> new Value.Untyped("dict", site, span));
    }

    @Override
    public boolean learns(dev.jaculus.syntax.ast.Expr.Subscript target, Value value) {
        if (!(target.value() instanceof dev.jaculus.syntax.ast.Expr.Name name)
                || !(f.env().get(name.id()).orElse(null)
                        instanceof Variable.Static(Value.Untyped(String what, ListSite site, Span _), Span _))
                || !what.equals("dict")) {
            return false;
        }
        Type key = f.expressions().tree(target.slice()).type();
        Type item = new Type.Tuple(
                List.of(key, f.expressions().tree(value, target.span()).type()));
        if (site.known().isEmpty()) {
            site.learn(item); // the first tells: what comes later is converted
        }
        return true;
    }

    @Override
    public Value display(dev.jaculus.syntax.ast.Expr.Dict e) {
        Span span = e.span();
        if (e.keys().isEmpty()) {
            return untyped(span);
        }
        InOrder given = new InOrder(f);
        for (int i = 0; i < e.keys().size(); i++) {
            dev.jaculus.syntax.ast.Expr key = e.keys()
                    .get(i)
                    .orElseThrow(() -> Errors.unsupported(f.place(span), "`**` in a dict", "use `update`"));
            dev.jaculus.syntax.ast.Expr value = e.values().get(i);
            given.next(() -> List.of(new Computed(f.expressions().tree(key))));
            given.next(() -> List.of(new Computed(f.expressions().tree(value))));
        }
        List<Value> items = given.values();
        if (!haveOneType(items)) {
            Optional<Value> literal = LiteralDicts.of(items, span);
            if (literal.isPresent()) {
                return literal.get();
            }
        }
        Value made = empty(common(f, items, 0, 2, "dict", span), common(f, items, 1, 2, "dict", span), span);
        for (int i = 0; i < items.size(); i += 2) {
            f.objects().storeItem(made, items.get(i), items.get(i + 1), span);
        }
        return made;
    }

    private static boolean haveOneType(List<Value> items) {
        Optional<Type> type = Optional.of(((Computed) items.get(1)).type());
        for (int i = 3; i < items.size() && type.isPresent(); i += 2) {
            type = Promotion.unify(type.get(), ((Computed) items.get(i)).type());
        }
        return type.isPresent();
    }

    /** The type that the values at these places have in common. */
    static Type common(Scope f, List<Value> items, int first, int step, String what, Span span) {
        Type type = ((Computed) items.get(first)).type();
        for (int i = first; i < items.size(); i += step) {
            Type other = ((Computed) items.get(i)).type();
            Type before = type;
            type = Promotion.unify(type, other)
                    .orElseThrow(() -> Errors.unsupported(
                            f.place(span),
                            "a %s of %s and %s".formatted(what, Describe.type(before), Describe.type(other)),
                            "give them one type, or use a tuple"));
        }
        return type;
    }

    @Override
    public Value comprehension(dev.jaculus.syntax.ast.Expr.DictComp e) {
        return ofPairs(f.comprehensions().list(f.definition().pairs(e)), e.span());
    }
}
