package dev.jaculus.compiler.infer.flow;

import dev.jaculus.compiler.infer.call.Caught;
import dev.jaculus.compiler.infer.call.ChosenFunctions;
import dev.jaculus.compiler.infer.core.Branch;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Env;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Folding;
import dev.jaculus.compiler.infer.core.Frozens;
import dev.jaculus.compiler.infer.core.InOrder;
import dev.jaculus.compiler.infer.core.LocalNames;
import dev.jaculus.compiler.infer.core.Modules;
import dev.jaculus.compiler.infer.core.NotYet;
import dev.jaculus.compiler.infer.core.Renaming;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Similar;
import dev.jaculus.compiler.infer.core.Slices;
import dev.jaculus.compiler.infer.core.Texts;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.infer.core.Values;
import dev.jaculus.compiler.infer.core.Variable;
import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.tree.Stmt;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.diagnostic.Diagnostic;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Expressions: sends each kind to its topic; names, constants, tuples and conditional expressions are here. */
public final class Expressions implements Topics.OfExpressions {
    private final Scope f;

    public Expressions(Scope f) {
        this.f = f;
    }

    @Override
    public Value value(dev.jaculus.syntax.ast.Expr expression) {
        Optional<Expr> folded = Folding.constant(expression);
        if (folded.isPresent()) {
            return new Computed(folded.get());
        }
        return switch (expression) {
            case dev.jaculus.syntax.ast.Expr.Constant e -> constant(e);
            case dev.jaculus.syntax.ast.Expr.Name e -> f.lists().decided(name(e), e.span());
            case dev.jaculus.syntax.ast.Expr.BinOp e -> operation(e);
            case dev.jaculus.syntax.ast.Expr.UnaryOp e -> f.operators().unary(e.op(), value(e.operand()), e.span());
            case dev.jaculus.syntax.ast.Expr.BoolOp e -> f.comparisons().logic(e);
            case dev.jaculus.syntax.ast.Expr.Compare e -> f.comparisons().chain(e);
            case dev.jaculus.syntax.ast.Expr.IfExp e -> choice(e);
            case dev.jaculus.syntax.ast.Expr.Call e ->
                f.sets().learns(e)
                        ? new Computed(Trees.none(e.span()))
                        : f.calls().call(e);
            case dev.jaculus.syntax.ast.Expr.Attribute e -> f.attributes().of(operand(e.value()), e.attr(), e.span());
            case dev.jaculus.syntax.ast.Expr.Subscript e ->
                new Caught(f).argument(e).orElseGet(() -> f.indexing().load(e));
            case dev.jaculus.syntax.ast.Expr.Tuple e -> Trees.tupleOf(items(e.elts()), e.span());
            case dev.jaculus.syntax.ast.Expr.Set e -> f.sets().display(e);
            case dev.jaculus.syntax.ast.Expr.SetComp e -> f.sets().comprehension(e);
            case dev.jaculus.syntax.ast.Expr.Dict e -> f.dictionaries().display(e);
            case dev.jaculus.syntax.ast.Expr.DictComp e -> f.dictionaries().comprehension(e);
            case dev.jaculus.syntax.ast.Expr.ListExpr e -> new Value.Listing(items(e.elts()), e.span());
            case dev.jaculus.syntax.ast.Expr.ListComp e -> f.comprehensions().list(e);
            case dev.jaculus.syntax.ast.Expr.GeneratorExp e -> f.closures().generator(e);
            case dev.jaculus.syntax.ast.Expr.Slice e ->
                new Value.SliceOf(bound(e.lower()), bound(e.upper()), bound(e.step()));
            case dev.jaculus.syntax.ast.Expr.JoinedStr e -> f.formatting().joined(e);
            case dev.jaculus.syntax.ast.Expr.Lambda e -> f.closures().lambda(e);
            case dev.jaculus.syntax.ast.Expr.Yield e -> f.generators().yielded(e.value(), e.span());
            case dev.jaculus.syntax.ast.Expr.YieldFrom e -> f.generators().yieldedFrom(e);
            case dev.jaculus.syntax.ast.Expr.NamedExpr e -> {
                Value value = value(e.value());
                f.assignments().assign(e.target(), value);
                yield value(reading(e.target()));
            }
            default -> throw unsupported(expression);
        };
    }

    @Override
    public Value operand(dev.jaculus.syntax.ast.Expr expression) {
        return expression instanceof dev.jaculus.syntax.ast.Expr.Name name ? name(name) : value(expression);
    }

    private static dev.jaculus.syntax.ast.Expr reading(dev.jaculus.syntax.ast.Expr target) {
        return target instanceof dev.jaculus.syntax.ast.Expr.Name name
                ? new dev.jaculus.syntax.ast.Expr.Name(name.id(), dev.jaculus.syntax.ast.Expr.Context.LOAD, name.span())
                : target;
    }

