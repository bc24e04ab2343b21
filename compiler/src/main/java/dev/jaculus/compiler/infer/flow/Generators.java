package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.Branch;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Raises;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.infer.parallel.LoopPlan;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.tree.Stmt.Merge;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Generators. One that a loop goes over where it is called is no value: its body becomes a part of the function with the loop, and the loop's
 * body stands where it yields:
 *
 * <pre>
 * for x in numbers(n):        broken: { exhausted: {
 *     body                        for i in range(n):
 * else:                               next: { x = i; body }     # continue leaves next
 *     rest                        }                             # return in the generator leaves exhausted
 *                                 rest }                        # break leaves broken
 * </pre>
 *
 * <p>Any other is a value: a function of its own, which waits at each yield.
 */
public final class Generators implements Topics.OfGenerators {
    private final Scope f;

    /** What is done with a value that this function, a generator, yields. */
    private BiConsumer<Value, Span> yielding;

    private String exhausted = "";
    private final List<Env> returns = new ArrayList<>();

    public Generators(Scope f) {
        this.f = f;
    }

    /** A call gives a generator, whose arguments are evaluated now. */
    public static Value called(Definition definition, List<Argument> arguments) {
        return new Value.Generated(
                definition,
                arguments.stream().map(Argument::name).toList(),
                arguments.stream().map(Argument::value).toList());
    }

