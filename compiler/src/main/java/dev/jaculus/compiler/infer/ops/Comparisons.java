package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Branch;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.InOrder;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Topics;
import dev.jaculus.compiler.infer.core.Trees;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Promotion;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import dev.jaculus.syntax.ast.Expr.BoolOperator;
import dev.jaculus.syntax.ast.Expr.CompareOperator;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons, truth, and what is built of them. */
public final class Comparisons implements Topics.OfComparisons {
    private final Scope f;

    public Comparisons(Scope f) {
        this.f = f;
    }

    @Override
    public Value chain(dev.jaculus.syntax.ast.Expr.Compare e) {
        InOrder first = new InOrder(f);
        first.next(() -> List.of(f.expressions().value(e.left())));
        first.next(() -> List.of(comparator(e.ops().getFirst(), e.comparators().getFirst())));
        Value left = first.values().getFirst();
        if (e.ops().size() == 1) {
            return compare(e.ops().getFirst(), left, first.values().getLast(), e.span());
        }
        Expr result = null;
        for (int i = 0; i < e.ops().size(); i++) {
            Value right = i == 0
                    ? first.values().getLast()
                    : comparator(e.ops().get(i), e.comparators().get(i));
            boolean last = i == e.ops().size() - 1;
            if (!last && right instanceof Computed c) {
                right = new Computed(f.once(c.tree(), "middle"));
            }
            if (i == 0 && left instanceof Computed c) {
                left = new Computed(f.once(c.tree(), "left"));
            }
            Expr test = truth(compare(e.ops().get(i), left, right, e.span()), e.span());
            result = result == null ? test : Logic.and(result, test, e.span());
            left = right;
        }
        return new Computed(result);
    }

    /** A set that is only asked whether something is in it is as good as a list. */
    private Value comparator(CompareOperator operator, dev.jaculus.syntax.ast.Expr expression) {
        boolean member = operator == CompareOperator.IN || operator == CompareOperator.NOTIN;
        return member && expression instanceof dev.jaculus.syntax.ast.Expr.Set set
                ? f.expressions()
                        .value(new dev.jaculus.syntax.ast.Expr.ListExpr(
                                set.elts(), dev.jaculus.syntax.ast.Expr.Context.LOAD, set.span()))
                : f.expressions().value(expression);
    }

    @Override
    public Value compare(CompareOperator operator, Value left, Value right, Span span) {
        return switch (operator) {
            case IS -> identity(left, right, span);
            case ISNOT -> new Computed(Logic.not(((Computed) identity(left, right, span)).tree(), span));
            case IN -> new Computed(contains(left, right, span));
            case NOTIN -> new Computed(Logic.not(contains(left, right, span), span));
            case EQ -> ordered(Order.EQ, left, right, span);
            case NOTEQ -> ordered(Order.NE, left, right, span);
            case LT -> ordered(Order.LT, left, right, span);
            case LTE -> ordered(Order.LE, left, right, span);
            case GT -> ordered(Order.GT, left, right, span);
            case GTE -> ordered(Order.GE, left, right, span);
        };
    }

    @Override
    public Value ordered(Order order, Value left, Value right, Span span) {
        Optional<Value> special = f.ask(ops -> ops.compared(order, left, right, span));
        if (special.isPresent()) {
            return special.get();
        }
        if (left instanceof Computed a && right instanceof Computed b) {
            if (Times.any(a.type(), b.type()) && a.type() instanceof Scalar && b.type() instanceof Scalar) {
                return new Computed(Times.apply(f, ufunc(order), List.of(a.tree(), b.tree()), span)
                        .orElseThrow(() -> Errors.operator(
                                f.place(span), spelling(order), Describe.type(a.type()), Describe.type(b.type()))));
            }
            if (a.type() instanceof Type.Complex || b.type() instanceof Type.Complex) {
                if (a.type() instanceof Scalar && b.type() instanceof Scalar && order.isEquality()) {
                    return new Computed(scalars(order, a.tree(), b.tree(), span));
                }
            } else if (a.type() instanceof Scalar && b.type() instanceof Scalar) {
                return new Computed(scalars(order, a.tree(), b.tree(), span));
            }
            if (a.type() instanceof Type.None || b.type() instanceof Type.None) {
                if (order.isEquality()) {
                    boolean same = a.type().equals(b.type());
                    return new Computed(Trees.bool(same == (order == Order.EQ), span));
                }
            } else if (areArrays(a.type(), b.type())) {
                return new Computed(f.broadcasting()
                        .operator(
                                Ufuncs.named(ufunc(order)),
                                List.of(a.tree(), b.tree()),
                                elements -> elements(order, elements.getFirst(), elements.getLast(), span),
                                span));
            }
        }
        if (order.isEquality() && left instanceof Value.Fixed a && right instanceof Value.Fixed b) {
            return new Computed(Trees.bool(sameObject(a, b) == (order == Order.EQ), span));
        }
        throw Errors.operator(f.place(span), spelling(order), Describe.value(left), Describe.value(right));
    }

