package dev.jaculus.compiler.build;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Value;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;

/** Complex arithmetic from that of the parts, in CPython's order. Division and powers are functions of the library. */
final class Complexes {
    private final Code code;

    Complexes(Code code) {
        this.code = code;
    }

    Value negative(Value z) {
        return code.complex((Type.Complex) z.type(), minus(code.part(z, false)), minus(code.part(z, true)));
    }

    private Value minus(Value x) {
        Value out = code.fresh(x.type());
        code.add(new Op.Unary(out, Op.UnaryKind.NEG, x));
        return out;
    }

    Value binary(Arithmetic op, Value left, Value right) {
        Value a = code.part(left, false), b = code.part(left, true);
        Value c = code.part(right, false), d = code.part(right, true);
        Type.Complex type = (Type.Complex) left.type();
        return switch (op) {
            case ADD, SUB -> code.complex(type, code.binary(op, a, c), code.binary(op, b, d));
            case MUL -> {
                Value real = code.binary(Arithmetic.SUB, times(a, c), times(b, d));
                yield code.complex(type, real, code.binary(Arithmetic.ADD, times(a, d), times(b, c)));
            }
            default -> throw new IllegalStateException(type + " has no " + op);
        };
    }

    private Value times(Value x, Value y) {
        return code.binary(Arithmetic.MUL, x, y);
    }

    /** Complex numbers have no order: only EQ and NE. */
    Value compare(Order order, Value left, Value right) {
        Value real = code.compare(order, code.part(left, false), code.part(right, false));
        Value imaginary = code.compare(order, code.part(left, true), code.part(right, true));
        return switch (order) {
            case EQ -> code.and(real, imaginary);
            case NE -> code.or(real, imaginary);
            default -> throw new IllegalStateException("complex numbers have no " + order);
        };
    }
}
