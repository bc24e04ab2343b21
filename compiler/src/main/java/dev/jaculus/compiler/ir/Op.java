package dev.jaculus.compiler.ir;

import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import java.util.List;

/** The operations of the IR, all of them, in one table. What each defines, uses and contains is in {@link Ops}. */
// spotless:off
public sealed interface Op {
    // Scalars. A literal is a Long (ints, bool as 0 or 1, uint64 as its bits) or a Double.
    record Const(Value out, Object literal) implements Op {}
    record Unary(Value out, UnaryKind kind, Value from) implements Op {}
    record Binary(Value out, Arithmetic kind, Value left, Value right) implements Op {}
    record Compare(Value out, Order kind, Value left, Value right) implements Op {}
    record Select(Value out, Value condition, Value then, Value orElse) implements Op {}
    record Cast(Value out, Value from) implements Op {}
    /** A complex number of its parts. There is no other operation on complex numbers but Part, Select, Load and Store. */
    record Complex(Value out, Value real, Value imaginary) implements Op {}
    /** The real or imaginary part of a complex number. */
    record Part(Value out, Value from, boolean imaginary) implements Op {}
    record Math(Value out, MathFunction function, List<Value> args) implements Op {}
    /** The first result is the int32 status; where it is not 0 arrays among the others are Unbound, and scalars mean nothing. */
    record Call(List<Value> outs, String callee, List<Value> args) implements Op {}

    /** A function of the runtime's that takes and gives int64, by its name. */
    record Native(Value out, String function, List<Value> args) implements Op {}

    /**
     * Calls the host's function of this number in the module. The first result is the int32 status, the others are the leaves of its result;
     * where the status is not 0 arrays among them are Unbound, and scalars mean nothing.
     */
    record HostCall(List<Value> outs, int number, List<Value> args) implements Op {}

    // Arrays. `index` has one value for each axis, int64, in range.
    record Length(Value out, Value array, int axis) implements Op {}
    /** How many bytes lie between neighbours along an axis. */
    record Stride(Value out, Value array, int axis) implements Op {}
    record Load(Value out, Value array, List<Value> index) implements Op {}
    record Store(Value array, List<Value> index, Value value) implements Op {}
    /** A fresh C-ordered block, uninitialised unless `zeroed`; lengths are not negative. Out of memory ends the kernel with status -1. */
    record Alloc(Value out, List<Value> shape, boolean zeroed) implements Op {
        public Alloc(Value out, List<Value> shape) {
            this(out, shape, false);
        }
    }
    record View(Value out, Value array, List<Axis> axes) implements Op {}
    record Transpose(Value out, Value array, List<Integer> permutation) implements Op {}
    /** The same bytes of a C-contiguous array under another shape, maybe as elements of another type. */
    record Reshape(Value out, Value array, List<Value> shape) implements Op {}
    /** The module's constant array of this number. */
    record DataArray(Value out, int number) implements Op {}
    /** An array variable that no path here has assigned. */
    record Unbound(Value out) implements Op {}
    record IsBound(Value out, Value array) implements Op {}
    /** Whether the bytes of two arrays may overlap: compares the ranges that they span. */
    record MayOverlap(Value out, Value left, Value right) implements Op {}
    /** Reference counts of the block that an array lies in; only insert-references makes them. */
    record Retain(Value array) implements Op {}
    record Release(Value array) implements Op {}

    // Lists. A reference counts the list; items that are references themselves are counted by it. Indices are in range.
    /** Empty, with room for `room` items. */
    record ListNew(Value out, Value room) implements Op {}
    record ListLength(Value out, Value list) implements Op {}
    /** One result for each leaf of the item; arrays and lists among them are new references. */
    record ListGet(List<Value> outs, Value list, Value index) implements Op {}
    record ListSet(Value list, Value index, List<Value> values) implements Op {}
    /** New items at the end are zero where they are references, else anything. Out of memory ends the kernel with status -1. */
    record ListResize(Value list, Value length) implements Op {}
    record SameList(Value out, Value left, Value right) implements Op {}

