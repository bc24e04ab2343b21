package dev.jaculus.compiler.tree;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.ObjectClass;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * Typed expressions: what inference gives and {@code build} turns into IR. Every conversion is a {@link Cast}, every overload is
 * chosen, compile-time values (modules, functions, dtypes, strings) are gone. Operands are evaluated left to right.
 */
// spotless:off
public sealed interface Expr {
    Type type();

    Span span();

    /** A number: Long (also for bool, 0 or 1, and uint64, its bits) or Double; a String for a Str; null for None. */
    record Const(Type type, Object value, Span span) implements Expr {}
    /** A variable's value now. `maybeUnbound`: some path here never assigned it; a scalar then is 0, an array an UnboundLocalError. */
    record Local(Type type, String name, boolean maybeUnbound, Span span) implements Expr {}
    /** Evaluates `value` once under a name no user variable has, for use in `body`. */
    record Let(String name, Expr value, Expr body, Span span) implements Expr {
        @Override public Type type() { return body.type(); }
    }

    // Scalars.
    /** Between bool, ints and floats as Numba converts (C's way; float to narrow int through int32 or int64); also tuple to tuple of the same length, to an optional, and from one: TypeError if it is None;
     * Str to its code points and back, which costs nothing. */
    record Cast(Type type, Expr value, Span span) implements Expr {}
    /** The operand has the result's type. */
    record Unary(Type type, UnaryOperation op, Expr operand, Span span) implements Expr {}
    /** Both operands have the result's type; complex ones only ADD, SUB and MUL. `checked`: a zero divisor (FLOORDIV, MOD, DIV), or 0 to a negative POW, raises ZeroDivisionError with Numba's message for it. */
    record Binary(Type type, Arithmetic op, Expr left, Expr right, boolean checked, Span span) implements Expr {}
    /** Operands of one type, or one signed and one unsigned integer, compared by value. Gives bool. */
    record Compare(Order op, Expr left, Expr right, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }
    /** Python's `and`/`or`: the right side is evaluated only when needed; both sides have the result's type; the truth of a number is `!= 0`. */
    record Logic(Type type, boolean and, Expr left, Expr right, Span span) implements Expr {}
    /** `then if test else orElse`; the test is a bool, both sides have the result's type; only one is evaluated. */
    record Choice(Type type, Expr test, Expr then, Expr orElse, Span span) implements Expr {}
    record Math(Type type, MathFunction function, List<Expr> arguments, Span span) implements Expr {}

    /** Whether the exception with this status (int32) is of one of these classes. */
    record Caught(Expr status, List<Stmt.ExceptionClass> classes, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }
    /** Whether an optional has a value. */
    record Present(Expr optional, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }
    /** A complex number of its parts, which have the type of half its bits. */
    record ComplexOf(Type.Complex type, Expr real, Expr imaginary, Span span) implements Expr {}
    /** The real or imaginary part of a complex number. */
    record Part(Expr value, boolean imaginary, Span span) implements Expr {
        @Override public Type type() { return ((Type.Complex) value.type()).part(); }
    }

    /** A typed function of the same program, by its instance name; arguments have the types of its parameters. */
    record Call(Type type, String instance, List<Expr> arguments, Span span) implements Expr {}
    /** The host's function of this kind and text for these arguments; `names` are the arguments' in a block of the user's. */
    record HostCall(Type type, String kind, String text, List<String> names, List<Expr> arguments, Span span) implements Expr {}

    /** A function of the runtime's that takes int64 and gives that or a float64. */
    record Native(Type type, String function, List<Expr> arguments, Span span) implements Expr {}
    /** The address that the host puts for this name; see Op.Address. */
    record Address(String symbol, Span span) implements Expr {
        @Override public Type type() { return Type.INT64; }
    }
    /** Calls a function that is defined in LLVM's language, of numbers and the addresses of arrays' first elements. */
    record Inlined(Type type, String definition, List<Expr> arguments, Span span) implements Expr {}

    /** A function of the host's BLAS or LAPACK, of arrays and numbers; see Op.Fortran. */
    record Fortran(String function, List<Expr> arguments, Span span) implements Expr {
        @Override public Type type() { return Type.INT64; }
    }

    // Tuples.
    record TupleOf(Type.Tuple type, List<Expr> items, Span span) implements Expr {}
    record Item(Type type, Expr tuple, int index, Span span) implements Expr {}
    /** An item by a run-time index, from -length to length - 1, of a tuple whose items have one type; else IndexError("tuple index out of range"). */
    record ItemAt(Type type, Expr tuple, Expr index, Span span) implements Expr {}

