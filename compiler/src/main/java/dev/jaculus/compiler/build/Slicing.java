package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.tree.Expr;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.Optional;

/** Index and slice arithmetic, as CPython's {@code slice.indices} defines it. */
final class Slicing {
    private final Expressions expressions;
    private final Code code;

    Slicing(Expressions expressions, Code code) {
        this.expressions = expressions;
        this.code = code;
    }

    /** The place of an index that counts from the end where it is negative. */
    Value wrapped(Value index, Value length) {
        if (index.type().equals(Type.UINT64)) return code.cast(index, Type.INT64);
        if (code.isNotNegative(index)) return index;
        Value negative = code.compare(Order.LT, index, code.integer(0));
        return code.select(negative, code.binary(Arithmetic.ADD, index, length), index);
    }

    /** The place of an index; raises IndexError out of bounds if checked. */
    Value place(Expr index, Value length, boolean checked) {
        Value place = wrapped(expressions.value(index), length);
        if (checked) {
            code.add(new Op.CheckIndex(place, length, code.raise("builtins.IndexError", "index is out of bounds")));
        }
        return place;
    }

    Op.Axis slice(Expr.Axis.Range range, Value length) {
        if (range.step().isEmpty()) return forward(range, length);
        Value step = expressions.value(range.step().get());
        Value zero = code.integer(0);
        code.guard(code.compare(Order.NE, step, zero), "builtins.ValueError", "slice step cannot be zero");
        Value up = code.compare(Order.GT, step, zero);
        Value one = code.integer(1);
        Value minusOne = code.integer(-1);
        Value last = code.binary(Arithmetic.SUB, length, one);
        // The ends that a clipped bound can have: [0, length] going up, [-1, length - 1] going down.
        Value low = code.select(up, zero, minusOne);
        Value high = code.select(up, length, last);
        Value start = bound(range.lower(), code.select(up, low, high), length, low, high);
        Value stop = bound(range.upper(), code.select(up, high, low), length, low, high);
        Value distance =
                code.select(up, code.binary(Arithmetic.SUB, stop, start), code.binary(Arithmetic.SUB, start, stop));
        Value stride = code.select(up, step, code.binary(Arithmetic.SUB, zero, step));
        Value count = code.binary(
                Arithmetic.ADD,
                code.binary(Arithmetic.FLOORDIV, code.binary(Arithmetic.SUB, distance, one), stride),
                one);
        Value some = code.compare(Order.GT, distance, zero);
        return new Op.Axis.Slice(code.select(some, start, zero), code.select(some, count, zero), step);
    }

    /** An axis of length 1 has the same place everywhere: its step is 0. */
    Op.Axis stretch(Expr wanted, Value length) {
        Value zero = code.integer(0);
        Value one = code.integer(1);
        Value to = expressions.value(wanted);
        Value same = code.compare(Order.EQ, to, length);
        Value fits = code.select(same, same, code.compare(Order.EQ, length, one));
        code.guard(fits, "builtins.ValueError", "cannot assign slice from input of different size");
        return new Op.Axis.Slice(zero, to, code.select(same, one, zero));
    }

    private Op.Axis forward(Expr.Axis.Range range, Value length) {
        if (range.lower().isEmpty() && range.upper().isEmpty()) return new Op.Axis.All();
        Value zero = code.integer(0);
        Value start = bound(range.lower(), zero, length, zero, length);
        Value stop = bound(range.upper(), length, length, zero, length);
        Value count = range.lower().isEmpty()
                ? stop
                : code.binary(Arithmetic.MAX, zero, code.binary(Arithmetic.SUB, stop, start));
        return new Op.Axis.Slice(start, count, code.integer(1));
    }

    private Value bound(Optional<Expr> given, Value absent, Value length, Value low, Value high) {
        if (given.isEmpty()) return absent;
        Value place = wrapped(expressions.value(given.get()), length);
        return code.binary(Arithmetic.MIN, code.binary(Arithmetic.MAX, place, low), high);
    }
}