    @Override
    public Expr tree(dev.jaculus.syntax.ast.Expr expression) {
        return tree(value(expression), expression.span());
    }

    @Override
    public Expr tree(Value value, Span span) {
        if (value instanceof Computed c) {
            return c.tree();
        }
        if (value instanceof Value.Listing l) {
            return f.lists().made(l).tree();
        }
        if (value instanceof Value.Sequence s) {
            Expr tuple =
                    Trees.tuple(s.items().stream().map(item -> tree(item, span)).toList(), span);
            return s.names().map(names -> Tuples.named(tuple, names)).orElse(tuple);
        }
        if (value instanceof Value.SliceOf slice) {
            return Slices.tree(slice, span);
        }
        if (value instanceof Value.Ellipsis) {
            return Slices.ellipsis(span);
        }
        if (value instanceof Value.Generated g) {
            return f.generators().made(g, span).tree();
        }
        if (value instanceof Value.Untyped u) {
            throw NotYet.list(Errors.untyped(f.place(span), u.what()));
        }
        Optional<Expr> text = Texts.atRunTime(value, span);
        if (text.isPresent()) {
            return text.get();
        }
        throw Errors.notAValue(f.place(span), Describe.value(value));
    }

    private List<Value> items(List<dev.jaculus.syntax.ast.Expr> expressions) {
        InOrder items = new InOrder(f);
        for (dev.jaculus.syntax.ast.Expr expression : expressions) {
            items.next(() -> expression instanceof dev.jaculus.syntax.ast.Expr.Starred starred
                    ? f.calls().spread(starred)
                    : List.of(f.generators().settled(value(expression), expression.span())));
        }
        return items.values();
    }

    private Value operation(dev.jaculus.syntax.ast.Expr.BinOp e) {
        InOrder operands = new InOrder(f);
        operands.next(() -> List.of(operand(e.left())));
        operands.next(() -> List.of(operand(e.right())));
        return f.operators()
                .binary(e.op(), operands.values().getFirst(), operands.values().getLast(), e.span());
    }

    private Optional<Expr> bound(Optional<dev.jaculus.syntax.ast.Expr> expression) {
        return expression.flatMap(e -> f.indexing().bound(value(e), e.span()));
    }

    // Names and constants.

    @Override
    public Value name(dev.jaculus.syntax.ast.Expr.Name name) {
        if (f.locals().contains(name.id())) {
            return variable(name);
        }
        return f.definition()
                .names
                .apply(name.id())
                .map(meaning -> Frozens.value(meaning, name.id(), f.place(name.span())))
                .or(() -> Modules.builtin(name.id()))
                .orElseThrow(() -> Modules.NOT_IN_KERNELS.contains(name.id())
                        ? Errors.unsupportedFunction(f.place(name.span()), "builtins." + name.id())
                        : new Diagnostic.Failure(
                                Errors.undefinedName(f.place(name.span()), name.id(), similar(name.id()))));
    }

    private Optional<String> similar(String name) {
        List<String> known = new ArrayList<>(f.locals());
        known.removeIf(Renaming::isRenamed);
        known.addAll(f.definition().globals);
        known.addAll(Modules.FUNCTIONS);
        return Similar.to(name, known);
    }

    private Value variable(dev.jaculus.syntax.ast.Expr.Name name) {
        String written = Renaming.original(name.id());
        Variable variable = f.env()
                .get(name.id())
                .orElseThrow(() -> new Diagnostic.Failure(Errors.unassigned(f.place(name.span()), written)));
        return switch (variable) {
            case Variable.Unknown _ -> throw new NotYet(Errors.unassigned(f.place(name.span()), written), false);
            case Variable.Static(Value.Undeclared u, Span where) ->
                throw Errors.objmodeOutput(f.place(name.span()), u.name(), f.place(where));
            case Variable.Static(Value.Untyped u, Span _) ->
                throw NotYet.list(Errors.untyped(f.place(name.span()), u.what()));
            case Variable.Static s -> s.value();
            case Variable.Conflict(Variable.Static(Value one, Span _), Variable.Static(Value other, Span _))
            when Values.isFunction(one) && Values.isFunction(other) ->
                throw Errors.chosenFunction(f.place(name.span()), Describe.value(one), Describe.value(other));
            case Variable.Conflict c ->
                throw Errors.typeChanges(
                        f.place(name.span()),
                        written,
                        f.place(Variable.where(c.one())),
                        Describe.variable(c.one()),
                        f.place(Variable.where(c.other())),
                        Describe.variable(c.other()));
            case Variable.Typed t ->
                Texts.of(
                        t.literal().isPresent()
                                ? new Expr.Const(t.type(), t.literal().get().value(), name.span())
                                : new Expr.Local(t.type(), name.id(), t.maybeUnbound(), name.span()));
        };
    }

