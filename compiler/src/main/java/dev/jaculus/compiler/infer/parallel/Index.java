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
        /** Computed from elements of arrays. */
        DATA,
        /** Of the loop's variable, but maybe the same for several iterations. */
        NARROWED,
        /** Of the loop's variable and others, multiplied, or by a function: mostly another in each iteration. */
        PRODUCT,
        /** Of variables of the iteration's own: nothing is known. */
        UNKNOWN
    }

    static Index of(Kind kind) {
        return new Index(kind, "", Map.of(), 0, false, "");
    }

    static Index narrowed(String text) {
        return new Index(Kind.NARROWED, "", Map.of(), 0, false, text);
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

    /** Whether it is all of an axis. */
    boolean isWhole() {
        return kind == Kind.STRETCH && text.equals("::");
    }

    boolean isProduct() {
        return kind == Kind.PRODUCT;
    }

    boolean isNarrowed() {
        return kind == Kind.NARROWED;
    }

    boolean fromData() {
        return kind == Kind.DATA;
    }

    /** How far another one is from this one in the same iteration, if that is a constant. */
    Optional<Long> distance(Index other) {
        if (kind == other.kind && (kind == Kind.STRETCH || kind == Kind.NARROWED) && text.equals(other.text)) {
            return Optional.of(0L);
        }
        boolean same = kind == Kind.LINEAR && other.kind == Kind.LINEAR && terms.equals(other.terms);
        return same ? Optional.of(other.constant - constant) : Optional.empty();
    }

    /** Whether no iteration's is ever another iteration's of the other: {@code 2 * i} and {@code 2 * i + 1}. */
    boolean never(Index other) {
        if (kind != Kind.LINEAR || other.kind != Kind.LINEAR) {
            return false;
        }
        Map<String, Long> rest = new HashMap<>(terms);
        Map<String, Long> otherRest = new HashMap<>(other.terms);
        rest.remove(variable);
        otherRest.remove(variable);
        long common = gcd(factor(), other.factor());
        long apart = other.constant - constant;
        return rest.equals(otherRest) && (common == 0 ? apart != 0 : apart % common != 0) && !sweeps && !other.sweeps;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    /** Whether iterations with this one may meet those that have another, distinct one: it is not the same variable's from outside. */
    boolean mayMeet(boolean fromZero) {
        return switch (kind) {
            case LINEAR -> factor() != 0 || (fromZero && terms.isEmpty() && constant >= 0);
            case DATA, NARROWED, STRETCH -> true;
            case PRODUCT, UNKNOWN -> false;
        };
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
        return o instanceof Index i
                && kind == i.kind
                && constant == i.constant
                && terms.equals(i.terms)
                && text.equals(i.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, constant, terms, text);
    }
}
