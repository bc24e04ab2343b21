package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Stmt;
import dev.jaculus.syntax.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A variable, or the elements of an array, that every iteration combines with something: each piece of the loop does so on its own, and the pieces'
 * results are combined in the end.
 *
 * @param rebinds whether the variable is assigned; false where only the array's elements are
 * @param at the first place that does it
 */
public record Reduction(String name, Kind kind, boolean rebinds, Span at) {
    /** How two values become one. */
    public enum Kind {
        SUM("+="),
        PRODUCT("*="),
        MIN("min"),
        MAX("max"),
        MINIMUM("np.minimum"),
        MAXIMUM("np.maximum"),
        OR("|="),
        AND("&="),
        XOR("^="),
        ANY("or"),
        ALL("and");

        private final String spelling;

        Kind(String spelling) {
            this.spelling = spelling;
        }

        public String spelling() {
            return spelling;
        }

        /** Whether combining a value twice changes nothing: then each piece may begin with the value before the loop. */
        public boolean idempotent() {
            return this != SUM && this != PRODUCT && this != XOR;
        }
    }

    /** The reduction that a loop's body makes of a name; none if it does anything else with it too. */
    static Optional<Reduction> of(List<Stmt> body, String name) {
        List<Reduction> found = new ArrayList<>();
        if (!collect(body, name, found) || found.isEmpty()) {
            return Optional.empty();
        }
        Reduction first = found.getFirst();
        boolean same = found.stream().allMatch(one -> one.kind == first.kind);
        boolean rebinds = found.stream().anyMatch(Reduction::rebinds);
        return same ? Optional.of(new Reduction(name, first.kind, rebinds, first.at)) : Optional.empty();
    }

    /** Gathers the updates; false when the name is used otherwise. */
    private static boolean collect(List<Stmt> block, String name, List<Reduction> found) {
        for (Stmt statement : block) {
            Optional<Reduction> update = update(statement, name);
            if (update.isPresent()) {
                found.add(update.get());
                continue;
            }
            for (Expr expression : Source.expressions(statement)) {
                if (Source.mentions(expression, name)) {
                    return false;
                }
            }
            for (List<Stmt> inner : Source.blocks(statement)) {
                if (!collect(inner, name, found)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<Reduction> update(Stmt statement, String name) {
        return switch (statement) {
            case Stmt.AugAssign s
            when is(s.target(), name) && !Source.mentions(s.value(), name) ->
                kind(s.op()).map(kind -> new Reduction(name, kind, false, s.span()));
            case Stmt.Assign s
            when s.targets().size() == 1 && is(s.targets().getFirst(), name) ->
                combined(s.value(), name)
                        .map(kind -> new Reduction(name, kind, s.targets().getFirst() instanceof Expr.Name, s.span()));
            case Stmt.If s -> extreme(s, name);
            default -> Optional.empty();
        };
    }

    /** The variable, or all elements of its array. */
    private static boolean is(Expr e, String name) {
        return Source.isName(e, name)
                || (e instanceof Expr.Subscript s && Source.isName(s.value(), name) && isWhole(s.slice()));
    }

    /** {@code :}, {@code ...}, {@code :, :}. */
    static boolean isWhole(Expr slice) {
        return switch (slice) {
            case Expr.Slice s ->
                s.lower().isEmpty() && s.upper().isEmpty() && s.step().isEmpty();
            case Expr.Constant c -> c.value() instanceof Expr.Literal.Ellipsis;
            case Expr.Tuple t -> t.elts().stream().allMatch(Reduction::isWhole);
            default -> false;
        };
    }

    private static Optional<Kind> kind(Operator op) {
        return Optional.ofNullable(
                switch (op) {
                    case ADD, SUB -> Kind.SUM;
                    case MULT, DIV -> Kind.PRODUCT;
                    case BITOR -> Kind.OR;
                    case BITAND -> Kind.AND;
                    case BITXOR -> Kind.XOR;
                    default -> null;
                });
    }

    /** {@code x + …}, {@code … + x}, {@code x + … + …}, {@code min(x, …)}, {@code x or …}, {@code … if … > x else x}. */
    private static Optional<Kind> combined(Expr value, String name) {
        switch (value) {
            case Expr.BinOp b -> {
                Optional<Kind> kind = kind(b.op());
                boolean swaps = b.op() != Operator.SUB && b.op() != Operator.DIV;
                if (!Source.mentions(b.right(), name)) {
                    if (is(b.left(), name)) {
                        return kind;
                    }
                    return combined(b.left(), name).filter(inner -> kind.equals(Optional.of(inner)));
                }
                if (swaps && !Source.mentions(b.left(), name)) {
                    if (is(b.right(), name)) {
                        return kind;
                    }
                    return combined(b.right(), name).filter(inner -> kind.equals(Optional.of(inner)));
                }
            }
            case Expr.Call c
            when c.keywords().isEmpty() && c.args().size() >= 2 -> {
                long own =
                        c.args().stream().filter(argument -> is(argument, name)).count();
                long mentions = c.args().stream()
                        .filter(argument -> Source.mentions(argument, name))
                        .count();
                return own == 1 && mentions == 1 ? function(c.func()) : Optional.empty();
            }
            case Expr.BoolOp b -> {
                boolean alone = b.values().stream().skip(1).noneMatch(one -> Source.mentions(one, name));
                if (is(b.values().getFirst(), name) && alone) {
                    return Optional.of(b.op() == Expr.BoolOperator.OR ? Kind.ANY : Kind.ALL);
                }
            }
            case Expr.IfExp e -> {
                if (is(e.orelse(), name) && !Source.mentions(e.body(), name)) {
                    return extreme(e.test(), e.body(), name);
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static Optional<Kind> function(Expr function) {
        return Optional.ofNullable(
                switch (function) {
                    case Expr.Name n -> n.id().equals("min") ? Kind.MIN : n.id().equals("max") ? Kind.MAX : null;
                    case Expr.Attribute a ->
                        a.attr().equals("minimum") ? Kind.MINIMUM : a.attr().equals("maximum") ? Kind.MAXIMUM : null;
                    default -> null;
                });
    }

    /** {@code if v > x: x = v}. */
    private static Optional<Reduction> extreme(Stmt.If s, String name) {
        if (s.body().size() == 1
                && s.orelse().isEmpty()
                && s.body().getFirst() instanceof Stmt.Assign a
                && a.targets().size() == 1
                && Source.isName(a.targets().getFirst(), name)
                && !Source.mentions(a.value(), name)) {
            return extreme(s.test(), a.value(), name).map(kind -> new Reduction(name, kind, true, s.span()));
        }
        return Optional.empty();
    }

    /** What it is to take `value` where the test, which compares it with x, holds. */
    private static Optional<Kind> extreme(Expr test, Expr value, String name) {
        if (!(test instanceof Expr.Compare c) || c.ops().size() != 1) {
            return Optional.empty();
        }
        Expr left = c.left();
        Expr right = c.comparators().getFirst();
        boolean valueFirst = Same.trees(left, value) && Source.isName(right, name);
        boolean valueLast = Same.trees(right, value) && Source.isName(left, name);
        if (!valueFirst && !valueLast) {
            return Optional.empty();
        }
        return switch (c.ops().getFirst()) {
            case GT, GTE -> Optional.of(valueFirst ? Kind.MAX : Kind.MIN);
            case LT, LTE -> Optional.of(valueFirst ? Kind.MIN : Kind.MAX);
            default -> Optional.empty();
        };
    }
}
