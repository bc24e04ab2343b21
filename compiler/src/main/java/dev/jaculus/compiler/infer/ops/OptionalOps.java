package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.Lets;
import dev.jaculus.compiler.infer.core.Logic;
import dev.jaculus.compiler.infer.core.Optionals;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.TypeOps;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.UnaryOperator;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/** Values that may be None: operators take the value inside; None is a TypeError when it runs. Equality and truth ask whether it is there. */
public final class OptionalOps implements TypeOps {
    private final Scope f;

    public OptionalOps(Scope f) {
        this.f = f;
    }

    @Override
    public Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        return Optionals.isOptional(left) || Optionals.isOptional(right)
                ? Optional.of(f.operators().binary(operator, Optionals.present(left), Optionals.present(right), span))
                : Optional.empty();
    }

    @Override
    public Optional<Value> unary(UnaryOperator operator, Value operand, Span span) {
        return Optionals.isOptional(operand)
                ? Optional.of(f.operators().unary(operator, Optionals.present(operand), span))
                : Optional.empty();
    }

    @Override
    public Optional<Value> compared(Order order, Value left, Value right, Span span) {
        if (!Optionals.isOptional(left) && !Optionals.isOptional(right)) {
            return Optional.empty();
        }
        if (order.isEquality() && (Optionals.isNone(left) || Optionals.isNone(right))) {
            Expr none = Optionals.isNone(left, right, span);
            return Optional.of(new Computed(order == Order.EQ ? none : Logic.not(none, span)));
        }
        return Optional.of(
                order.isEquality() && Optionals.isText(left) && Optionals.isText(right)
                        ? sameTexts(order, left, right, span)
                        : f.comparisons().ordered(order, Optionals.present(left), Optionals.present(right), span));
    }

    @Override
    public Optional<Expr> truth(Value value, Span span) {
        return Optionals.isOptional(value) ? Optional.of(truth(((Computed) value).tree(), span)) : Optional.empty();
    }

    /** Texts, of which each may be None, are equal when both are None, too: the one equality that Numba has of two optionals. */
    private Value sameTexts(Order order, Value left, Value right, Span span) {
        return new Computed(Lets.bind(
                f,
                ((Computed) left).tree(),
                "left",
                one -> Lets.bind(f, ((Computed) right).tree(), "right", two -> {
                    Expr first = new Expr.Present(one, span);
                    Expr texts = f.expressions()
                            .tree(
                                    f.comparisons()
                                            .ordered(
                                                    Order.EQ,
                                                    Optionals.present(new Computed(one)),
                                                    Optionals.present(new Computed(two)),
                                                    span),
                                    span);
                    Expr both = new Expr.Compare(Order.EQ, first, new Expr.Present(two, span), span);
                    Expr same =
                            new Expr.Logic(Type.BOOL, true, both, Logic.or(Logic.not(first, span), texts, span), span);
                    return order == Order.EQ ? same : Logic.not(same, span);
                })));
    }

    /** Of a value that may be None: that it is there, and true. */
    private Expr truth(Expr optional, Span span) {
        return Lets.bind(
                f,
                optional,
                "optional",
                one -> new Expr.Logic(
                        Type.BOOL,
                        true,
                        new Expr.Present(one, span),
                        f.comparisons().truth(new Computed(Optionals.present(one)), span),
                        span));
    }
}
