package dev.jaculus.compiler.infer.ops;

import dev.jaculus.compiler.infer.core.CallArguments;
import dev.jaculus.compiler.infer.core.Conversions;
import dev.jaculus.compiler.infer.core.Describe;
import dev.jaculus.compiler.infer.core.Dtypes;
import dev.jaculus.compiler.infer.core.Errors;
import dev.jaculus.compiler.infer.core.Scope;
import dev.jaculus.compiler.infer.core.Tuples;
import dev.jaculus.compiler.infer.core.Value;
import dev.jaculus.compiler.infer.core.Value.Computed;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.Type.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What NumPy's functions take: arrays and what is as good, shapes, dtypes. */
public final class ArrayOperands {
    private ArrayOperands() {}

    /** Whether NumPy's functions take it for an array: a number, a list, a tuple. */
    public static boolean isArrayLike(Value value) {
        return value instanceof Value.Listing
                || Tuples.is(value)
                || (value instanceof Computed c && (c.type() instanceof Scalar || c.type() instanceof Type.ListOf));
    }

    /** A shape: an int, or a tuple of ints. */
    public static List<Expr> shape(Scope f, Value value, CallArguments arguments, String function) {
        boolean tuple = Tuples.is(value);
        List<Value> items = tuple ? Tuples.items(f, value, arguments.place().span()) : List.of(value);
        List<Expr> lengths = new ArrayList<>();
        for (Value item : items) {
            if (!(item instanceof Computed c && c.type() instanceof Type.Int)) {
                throw Errors.argument(
                        arguments.at(value),
                        function,
                        Describe.value(value),
                        "an integer or a tuple of integers as the shape");
            }
            lengths.add(Conversions.cast(c.tree(), Type.INT64));
        }
        return lengths;
    }

    public static Optional<Scalar> dtype(Optional<Value> value, CallArguments arguments, String function) {
        if (value.isEmpty() || (value.get() instanceof Computed c && c.type() instanceof Type.None)) {
            return Optional.empty();
        }
        return Optional.of(Dtypes.required(value.get(), arguments, function));
    }

    /** An array, or what `np.asarray` makes of a number, a list or a tuple. */
    public static Expr array(Scope f, Value value, CallArguments arguments, String function) {
        if (value instanceof Computed c && c.type() instanceof Type.Array) {
            return c.tree();
        }
        if (isArrayLike(value)) {
            Value made = f.calls()
                    .named("numpy.asarray", List.of(value), arguments.place().span());
            return ((Computed) made).tree();
        }
        throw Errors.argument(arguments.at(value), function, Describe.value(value), "an array");
    }

    /** What an elementwise function is computed of: a number, or an array. */
    public static Expr operand(Scope f, Value value, CallArguments arguments, String function) {
        if (value instanceof Computed c && c.type() instanceof Scalar) {
            return c.tree();
        }
        if (value instanceof Computed c && c.type() instanceof Type.Array) {
            return c.tree();
        }
        if (isArrayLike(value)) {
            return array(f, value, arguments, function);
        }
        throw Errors.argument(arguments.at(value), function, Describe.value(value), "numbers or arrays");
    }
}
