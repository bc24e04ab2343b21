package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.syntax.ast.Expr.Attribute;
import dev.jaculus.syntax.ast.Expr.Operator;
import dev.jaculus.syntax.ast.Expr.Subscript;
import dev.jaculus.syntax.ast.Expr.UnaryOperator;
import dev.jaculus.syntax.ast.Stmt.AugAssign;
import dev.jaculus.syntax.source.Span;
import java.util.Optional;

/**
 * What one may do with the values of a family of types. An operation asks the families in their order, and the first that answers has decided; a
 * family is silent, as these defaults are, about values that are not its own. What no family answers for is a number, an array of such, or a
 * mistake.
 *
 * @see <a href="https://docs.python.org/3/reference/datamodel.html#special-method-names">Python's special methods</a>
 */
public interface TypeOps {
    /** {@code left op right}. */
    default Optional<Value> binary(Operator operator, Value left, Value right, Span span) {
        return Optional.empty();
    }

    /** {@code left op= right} where that is an operation of its own, with a result. */
    default Optional<Value> inPlace(Operator operator, Value left, Value right, Span span) {
        return Optional.empty();
    }

    /** {@code op operand}; not of {@code not}, which asks for the truth. */
    default Optional<Value> unary(UnaryOperator operator, Value operand, Span span) {
        return Optional.empty();
    }

    /** {@code left < right} and the like. */
    default Optional<Value> compared(Order order, Value left, Value right, Span span) {
        return Optional.empty();
    }

    /** {@code item in container}, a bool. */
    default Optional<Expr> contains(Value item, Value container, Span span) {
        return Optional.empty();
    }

    /** The truth of a value, a bool. */
    default Optional<Expr> truth(Value value, Span span) {
        return Optional.empty();
    }

    /** {@code len(value)}, an int64. */
    default Optional<Expr> length(Value value, Span span) {
        return Optional.empty();
    }

    /** The items that a loop goes over. */
    default Optional<Counted> counted(Value over, Span span) {
        return Optional.empty();
    }

    /** {@code value.name}, also a method that is not called yet. */
    default Optional<Value> attribute(Value value, String name, Span span) {
        return Optional.empty();
    }

    /** {@code value.name(...)}. */
    default Optional<Value> method(Value.Method method, CallArguments arguments) {
        return Optional.empty();
    }

    /** A call of a known function, such as {@code builtins.abs}, with values of this family. */
    default Optional<Value> call(String function, CallArguments arguments) {
        return Optional.empty();
    }

    /** What a loop over the value goes over instead: what its {@code __iter__} gives. */
    default Optional<Value> iterator(Value over, Span span) {
        return Optional.empty();
    }

    /** {@code object.name = value}; false where the object is of another family. */
    default boolean store(Value object, Attribute target, Value value) {
        return false;
    }

    /** {@code object.name op= value}; the object is evaluated once. */
    default boolean augment(Value object, Attribute target, AugAssign statement) {
        return false;
    }

    /** {@code base[index]}; the index is evaluated after the base. */
    default Optional<Value> load(Value base, Subscript subscript) {
        return Optional.empty();
    }

    /** {@code base[index] = value}. */
    default boolean store(Value base, Subscript target, Value value) {
        return false;
    }

    /** {@code base[index] op= value}; base and index are evaluated once. */
    default boolean augment(Value base, Subscript target, AugAssign statement) {
        return false;
    }

    /** {@code del base[index]}. */
    default boolean delete(Value base, Subscript target) {
        return false;
    }
}
