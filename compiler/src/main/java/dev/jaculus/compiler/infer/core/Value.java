package dev.jaculus.compiler.infer.core;

import dev.jaculus.compiler.request.Request.Frozen;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.ListSite;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.syntax.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What an expression means to inference. Only a {@link Computed} value exists at run time; the others are used up while
 * the function is inferred: a module by its attributes, a function by its calls, a range by the loop over it.
 */
public sealed interface Value {
    /** A value at run time. Numba's literals are the trees that are an integer or bool {@link Expr.Const}. */
    public record Computed(Expr tree) implements Value {
        public Type type() {
            return tree.type();
        }
    }

    /** A module, a function of it, a dtype, a string, a kernel, an exception class. */
    public record Fixed(Frozen what) implements Value {}

    /** A function of our NumPy library. */
    public record Ours(Definition definition) implements Value {}

    /** A variable that an objmode block assigns without having declared it. */
    public record Undeclared(String name) implements Value {}

    /** A method of a run-time value, not yet called. */
    public record Method(Computed self, String name) implements Value {}

    /** A method of a value that does not exist at run time: a library function, not yet called. */
    public record Bound(Value self, String function) implements Value {}

    /** One of several functions, by a number from 0 on that is computed at run time; not yet called. */
    public record OneOf(Expr place, List<Value> functions) implements Value {}

    /** A tuple of which some item does not exist at run time; with the names of its fields if it is a namedtuple. */
    public record Sequence(List<Value> items, Optional<Type.Names> names) implements Value {
        public Sequence(List<Value> items) {
            this(items, Optional.empty());
        }
    }

    /** A list in the source; only {@code np.array} and a few others can use it yet. */
    public record Listing(List<Value> items, Span span) implements Value {}

    /** {@code literal_unroll}: a tuple, and a loop over it has its body once for each item. */
    public record Unrolled(Value over) implements Value {}

    /** {@code lower:upper:step} in a subscript, or {@code slice(...)}. */
    public record SliceOf(Optional<Expr> lower, Optional<Expr> upper, Optional<Expr> step) implements Value {}

    public record Ellipsis() implements Value {}

    /** {@code Dict()}, <code>{}</code> or {@code set()}, of which no use has told the types yet; {@code what} is "dict" or "set". */
    public record Untyped(String what, ListSite site, Span span) implements Value {}

    /** {@code range}: all of `type`, which is int32, int64 or uint64. */
    public record Range(Type.Int type, Expr start, Expr stop, Expr step) implements Value {}

    public record Enumerate(Value over, Expr start) implements Value {}

    public record Zip(List<Value> parts) implements Value {}

    public record Reversed(Value over) implements Value {}

    /** {@code map}: what the function makes of one item of each. */
    public record Mapped(Value function, List<Value> over) implements Value {}

    /** {@code filter}: the items for which the function holds; None asks for the truth of the item. */
    public record Filtered(Value function, Value over) implements Value {}

    /** {@code iter}: an iterable, and how many of its items have been taken. */
    public record Iterator(Value over, Expr taken) implements Value {}

    /** {@code np.ndindex}: the index tuples of a shape. */
    public record Indices(List<Expr> shape) implements Value {}

    /** {@code array.ctypes}: its address for C. */
    public record Ctypes(Expr array) implements Value {}

    /** {@code array.flags}. */
    public record Flags(Expr array) implements Value {}

    /** The elements of an array in row-major order; numbered: with their index tuples. */
    public record Elements(Expr array, boolean numbered) implements Value {}

    /**
     * A function defined in this one.
     *
     * @param captured what the names that it captures stand for; missing where they are variables of the function that is being inferred
     */
    public record Closure(Definition definition, List<Value> defaults, Optional<List<Value>> captured)
            implements Value {}

    /** What the call of a generator function gives: its body has not begun. */
    public record Generated(Definition definition, List<String> names, List<Value> values) implements Value {}

    /** {@code ValueError("negative", x)}, not yet raised. */
    public record NewException(Frozen.ExceptionClass exception, List<Value> arguments, List<String> keywords)
            implements Value {}

    /** What {@code except ... as e} binds. */
    public record CaughtException(Handling handling) implements Value {}
}
