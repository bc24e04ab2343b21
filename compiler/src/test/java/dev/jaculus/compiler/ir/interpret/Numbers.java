package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;

/**
 * Arithmetic on run-time scalars. Integers are Longs, sign- or zero-extended from their width (uint64 as its bits); bool is 0 or 1; floats are
 * Doubles, a float32 rounded to its precision.
 */
final class Numbers {
    private Numbers() {}

    /** The low bits of a number as the type has them. */
    static long wrap(Type type, long x) {
        if (!(type instanceof Type.Int i)) {
            return x & 1;
        }
        int spare = 64 - i.bits();
        return i.signed() ? x << spare >> spare : x << spare >>> spare;
    }

    static double round(Type type, double x) {
        return type instanceof Type.Float f && f.bits() == 32 ? (double) (float) x : x;
    }

    static Object unary(Op.UnaryKind kind, Type type, Object a) {
        if (a instanceof Double d) {
            return kind == Op.UnaryKind.NEG ? -d : Math.abs(d);
        }
        long x = (Long) a;
        boolean signed = type instanceof Type.Int i && i.signed();
        return wrap(
                type,
                switch (kind) {
                    case NEG -> -x;
                    case INVERT -> ~x;
                    case ABS -> signed && x < 0 ? -x : x;
                });
    }

    static Object binary(Arithmetic kind, Type type, Object a, Object b) {
        return a instanceof Double x
                ? (Object) round(type, real(kind, type, x, (Double) b))
                : wrap(type, integer(kind, type, (Long) a, (Long) b));
    }

    private static double real(Arithmetic kind, Type type, double a, double b) {
        return switch (kind) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN -> Math.min(a, b);
            case MAX -> Math.max(a, b);
            case FLOORDIV -> floorDivide(type, a, b);
            case MOD -> {
                double remainder = a % b;
                if (remainder == 0) {
                    yield Math.copySign(0.0, b);
                }
                yield (b < 0) != (remainder < 0) ? remainder + b : remainder;
            }
            case REM, POW, AND, OR, XOR, SHL, SHR -> throw new IllegalArgumentException(type + " has no " + kind);
        };
    }

    /** CPython's and NumPy's way, each step in the type's precision. */
    private static double floorDivide(Type type, double a, double b) {
        if (b == 0) {
            return a / b;
        }
        double remainder = a % b;
        double quotient = round(type, round(type, a - remainder) / b);
        if (remainder != 0 && (b < 0) != (remainder < 0)) {
            quotient = round(type, quotient - 1);
        }
        if (quotient == 0) {
            return Math.copySign(0.0, round(type, a / b));
        }
        double floor = Math.floor(quotient);
        return round(type, quotient - floor) > 0.5 ? floor + 1 : floor;
    }

    private static long integer(Arithmetic kind, Type type, long a, long b) {
        boolean signed = type instanceof Type.Int i && i.signed();
        int mask = type instanceof Type.Int i ? i.bits() - 1 : 0;
        return switch (kind) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            case SHL -> a << (b & mask);
            case SHR -> signed ? a >> (b & mask) : a >>> (b & mask);
            case MIN -> order(signed, a, b) <= 0 ? a : b;
            case MAX -> order(signed, a, b) >= 0 ? a : b;
            case POW -> signed && b < 0 && a == 0 ? least(type) : power(signed, a, b);
            case FLOORDIV, MOD, REM -> {
                if (b == 0 || (signed && b == -1 && a == least(type))) {
                    yield 0;
                }
                yield switch (kind) {
                    case FLOORDIV -> signed ? Math.floorDiv(a, b) : Long.divideUnsigned(a, b);
                    case MOD -> signed ? Math.floorMod(a, b) : Long.remainderUnsigned(a, b);
                    default -> signed ? a % b : Long.remainderUnsigned(a, b);
                };
            }
            case DIV -> throw new IllegalArgumentException("true division of integers");
        };
    }

    private static long least(Type type) {
        return -1L << (((Type.Int) type).bits() - 1);
    }

    private static int order(boolean signed, long a, long b) {
        return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
    }

    private static long power(boolean signed, long base, long exponent) {
        if (signed && exponent < 0) {
            return base == 1 ? 1 : base == -1 ? ((exponent & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1, x = base;
        for (long n = exponent; n != 0; n >>>= 1) {
            result *= (n & 1) != 0 ? x : 1;
            x *= x;
        }
        return result;
    }

    static boolean compare(Order order, Type type, Object a, Object b) {
        if (a instanceof Double x) {
            double y = (Double) b;
            return switch (order) {
                case EQ -> x == y;
                case NE -> x != y;
                case LT -> x < y;
                case LE -> x <= y;
                case GT -> x > y;
                case GE -> x >= y;
            };
        }
        int sign = order(type instanceof Type.Int i && i.signed(), (Long) a, (Long) b);
        return switch (order) {
            case EQ -> sign == 0;
            case NE -> sign != 0;
            case LT -> sign < 0;
            case LE -> sign <= 0;
            case GT -> sign > 0;
            case GE -> sign >= 0;
        };
    }

    static Object cast(Type from, Type to, Object a) {
        return switch (to) {
            case Type.Bool _ -> a instanceof Double x ? (x != 0 ? 1L : 0L) : ((Long) a != 0 ? 1L : 0L);
            case Type.Int i -> wrap(i, a instanceof Double x ? truncate(i, x) : (Long) a);
            case Type.Float f -> a instanceof Double x ? round(f, x) : real(from, f, (Long) a);
            default -> throw new IllegalArgumentException("no cast to " + to);
        };
    }

    private static double real(Type from, Type.Float to, long x) {
        if (x >= 0 || !(from instanceof Type.Int i) || i.signed()) {
            return to.bits() == 64 ? (double) x : (double) (float) x;
        }
        // The last bit stays set where one below it is, so that rounding sees it.
        long half = x >>> 1 | (x & 1);
        return 2 * (to.bits() == 64 ? (double) half : (double) (float) half);
    }

    /** What x86 does, so that numbers that do not fit are equal too, where LLVM has not folded them. */
    private static long truncate(Type.Int to, double x) {
        if (to.bits() == 64 && !to.signed() && x >= 0x1p64) {
            return -1;
        }
        if (to.bits() == 64 && !to.signed() && x >= 0x1p63) {
            return truncate64(x - 0x1p63) ^ Long.MIN_VALUE;
        }
        if (to.bits() == 64 || (to.bits() == 32 && !to.signed())) {
            return truncate64(x);
        }
        return x > -0x1p31 - 1 && x < 0x1p31 ? (long) x : Integer.MIN_VALUE;
    }

    private static long truncate64(double x) {
        return x >= -0x1p63 && x < 0x1p63 ? (long) x : Long.MIN_VALUE;
    }
}