    // Generators. The body is a function that is one: its Returns give nothing, its Suspends the results.
    /** A generator whose body, for these arguments, has not begun. Out of memory ends the kernel with status -1. */
    record Generate(Value out, String callee, List<Value> args) implements Op {}
    /** Runs the body up to its next Suspend: `status` is the int32 status, `more` whether it came there. */
    record Advance(Value status, Value more, Value generator) implements Op {}
    /** What the body gave last, one result for each leaf; arrays among them are new references. */
    record Current(List<Value> outs, Value generator) implements Op {}
    /** In a body: waits here, with these for whoever asked. Then `wanted` says whether to go on; else nobody will ever ask again. */
    record Suspend(Value wanted, List<Value> values) implements Op {}

    // Whole arrays: none is left after lower-arrays.
    /** Fresh; inputs are broadcast to `shape`; the region takes one element of each input and yields one. */
    record Elementwise(Value out, List<Value> shape, List<Value> inputs, Region body) implements Op {}
    /** target[...] = value, which has the target's rank or less and is broadcast to it. As if the value were read wholly first. */
    record Assign(Value target, Value value) implements Op {}

    // Control. A region sees the values around it and gives its results with Yield.
    record If(List<Value> outs, Value condition, Region then, Region orElse) implements Op {}
    /** The region's first parameter is the int64 index, the others are carried; never runs when lo is not before hi. */
    record For(List<Value> outs, Value lo, Value hi, long step, List<Value> carried, Region body) implements Op {}
    record Block(List<Value> outs, Label end, Region body) implements Op {} // Yield and Jump(end) both leave it
    record Loop(Label start, List<Value> carried, Region body) implements Op {} // runs until something jumps out; Jump(start) goes on

    // Exceptions that a handler of this function waits for; see tree Stmt.Try.
    /** Before the jump to a handler: a raise's scalars go to the run-time argument slots; a call is noted on the exception's way. */
    record Thrown(int site, List<Value> arguments) implements Op {}
    /** Whether a status is one of these, in ascending order: the sites and codes whose classes an `except` names. */
    record Caught(Value out, Value status, List<Integer> statuses) implements Op {}
    /** A handler begins: its exception's arguments and way go to the function's room of this number (-1: nobody asks for them again). */
    record Handle(Value status, int room) implements Op {}
    /** The exception of that room is under way again. */
    record Resume(Value status, int room) implements Op {}
    /**
     * Runs the region for `pieces` parts of the iterations 0 .. count-1, maybe at the same time, each with its bounds and number: from, to, piece. The
     * region yields nothing and is left by exceptions only; the result is the int32 status of the lowest piece that failed, or 0.
     */
    record Parallel(Value status, Value count, Value pieces, Region body) implements Op {}

    // Guards: go on when it holds, else do `otherwise`.
    record Guard(Value ok, Terminator otherwise) implements Op {}
    record CheckIndex(Value index, Value length, Terminator otherwise) implements Op {} // 0 <= index < length

    sealed interface Terminator extends Op {}
    record Yield(List<Value> values) implements Terminator {}
    record Jump(Label to, List<Value> values) implements Terminator {}
    record Return(List<Value> values) implements Terminator {}
    /** An exception starts: the site's number is the status; scalars go to the run-time argument slots in order. */
    record Raise(int site, List<Value> arguments) implements Terminator {}
    /** A callee's exception passes this call site; site 0: one that is on its way already. */
    record Reraise(Value status, int site) implements Terminator {}
    record Unreachable() implements Terminator {} // the operation before it never completes

    enum UnaryKind { NEG, INVERT, ABS } // INVERT of a bool is its negation

    /** What a View does with an axis of the array; NewAxis takes none. */
    sealed interface Axis {
        record At(Value index) implements Axis {}
        /** `length` places from `start` on, `step` apart; all in range. Of step 0: one place, seen as often, and nothing is stored there. */
        record Slice(Value start, Value length, Value step) implements Axis {}
        record All() implements Axis {}
        record NewAxis() implements Axis {}
        /** The real or imaginary part of each complex element; takes and makes no axis. */
        record Part(boolean imaginary) implements Axis {}
    }
}
// spotless:on