    /** A number, and an array of such: at least one is an array. */
    private static boolean areArrays(Type left, Type right) {
        return (left instanceof Type.Array && (right instanceof Scalar || right instanceof Type.Array))
                || (left instanceof Scalar && right instanceof Type.Array);
    }

    /** Dtypes are the same object however they are spelled. */
    private static boolean sameObject(Value.Fixed a, Value.Fixed b) {
        return Dtypes.of(a).isPresent() ? Dtypes.of(a).equals(Dtypes.of(b)) : a.equals(b);
    }

    /** Of arrays; those of complex numbers have NumPy's order. */
    private Expr elements(Order order, Expr left, Expr right, Span span) {
        if (!order.isEquality() && (left.type() instanceof Type.Complex || right.type() instanceof Type.Complex)) {
            Type common = Promotion.comparison((Scalar) left.type(), (Scalar) right.type());
            return Complexes.ordered(f, order, Conversions.cast(left, common), Conversions.cast(right, common), span);
        }
        return scalars(order, left, right, span);
    }

    static Expr scalars(Order order, Expr left, Expr right, Span span) {
        Type common = Promotion.comparison((Scalar) left.type(), (Scalar) right.type());
        if (left instanceof Expr.Const a
                && right instanceof Expr.Const b
                && common.equals(Type.INT64)
                && a.value() instanceof Long x
                && b.value() instanceof Long y) {
            return Trees.bool(Logic.holds(order, Long.compare(x, y)), span);
        }
        return new Expr.Compare(order, Conversions.cast(left, common), Conversions.cast(right, common), span);
    }

    private Value identity(Value left, Value right, Span span) {
        if (left instanceof Computed a && right instanceof Computed b) {
            boolean none = Optionals.isNone(left) || Optionals.isNone(right);
            if (none && (Optionals.isOptional(left) || Optionals.isOptional(right))) {
                return new Computed(Optionals.isNone(left, right, span));
            }
            if (none) {
                return new Computed(Trees.bool(a.type().equals(b.type()), span));
            }
            if (a.type() instanceof Scalar && b.type() instanceof Scalar) {
                return a.type().equals(b.type())
                        ? ordered(Order.EQ, left, right, span)
                        : new Computed(Trees.bool(false, span));
            }
            if (isMember(a.type()) && a.type().equals(b.type())) {
                return ordered(Order.EQ, left, right, span);
            }
            if (a.type() instanceof Type.ListOf && a.type().equals(b.type())) {
                return new Computed(new Expr.SameList(a.tree(), b.tree(), span));
            }
            if (a.type() instanceof Type.Instance && a.type().equals(b.type())) {
                return new Computed(new Expr.SameObject(a.tree(), b.tree(), span));
            }
            throw Errors.operator(f.place(span), "is", Describe.value(left), Describe.value(right));
        }
        boolean same = (left instanceof Value.Fixed a && right instanceof Value.Fixed b)
                ? sameObject(a, b)
                : left.equals(right);
        return new Computed(Trees.bool(same, span));
    }

    /** Whether these are members of an enum, of which there is one for each value. */
    private static boolean isMember(Type type) {
        return type instanceof Type.Tuple t
                && t.names().isPresent()
                && t.names().get().fields().equals(List.of("value"));
    }

    @Override
    public Expr contains(Value item, Value container, Span span) {
        return f.ask(ops -> ops.contains(item, container, span))
                .orElseThrow(
                        () -> Errors.operator(f.place(span), "in", Describe.value(item), Describe.value(container)));
    }

    // Truth.

