package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.core.Argument;
import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Definition;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Variable.Static;
import dev.jaculus.compiler.infer.core.Variable.Typed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions inside of functions: {@code def} and {@code lambda}. What they capture is passed to them as further arguments, with the values that the
 * variables have at the call, as in Python. A closure that leaves the function it is defined in takes the values along.
 */
public final class Closures implements Topics.OfClosures {
    private final Scope f;

    public Closures(Scope f) {
        this.f = f;
    }

    @Override
    public void define(Stmt.FunctionDef s) {
        if (!s.decorators().isEmpty()) {
            throw Errors.unsupported(
                    f.place(s.decorators().getFirst().span()), "a decorator inside of a kernel", "leave it out");
        }
        f.assignments().bind(s.name(), closure(s, s, s.args()), s.span());
    }

    @Override
    public Value lambda(dev.jaculus.syntax.ast.Expr.Lambda e) {
        Stmt result = new Stmt.Return(Optional.of(e.body()), e.body().span());
        Stmt.FunctionDef tree = new Stmt.FunctionDef(
                "<lambda>", e.args(), List.of(result), List.of(), Optional.empty(), List.of(), e.span());
        return closure(e, tree, e.args());
    }

    @Override
    public Value generator(dev.jaculus.syntax.ast.Expr.GeneratorExp e) {
        return generator(
                e,
                GeneratorExpressions.function(e),
                List.of(f.expressions().value(e.generators().getFirst().iter())),
                e.span());
    }

    @Override
    public Value generator(Object node, Value iterator, Span span) {
        return generator(node, GeneratorExpressions.items(span), List.of(iterator), span);
    }

    @Override
    public Value zipped(Value.Zip zip, Span span) {
        Stmt.FunctionDef tree = GeneratorExpressions.zip(zip.parts().size());
        return generator(tree, tree, zip.parts(), span);
    }

    private Value generator(Object node, Stmt.FunctionDef tree, List<Value> over, Span span) {
        Definition definition =
                f.functions().inner(node, f.definition(), () -> new Definition(f.definition(), tree, captures(tree)));
        var closure = new Value.Closure(definition, List.of(), Optional.empty());
        return call(closure, new CallArguments(f.place(span), over));
    }

    private Value closure(Object node, Stmt.FunctionDef tree, dev.jaculus.syntax.ast.Expr.Arguments parameters) {
        Definition definition =
                f.functions().inner(node, f.definition(), () -> new Definition(f.definition(), tree, captures(tree)));
        List<Value> defaults =
                parameters.defaults().stream().map(f.expressions()::value).toList();
        return new Value.Closure(definition, defaults, Optional.empty());
    }

    /** The variables around that the function names, unless it has variables of these names itself. */
    private List<String> captures(Stmt.FunctionDef tree) {
        Set<String> own = LocalNames.of(tree);
        own.removeAll(Inlining.nonlocals(tree));
        Set<String> found = Renaming.names(tree);
        found.retainAll(f.locals());
        found.removeAll(own);
        return List.copyOf(found);
    }

    @Override
    public Value call(Value.Closure closure, CallArguments arguments) {
        if (!Inlining.nonlocals(closure.definition().tree).isEmpty()) {
            if (closure.definition().isGenerator()) {
                throw Errors.unsupported(
                        arguments.place(),
                        "a generator that changes a variable around it",
                        "give it an array to change");
            }
            return f.inlining().call(closure, arguments);
        }
        Stream<Argument> captured;
        List<String> names = closure.definition().captures;
        if (closure.captured().isPresent()) {
            List<Value> values = closure.captured().get();
            List<Argument> all = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                all.add(argument(names.get(i), values.get(i)));
            }
            captured = all.stream();
        } else {
            captured = names.stream()
                    .flatMap(name -> variable(closure, name).map(value -> argument(name, value)).stream());
        }
        return f.functions().call(f, closure.definition(), closure.defaults(), arguments, captured.toList());
    }

    /** Literals stay known: a closure is a part of the function around. */
    private static Argument argument(String name, Value value) {
        boolean literal =
                value instanceof Computed c && c.tree() instanceof Expr.Const constant && Trees.isLiteral(constant);
        return new Argument(name, value, literal);
    }

    /** What a captured name stands for here; none where it has no value yet. */
    private Optional<Value> variable(Value.Closure closure, String name) {
        return switch (f.env().get(name).orElse(null)) {
            case Typed t ->
                Optional.of(new Computed(
                        t.literal().isPresent()
                                ? new Expr.Const(t.type(), t.literal().get().value(), Span.NONE)
                                : new Expr.Local(t.type(), name, t.maybeUnbound(), Span.NONE)));
            case Static s
            when s.value() instanceof Value.Closure self && self.definition() == closure.definition() ->
                Optional.of(self);
            case Static s -> Optional.of(s.value());
            case null, default -> Optional.empty();
        };
    }

    @Override
    public Value bound(Value value) {
        return switch (value) {
            case Value.Closure c
            when c.captured().isEmpty() -> {
                List<Value> captured = new ArrayList<>();
                for (String name : c.definition().captures) {
                    Value held = variable(c, name).orElse(new Value.Ellipsis());
                    boolean self = held instanceof Value.Closure other && other.definition() == c.definition();
                    captured.add(self ? held : bound(held));
                }
                yield new Value.Closure(c.definition(), c.defaults(), Optional.of(captured));
            }
            case Value.Mapped m ->
                new Value.Mapped(
                        bound(m.function()), m.over().stream().map(this::bound).toList());
            case Value.Filtered m -> new Value.Filtered(bound(m.function()), bound(m.over()));
            case Value.Sequence s ->
                new Value.Sequence(s.items().stream().map(this::bound).toList(), s.names());
            default -> value;
        };
    }
}
