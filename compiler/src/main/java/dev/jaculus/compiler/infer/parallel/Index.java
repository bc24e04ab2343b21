package dev.jaculus.compiler.infer.parallel;

import dev.jaculus.syntax.ast.Expr;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One index of a subscript, as far as it is a sum of multiples of names: {@code 2 * i + n - 1}.
 *
 * @param terms the names with their factors; empty where `kind` is not LINEAR
 * @param text of a stretch, to compare it with another
 */
record Index(Kind kind, String variable, Map<String, Long> terms, long constant, boolean sweeps, String text) {
    enum Kind {
        /** A sum as above. */
        LINEAR,
        /** A slice between places that are the same in every iteration. */
        STRETCH,
        /** Computed from elements of arrays, or by a function. */
        DATA,
        UNKNOWN
    }

    static Index unknown(boolean data) {
        return new Index(data ? Kind.DATA : Kind.UNKNOWN, "", Map.of(), 0, false, "");
    }

    static Index stretch(String text) {
        return new Index(Kind.STRETCH, "", Map.of(), 0, true, text);
    }

    /** @param sweeps whether one of the names is the variable of a loop inside, over places that are the same in every iteration */
    static Index linear(String variable, Map<String, Long> terms, long constant, boolean sweeps) {
        return new Index(Kind.LINEAR, variable, Map.copyOf(terms), constant, sweeps, "");
    }

    long factor() {
        return terms.getOrDefault(variable, 0L);
    }

    /** Whether no two iterations have the same one. */
    boolean distinct() {
        return kind == Kind.LINEAR && factor() != 0 && !sweeps;
    }

    /** Whether every iteration has the same one, or goes over the same ones. */
    boolean repeats() {
        return kind == Kind.STRETCH || (kind == Kind.LINEAR && factor() == 0);
    }

    boolean isFixed() {
        return kind == Kind.LINEAR && factor() == 0 && !sweeps;
    }

    boolean fromData() {
        return kind == Kind.DATA;
    }

    /** How far another one is from this one in the same iteration, if that is a constant. */
    Optional<Long> distance(Index other) {
        if (kind == Kind.STRETCH && other.kind == Kind.STRETCH && text.equals(other.text)) {
            return Optional.of(0L);
        }
        boolean same = kind == Kind.LINEAR && other.kind == Kind.LINEAR && terms.equals(other.terms);
        return same ? Optional.of(other.constant - constant) : Optional.empty();
    }

    /** A sum being taken apart. */
    static final class Sum {
        final Map<String, Long> terms = new HashMap<>();
        long constant;

        void add(Sum other, long factor) {
            other.terms.forEach((name, n) -> terms.merge(name, n * factor, Long::sum));
            terms.values().removeIf(n -> n == 0);
            constant += other.constant * factor;
        }

        boolean isNumber() {
            return terms.isEmpty();
        }
    }

    /** An integer literal, also a negative one. */
    static Optional<Long> number(Expr e) {
        if (e instanceof Expr.Constant c
                && c.value() instanceof Expr.Literal.Int i
                && i.value().bitLength() < 32) {
            return Optional.of(i.value().longValue());
        }
        if (e instanceof Expr.UnaryOp u && u.op() == Expr.UnaryOperator.USUB) {
            return number(u.operand()).map(n -> -n);
        }
        return Optional.empty();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Index i && kind == i.kind && constant == i.constant && terms.equals(i.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, constant, terms);
    }
}