    private Value constant(dev.jaculus.syntax.ast.Expr.Constant e) {
        return switch (e.value()) {
            case dev.jaculus.syntax.ast.Expr.Literal.Str s -> new Value.Fixed(new Frozen.Str(s.value()));
            case dev.jaculus.syntax.ast.Expr.Literal.None _ -> new Computed(Trees.none(e.span()));
            case dev.jaculus.syntax.ast.Expr.Literal.Ellipsis _ -> new Value.Ellipsis();
            case dev.jaculus.syntax.ast.Expr.Literal.Imaginary i ->
                new Computed(Trees.complex(Type.COMPLEX128, 0, i.value(), e.span()));
            case dev.jaculus.syntax.ast.Expr.Literal.Bytes b ->
                new Computed(Frozens.array(
                        new Frozen.Array(Type.UINT8, List.of(b.value().size()), Bytes.of(b.value())), e.span()));
            default ->
                throw Errors.unsupported(
                        f.place(e.span()), "an int of more than 64 bits", "use a float or a smaller int");
        };
    }

    // Conditional expressions.

    private Value choice(dev.jaculus.syntax.ast.Expr.IfExp e) {
        Expr test = f.comparisons().condition(e.test());
        if (test instanceof Expr.Const known) {
            return value(Trees.truth(known) ? e.body() : e.orelse());
        }
        Branch then = branch(e.body());
        Branch orElse = branch(e.orelse());
        Optional<Value> function = ChosenFunctions.either(test, then, orElse, e.span());
        if (function.isPresent()) {
            return function.get();
        }
        return new Computed(choose(test, then, orElse, e.span()));
    }

    @Override
    public Branch branch(dev.jaculus.syntax.ast.Expr expression) {
        return branch(expression, () -> value(expression));
    }

    @Override
    public Branch branch(Supplier<Value> work) {
        List<Value> value = new ArrayList<>();
        List<Stmt> first = f.collect(() -> {
            try {
                value.add(work.get());
            } catch (NotYet notYet) {
                f.skipped(notYet);
            }
        });
        return new Branch(value.stream().findFirst(), first);
    }

    @Override
    public Branch branch(dev.jaculus.syntax.ast.Expr expression, Supplier<Value> work) {
        boolean assigns = !LocalNames.ofExpression(expression).isEmpty();
        Env before = f.env();
        if (assigns) {
            f.env(before.copy());
        }
        Branch done = branch(work);
        Optional<Env> after = assigns ? Optional.of(f.env()) : Optional.empty();
        f.env(before);
        return new Branch(done.value(), done.before(), after);
    }

    @Override
    public Expr choose(Expr test, Branch then, Branch orElse, Span span) {
        if (then.value().isEmpty() || orElse.value().isEmpty()) {
            // This round's tree is not used: the known side tells the type for the next one.
            return tree(
                    then.value().or(orElse::value).orElseThrow(() -> f.pending().getLast()), span);
        }
        Value one = then.value().get();
        Value other = orElse.value().get();
        if (Values.isFunction(one) && Values.isFunction(other)) {
            throw Errors.chosenFunction(f.place(span), Describe.value(one), Describe.value(other));
        }
        Expr first = tree(one, span);
        Expr second = tree(other, span);
        Type type = Promotion.merge(first.type(), second.type())
                .orElseThrow(() -> Errors.typeChanges(
                        f.place(span),
                        "the result",
                        f.place(first.span()),
                        Describe.type(first.type()),
                        f.place(second.span()),
                        Describe.type(second.type())));
        if (then.before().isEmpty() && orElse.before().isEmpty()) {
            return new Expr.Choice(type, test, Conversions.cast(first, type), Conversions.cast(second, type), span);
        }
        String name = f.fresh("chosen");
        List<Stmt.Merge> merges = new ArrayList<>(List.of(new Stmt.Merge(name, type)));
        if (then.after().isPresent() || orElse.after().isPresent()) {
            Env before = f.env();
            f.env(Env.join(
                    before, List.of(then.after().orElse(before), orElse.after().orElse(before)), merges));
        }
        f.emit(new Stmt.If(
                test,
                with(then.before(), new Stmt.Assign(name, Conversions.cast(first, type), span)),
                with(orElse.before(), new Stmt.Assign(name, Conversions.cast(second, type), span)),
                merges,
                span));
        return new Expr.Local(type, name, false, span);
    }

    private static List<Stmt> with(List<Stmt> before, Stmt last) {
        List<Stmt> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    private Diagnostic.Failure unsupported(dev.jaculus.syntax.ast.Expr expression) {
        String help = "use arrays and loops";
        String what = switch (expression) {
            case dev.jaculus.syntax.ast.Expr.TemplateStr _, dev.jaculus.syntax.ast.Expr.Interpolation _ ->
                "a template string";
            case dev.jaculus.syntax.ast.Expr.Starred _ -> "`*` here";
            case dev.jaculus.syntax.ast.Expr.Await _ -> "`await`";
            default -> "this expression";
        };
        return Errors.unsupported(f.place(expression.span()), what, help);
    }
}