    @Override
    public Expr condition(dev.jaculus.syntax.ast.Expr expression) {
        return switch (expression) {
            case dev.jaculus.syntax.ast.Expr.BoolOp e -> {
                Expr result = condition(e.values().getFirst());
                for (dev.jaculus.syntax.ast.Expr operand :
                        e.values().subList(1, e.values().size())) {
                    result = also(e.op() == BoolOperator.AND, result, operand, e.span());
                }
                yield result;
            }
            case dev.jaculus.syntax.ast.Expr.UnaryOp e
            when e.op() == dev.jaculus.syntax.ast.Expr.UnaryOperator.NOT -> Logic.not(condition(e.operand()), e.span());
            default -> truth(f.expressions().value(expression), expression.span());
        };
    }

    private Expr also(boolean and, Expr left, dev.jaculus.syntax.ast.Expr operand, Span span) {
        if (left instanceof Expr.Const known) {
            return Trees.truth(known) == and ? condition(operand) : left;
        }
        Branch second = f.expressions().branch(operand, () -> new Computed(condition(operand)));
        if (second.before().isEmpty() && second.value().isPresent()) {
            Expr right = ((Computed) second.value().get()).tree();
            return and ? Logic.and(left, right, span) : Logic.or(left, right, span);
        }
        Branch first = new Branch(Optional.of(new Computed(Trees.bool(!and, span))), List.of());
        return and
                ? f.expressions().choose(left, second, first, span)
                : f.expressions().choose(left, first, second, span);
    }

    @Override
    public Expr truth(Value value, Span span) {
        return f.ask(ops -> ops.truth(value, span)).orElseGet(() -> {
            if (value instanceof Computed c) {
                return truth(c.tree(), span);
            }
            throw Errors.truth(f.place(span), Describe.value(value));
        });
    }

    private Expr truth(Expr tree, Span span) {
        return switch (tree.type()) {
            case Type.Bool _ -> tree;
            case Type.None _ -> f.decided(tree, false, span);
            case Type.Tuple t -> f.decided(tree, !t.items().isEmpty(), span); // a record, a slice: not empty
            case Scalar type
            when !(type instanceof Type.Time) ->
                tree instanceof Expr.Const known
                        ? Trees.bool(Trees.truth(known), span)
                        : Logic.notZero(type, tree, span);
            default -> throw Errors.truth(f.place(span), Describe.type(tree.type()));
        };
    }

    @Override
    public Value logic(dev.jaculus.syntax.ast.Expr.BoolOp e) {
        List<dev.jaculus.syntax.ast.Expr> operands = new ArrayList<>(e.values());
        Value value = f.expressions().value(operands.removeFirst());
        for (dev.jaculus.syntax.ast.Expr operand : operands) {
            boolean and = e.op() == BoolOperator.AND;
            Expr test = truth(value, operand.span());
            if (test instanceof Expr.Const known) {
                if (Trees.truth(known) != and) {
                    return value;
                }
                value = f.expressions().value(operand);
                continue;
            }
            value = new Computed(logic(and, f.expressions().tree(value, operand.span()), operand, e.span()));
        }
        return value;
    }

    private Expr logic(boolean and, Expr left, dev.jaculus.syntax.ast.Expr operand, Span span) {
        Branch right = f.expressions().branch(operand);
        if (right.before().isEmpty()
                && left.type() instanceof Scalar a
                && right.value().orElse(null) instanceof Computed c
                && c.type() instanceof Scalar b) {
            Type type = Promotion.numpy(a, b);
            return new Expr.Logic(type, and, Conversions.cast(left, type), Conversions.cast(c.tree(), type), span);
        }
        Expr once = f.once(left, "left");
        Branch first = new Branch(Optional.of(new Computed(once)), List.of());
        Expr test = truth(new Computed(once), span);
        return and
                ? f.expressions().choose(test, right, first, span)
                : f.expressions().choose(test, first, right, span);
    }

    private static String ufunc(Order order) {
        return switch (order) {
            case EQ -> "equal";
            case NE -> "not_equal";
            case LT -> "less";
            case LE -> "less_equal";
            case GT -> "greater";
            case GE -> "greater_equal";
        };
    }

    private static String spelling(Order order) {
        return switch (order) {
            case EQ -> "==";
            case NE -> "!=";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
        };
    }
}