    // Arrays.
    /** The int64 length of an axis. */
    record Length(Expr array, int axis, Span span) implements Expr {
        @Override public Type type() { return Type.INT64; }
    }
    /** The int64 distance of neighbours along an axis, in bytes. */
    record Stride(Expr array, int axis, Span span) implements Expr {
        @Override public Type type() { return Type.INT64; }
    }
    /** Whether the bytes of two arrays may overlap. */
    record MayOverlap(Expr left, Expr right, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }
    /** One element: an integer index for each axis (int64 or uint64); a negative one counts from the end. `checked`: IndexError out of bounds. */
    record Element(Type type, Expr array, List<Expr> index, boolean checked, Span span) implements Expr {}
    /** A view: an entry of `axes` for each axis of the array, plus NewAxis entries. */
    record View(Type.Array type, Expr array, List<Axis> axes, boolean checked, Span span) implements Expr {}
    record Transpose(Type.Array type, Expr array, List<Integer> permutation, Span span) implements Expr {}
    /** A view of a C-contiguous array with another shape of as many bytes (else ValueError), maybe as elements of another type. */
    record Reshape(Type.Array type, Expr array, List<Expr> shape, Span span) implements Expr {}
    /** A view of any shape and strides in bytes that begins where the array does; a negative length is a ValueError, and nothing else is checked. */
    record Strided(Type.Array type, Expr array, List<Expr> shape, List<Expr> strides, Span span) implements Expr {}
    /** A fresh C-ordered array with whatever the memory holds. A negative length is a ValueError. */
    record NewArray(Type.Array type, List<Expr> shape, Span span) implements Expr {}
    /**
     * One value for each element of the broadcast inputs; `body` sees an element of each input under the input's name. It may be of a
     * wider type than the array's elements, and is converted then. Shapes that do not broadcast are a ValueError. A fresh array unless it is assigned or fused away.
     */
    record Elementwise(Type.Array type, List<Input> inputs, Expr body, Span span) implements Expr {}
    /** A fresh array of a given shape, each element `value`. */
    record Filled(Type.Array type, List<Expr> shape, Expr value, Span span) implements Expr {}
    /** A small constant array, read-only: the elements in C order. */
    record ConstArray(Type.Array type, List<Integer> shape, Bytes data, Span span) implements Expr {}

    // Lists.
    /** A fresh list of these items, each of the list's item type. */
    record ListLiteral(Type.ListOf type, List<Expr> items, Span span) implements Expr {}
    /** A fresh empty list with room for some items (int64). */
    record NewList(Type.ListOf type, Expr room, Span span) implements Expr {}
    record ListLength(Expr list, Span span) implements Expr {
        @Override public Type type() { return Type.INT64; }
    }
    /** An item by an int64 or uint64 index. With a message: a negative index counts from the end, and IndexError(message) out of range; without one it is in range. */
    record ListItem(Type type, Expr list, Expr index, Optional<String> message, Span span) implements Expr {}
    /** Whether both are the same list, not only equal ones. */
    record SameList(Expr left, Expr right, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }

    // Objects.
    /** A fresh instance with all fields zero. */
    record NewObject(Type.Instance type, ObjectClass layout, Span span) implements Expr {}
    /** A field's value. One that is nothing but a reference has to be set: AttributeError else. */
    record FieldOf(Expr object, ObjectClass.Field field, Span span) implements Expr {
        @Override public Type type() { return field.type(); }
    }
    /** Whether both are the same object. */
    record SameObject(Expr left, Expr right, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }

    // Generators.
    /** A generator of the program's generator function of this instance name. */
    record Generate(Type.Generator type, String instance, List<Expr> arguments, Span span) implements Expr {}
    /** Runs a generator up to its next item: whether there is one. */
    record Advance(Expr generator, Span span) implements Expr {
        @Override public Type type() { return Type.BOOL; }
    }
    /** The item that the last Advance came to. */
    record Current(Expr generator, Span span) implements Expr {
        @Override public Type type() { return ((Type.Generator) generator.type()).item(); }
    }

    enum UnaryOperation {
        NEG,
        /** Bitwise; of a bool its negation. */
        INVERT,
        ABS
    }

    record Input(String name, Expr array) {}

    sealed interface Axis {
        /** One place along the axis, which disappears. */
        record At(Expr index) implements Axis {}
        /** Python's slice over int64; clipped, never an error but for step 0 (ValueError). */
        record Range(Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step) implements Axis {}
        record All() implements Axis {}
        record NewAxis() implements Axis {}
        /** An axis seen at this length: its own, or 1, which is then seen as often (else ValueError). Nothing is stored through it. */
        record Stretch(Expr length) implements Axis {}
        /** The real or imaginary part of each complex element: takes and makes no axis. */
        record Part(boolean imaginary) implements Axis {}
    }
}
// spotless:on
