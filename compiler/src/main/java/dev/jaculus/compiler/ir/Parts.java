package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.ir.Op.Axis;
import dev.jaculus.compiler.ir.Op.Terminator;
import java.util.List;

/**
 * What an operation shows its parts to, one after the other in the order of its text: {@link Op#with} makes the operation of what each of these
 * gives. Who collects values gives back what it got; who renames gives another; the {@link Printer} writes what it sees, and the {@link Reader}
 * gives what the text says to an operation whose own parts are empty. So an operation names its parts once, and must not look at them there.
 */
public interface Parts {
    /** A value that the operation defines; if it is a reference, the reader's to end. */
    default Value result(Value defined) {
        return defined;
    }

    /** A result that lies in memory which nothing else refers to. */
    default Value fresh(Value defined) {
        return result(defined);
    }

    /** A result without a reference of its own: it lies where the operation's first operand does, or nowhere. */
    default Value borrowed(Value defined) {
        return result(defined);
    }

    /** A value that it uses. */
    default Value operand(Value used) {
        return used;
    }

    /** An operand that goes along to where control goes: with a reference of its own, if it is one. */
    default Value moved(Value used) {
        return operand(used);
    }

    /** The label that it opens, around the regions that come next. */
    default Label label(Label opened) {
        return opened;
    }

    /** The label that it jumps to. */
    default Label target(Label to) {
        return to;
    }

    /** A nested region. */
    default Region region(Region nested) {
        return nested;
    }

    /** What a guard does where it does not hold. */
    default Terminator otherwise(Terminator end) {
        return end.with(this);
    }

    default List<Value> results(List<Value> defined) {
        return defined.stream().map(this::result).toList();
    }

    /** Operands in parentheses. */
    default List<Value> values(List<Value> used) {
        return used.stream().map(this::operand).toList();
    }

    /** Operands in brackets. */
    default List<Value> index(List<Value> used) {
        return used.stream().map(this::operand).toList();
    }

    /** One operand in brackets. */
    default Value index(Value used) {
        return operand(used);
    }

    default List<Value> moved(List<Value> used) {
        return used.stream().map(this::moved).toList();
    }

    /** Operands beside the parameters of the region that comes next, to which they are given. */
    default List<Value> bound(Region body, List<Value> used) {
        return used.stream().map(this::operand).toList();
    }

    /** The same of what goes along into a loop. */
    default List<Value> carried(Region body, List<Value> used) {
        return used.stream().map(this::moved).toList();
    }

    default List<Axis> axes(List<Axis> axes) {
        return axes.stream().map(axis -> axis.with(this)).toList();
    }

    // What is left as it is, and stands in the text.

    default Parts word(String word) {
        return this;
    }

    default int number(int number) {
        return number;
    }

    default long number(long number) {
        return number;
    }

    default List<Integer> numbers(List<Integer> numbers) {
        return numbers;
    }

    default String quoted(String text) {
        return text;
    }

    /** A Long or a Double, of the type of the result. */
    default Object literal(Object literal) {
        return literal;
    }

    /** The word, or nothing. */
    default boolean flag(String word, boolean set) {
        return set;
    }

    /** One of these, by its name in small letters. */
    default <E extends Enum<E>> E choice(Class<E> of, E chosen) {
        return chosen;
    }

    /** The name of the next region's first parameter, which counts. */
    default Parts counter(Region body) {
        return this;
    }

    /** The next region's parameters, which nothing here is given to. */
    default Parts parameters(Region body) {
        return this;
    }
}
