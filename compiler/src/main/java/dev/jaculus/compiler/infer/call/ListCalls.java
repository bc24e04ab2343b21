package dev.jaculus.compiler.infer.call;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Known;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.ops.Lists;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.TypeParser;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that make or change lists, as far as the library cannot: what goes into a list decides its type. */
public final class ListCalls {
    private ListCalls() {}

    static void register(Map<String, Known> known) {
        known.put("builtins.list", ListCalls::list);
        known.put("builtins.sorted", ListCalls::sorted);
        known.put("jaculus.typed.List", ListCalls::typed);
        known.put(
                "jaculus.typed.List.empty_list", (f, a) -> emptyTyped(a, "List.empty_list", "item_type", "allocated?"));
        known.put("jaculus.typed.new_list", (f, a) -> emptyTyped(a, "new_list", "item", "allocated?"));
        known.put("list.append", ListCalls::append);
        known.put("list.insert", ListCalls::insert);
        known.put("list.extend", ListCalls::extend);
        known.put("jaculus.intrinsics.resize", (f, a) -> {
            f.emit(new Stmt.ResizeList(argument(a, 0), argument(a, 1), a.place().span()));
            return none(a);
        });
        known.put("jaculus.intrinsics.empty_like", (f, a) -> {
            Type.ListOf type = (Type.ListOf) argument(a, 0).type();
            return new Computed(new Expr.NewList(type, argument(a, 1), a.place().span()));
        });
        known.put("jaculus.intrinsics.get", (f, a) -> {
            Type.ListOf type = (Type.ListOf) argument(a, 0).type();
            return new Computed(new Expr.ListItem(
                    type.item(),
                    argument(a, 0),
                    argument(a, 1),
                    Optional.empty(),
                    a.place().span()));
        });
        known.put("jaculus.intrinsics.put", (f, a) -> {
            Type.ListOf type = (Type.ListOf) argument(a, 0).type();
            Expr item = Conversions.cast(argument(a, 2), type.item());
            f.emit(new Stmt.StoreItem(
                    argument(a, 0),
                    argument(a, 1),
                    item,
                    Optional.empty(),
                    a.place().span()));
            return none(a);
        });
    }

    private static Expr argument(CallArguments arguments, int number) {
        return ((Computed) arguments.positional().get(number)).tree();
    }

    private static Value none(CallArguments arguments) {
        return new Computed(Trees.none(arguments.place().span()));
    }

    private static Value list(Scope f, CallArguments arguments) {
        Optional<Value> over = arguments.bind("list", "iterable?").getFirst();
        Span span = arguments.place().span();
        if (over.isEmpty()) {
            return f.lists().made(new Value.Listing(List.of(), span));
        }
        return copied(f, over.get(), span);
    }

    /** {@code numba.typed.List()}, or of what an iterable gives. */
    private static Value typed(Scope f, CallArguments arguments) {
        Optional<Value> over = arguments.bind("List", "iterable?").getFirst();
        Span span = arguments.place().span();
        if (over.orElse(null) instanceof Value.Listing items) {
            return f.lists().made(items, true);
        }
        Computed list = f.lists().made(new Value.Listing(List.of(), span), true);
        if (over.isEmpty()) {
            return list;
        }
        Computed kept = new Computed(f.hide(list.tree(), "list"));
        try {
            Value done = extend(f, new CallArguments(arguments.at(over.get()), List.of(kept, over.get())));
            f.run(done, span);
        } catch (NotYet notYet) {
            f.skipped(notYet); // the list is there all the same, and what it holds is known in the next round
        }
        return kept;
    }

    private static Value emptyTyped(CallArguments arguments, String function, String... parameters) {
        List<Optional<Value>> bound = arguments.bind(function, parameters);
        Span span = arguments.place().span();
        Value item = bound.getFirst().orElseThrow();
        Type type = type(item)
                .orElseThrow(() -> Errors.argument(arguments.at(item), function, Describe.value(item), "a type"));
        return new Computed(new Expr.NewList(new Type.ListOf(type, true), Trees.integer(0, span), span));
    }

    /** A type object, however it is named: a global, {@code types.int64}, {@code np.float64}. */
    private static Optional<Type> type(Value value) {
        return switch (value) {
            case Value.Fixed(Frozen.TypeObject(Type type)) -> Optional.of(type);
            case Value.Fixed(Frozen.Attribute(String name))
            when name.startsWith("jaculus.") -> {
                try {
                    yield Optional.of(TypeParser.parse(name.substring(name.lastIndexOf('.') + 1)));
                } catch (TypeParser.NotAType e) {
                    yield Optional.empty();
                }
            }
            default -> Dtypes.of(value).map(Type.class::cast);
        };
    }

    private static Value copied(Scope f, Value over, Span span) {
        if (over instanceof Value.Listing l) {
            return f.lists().made(l);
        }
        if (over instanceof Computed c && c.type() instanceof Type.ListOf list && !list.typed()) {
            return f.calls().named("list.copy", List.of(over), span);
        }
        return f.comprehensions().collected(over, span);
    }

    private static Value sorted(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("sorted", "iterable", "key?", "reverse?");
        Span span = arguments.place().span();
        Expr list = f.hide(((Computed) copied(f, bound.getFirst().orElseThrow(), span)).tree(), "sorted");
        List<Value> sort = List.of(
                new Computed(list),
                bound.get(1).orElseGet(() -> none(arguments)),
                bound.getLast().orElseGet(() -> new Computed(Trees.bool(false, span))));
        f.run(f.calls().named("list.sort", sort, span), span);
        return new Computed(list);
    }

    private static Value append(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("append", "self", "object");
        Span span = arguments.place().span();
        Expr list = f.once(((Computed) bound.getFirst().orElseThrow()).tree(), "list");
        f.comprehensions().append(list, f.expressions().tree(bound.getLast().orElseThrow(), span), span);
        return none(arguments);
    }

    private static Value insert(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("insert", "self", "index", "object");
        Span span = arguments.place().span();
        Computed list = (Computed) bound.getFirst().orElseThrow();
        Expr item = f.lists()
                .item(
                        (Type.ListOf) list.type(),
                        f.expressions().tree(bound.getLast().orElseThrow(), span),
                        span);
        return f.calls().named("list.insert_item", List.of(list, bound.get(1).orElseThrow(), new Computed(item)), span);
    }

    private static Value extend(Scope f, CallArguments arguments) {
        List<Optional<Value>> bound = arguments.bind("extend", "self", "iterable");
        Span span = arguments.place().span();
        Computed list = (Computed) bound.getFirst().orElseThrow();
        Value over = bound.getLast().orElseThrow();
        Computed others =
                Lists.isList(over) && ListSite.isUndecided(f.lists().list(over).type())
                        ? (Computed) f.lists().decided(f.lists().list(over), span)
                        : Lists.isList(over)
                                ? f.lists().list(over)
                                : (Computed) f.comprehensions().collected(over, span);
        f.lists().takes((Type.ListOf) list.type(), ((Type.ListOf) others.type()).item(), span);
        return f.calls().named("list.extend_with", List.of(list, others), span);
    }
}