    @Override
    public Computed made(Value.Generated g, Span span) {
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < g.names().size(); i++) {
            arguments.add(new Argument(g.names().get(i), g.values().get(i), false).atRunTime(f, g.definition()));
        }
        return new Computed(f.functions().generator(f, g.definition(), arguments, f.place(span)));
    }

    @Override
    public Value settled(Value value, Span span) {
        return switch (value) {
            case Value.Generated g -> made(g, span);
            case Value.Sequence s -> new Value.Sequence(settled(s.items(), span), s.names());
            case Value.Enumerate e -> new Value.Enumerate(settled(e.over(), span), e.start());
            case Value.Zip z -> new Value.Zip(settled(z.parts(), span));
            case Value.Mapped m -> new Value.Mapped(m.function(), settled(m.over(), span));
            case Value.Filtered m -> new Value.Filtered(m.function(), settled(m.over(), span));
            default -> value;
        };
    }

    private List<Value> settled(List<Value> values, Span span) {
        return values.stream().map(one -> settled(one, span)).toList();
    }

    @Override
    public Optional<Value> next(CallArguments arguments) {
        Span span = arguments.place().span();
        List<Optional<Value>> bound = arguments.bind("next", "iterator", "default?");
        if (!Values.isGenerator(bound.getFirst().orElseThrow())) {
            return Optional.empty();
        }
        dev.jaculus.compiler.tree.Expr generator =
                f.hide(f.expressions().tree(bound.getFirst().get(), span), "generator");
        dev.jaculus.compiler.tree.Expr more = new dev.jaculus.compiler.tree.Expr.Advance(generator, span);
        dev.jaculus.compiler.tree.Expr item = new dev.jaculus.compiler.tree.Expr.Current(generator, span);
        if (bound.getLast().isPresent()) {
            var found = new Branch(Optional.of(new Computed(item)), List.of());
            var none = new Branch(bound.getLast(), List.of());
            return Optional.of(new Computed(f.hide(f.expressions().choose(more, found, none, span), "item")));
        }
        Stmt stop = new Stmt.Raise(Raises.builtin("StopIteration"), List.of(), span);
        f.emit(new Stmt.If(Logic.not(more, span), List.of(stop), List.of(), List.of(), span));
        return Optional.of(new Computed(f.hide(item, "item")));
    }

    @Override
    public void loop(dev.jaculus.syntax.ast.Stmt.For loop, Value.Generated over) {
        Span span = loop.span();
        String broken = f.fresh("broken");
        Env before = f.env().copy();
        List<Env> breaks = new ArrayList<>();
        List<Stmt> all = f.collect(() -> {
            inlined(loop, over, broken, breaks);
            if (f.reachable()) {
                f.statements().block(loop.orelse());
            }
        });
        label(broken, all, before, breaks, span);
    }

    @Override
    public boolean fits(Value.Generated over) {
        Definition definition = over.definition();
        for (Scope one = f; one != null; one = one.consumer()) {
            if (one.definition().source() == definition) {
                return false;
            }
        }
        List<dev.jaculus.syntax.ast.Stmt> body = definition.tree.body();
        return !Renaming.contains(body, dev.jaculus.syntax.ast.Stmt.Try.class)
                && !Renaming.contains(body, Expr.Lambda.class)
                && !Renaming.contains(body, Expr.GeneratorExp.class)
                && !Renaming.contains(body, dev.jaculus.syntax.ast.Stmt.FunctionDef.class);
    }

    private void inlined(dev.jaculus.syntax.ast.Stmt.For loop, Value.Generated over, String broken, List<Env> breaks) {
        String prefix = f.fresh("g").substring(1) + "$"; // no name in Python has a dollar sign
        Definition source = over.definition();
        Set<String> names = LocalNames.of(source.tree);
        names.addAll(source.captures);
        Definition renamed = source.withTree(Renaming.renamed(source.tree, names, prefix));
        for (int i = 0; i < over.names().size(); i++) {
            f.assignments()
                    .bind(
                            prefix + over.names().get(i),
                            over.values().get(i),
                            loop.iter().span());
        }
        Env before = f.env().copy();
        Scope g = f.part(renamed);
        Set<String> assigned = new LinkedHashSet<>(LocalNames.of(loop.body()));
        assigned.addAll(LocalNames.ofTarget(loop.target()));
        g.loops().alsoAssign(assigned);
        source.captures.forEach(name -> g.locals().add(prefix + name));
        String label = f.fresh("exhausted");
        g.generators().consumedBy((value, _) -> consume(g, loop, value, broken, breaks), label);
        g.env(f.env());
        List<Stmt> body = g.collect(() -> g.statements().block(renamed.tree.body()));
        f.env(g.env());
        label(label, body, before, g.generators().returns(), loop.span());
    }

    @Override
    public void consumedBy(BiConsumer<Value, Span> loop, String label) {
        yielding = loop;
        exhausted = label;
    }

    @Override
    public List<Env> returns() {
        return returns;
    }

    /** The body of the loop for one value. */
    private void consume(Scope g, dev.jaculus.syntax.ast.Stmt.For loop, Value value, String broken, List<Env> breaks) {
        String next = f.fresh("next");
        List<Env> continues = new ArrayList<>();
        f.env(g.env());
        Env before = f.env().copy();
        List<Stmt> body = f.collect(() -> f.loops().inside(broken, breaks, next, continues, () -> {
            f.assignments().assign(loop.target(), value);
            f.statements().body(loop.span(), loop.body());
        }));
        List<Stmt> labelled = f.collect(() -> label(next, body, before, continues, loop.span()));
        g.env(f.env());
        Env after = g.env();
        labelled.forEach(g::emit);
        g.env(after);
    }

    /** Statements that some places inside leave, with these variables. */
    private void label(String label, List<Stmt> body, Env before, List<Env> leaving, Span span) {
        List<Env> ends = new ArrayList<>(leaving);
        if (f.reachable()) {
            ends.add(f.env());
        }
        List<Merge> merges = new ArrayList<>();
        f.env(ends.isEmpty() ? null : Env.join(before, ends, merges));
        f.emit(new Stmt.Labelled(label, body, merges, span));
    }

    // In the generator.

    @Override
    public Value yielded(Optional<Expr> expression, Span span) {
        Value value = expression.map(f.expressions()::value).orElse(new Computed(Trees.none(span)));
        if (yielding != null) {
            yielding.accept(f.kept(value), span);
        } else {
            suspend(f.lists().settled(f.expressions().tree(value, span)), span);
        }
        return new Computed(Trees.none(span));
    }

    /** The item type is what a function's result type is. */
    private void suspend(dev.jaculus.compiler.tree.Expr item, Span span) {
        if (holdsGenerator(item.type())) {
            throw Errors.unsupported(
                    f.place(span), "a generator that yields a generator", "yield what it gives: `yield from`");
        }
        f.returned(item.type(), span);
        boolean fits = f.assumedResult().isPresent()
                && Conversions.possible(item.type(), f.assumedResult().get());
        f.emit(new Stmt.Suspend(fits ? Conversions.cast(item, f.assumedResult().get()) : item, span));
    }

    @Override
    public Optional<LoopPlan.Obstacle> shared(dev.jaculus.syntax.ast.Stmt.For loop) {
        List<LoopPlan.Obstacle> found = new ArrayList<>();
        Renaming.each(loop.body(), Expr.Name.class, name -> {
            if (f.env().get(name.id()).orElse(null) instanceof Variable.Typed t && holdsGenerator(t.type())) {
                found.add(new LoopPlan.Obstacle(
                        "its iterations share the generator `%s`".formatted(name.id()), name.span(), false));
            }
        });
        return found.stream().findFirst();
    }

    private static boolean holdsGenerator(Type type) {
        return switch (type) {
            case Type.Generator _ -> true;
            case Type.ListOf l -> holdsGenerator(l.item());
            case Type.Optional o -> holdsGenerator(o.item());
            case Type.Tuple t -> t.items().stream().anyMatch(Generators::holdsGenerator);
            case Type.Scalar _, Type.None _, Type.Str _, Type.Array _, Type.Instance _ -> false;
        };
    }

    @Override
    public Value yieldedFrom(Expr.YieldFrom e) {
        Span span = e.span();
        String name = "each" + f.fresh("from");
        f.locals().add(name);
        Expr item = new Expr.Name(name, Expr.Context.LOAD, span);
        List<dev.jaculus.syntax.ast.Stmt> body =
                List.of(new dev.jaculus.syntax.ast.Stmt.ExprStmt(new Expr.Yield(Optional.of(item), span), span));
        Expr target = new Expr.Name(name, Expr.Context.STORE, span);
        List<dev.jaculus.syntax.ast.Stmt> loop =
                List.of(new dev.jaculus.syntax.ast.Stmt.For(target, e.value(), body, List.of(), span));
        f.statements().makeUp(body);
        f.statements().makeUp(loop);
        f.statements().block(loop);
        return new Computed(Trees.none(span));
    }

    @Override
    public void ended(dev.jaculus.syntax.ast.Stmt.Return s) {
        Span span = s.span();
        s.value().ifPresent(value -> f.statements().evaluate(new dev.jaculus.syntax.ast.Stmt.ExprStmt(value, span)));
        if (yielding != null) {
            returns.add(f.env());
            f.emit(new Stmt.Leave(exhausted, span));
        } else {
            dev.jaculus.compiler.tree.Expr nothing = f.trying().leaveAll(Trees.none(span));
            if (!f.reachable()) return; // a `finally` went elsewhere
            f.emit(new Stmt.Return(nothing, span));
        }
        f.stop();
    }
}
