package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.FastMath;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Arithmetic. Each method writes instructions and returns the operand that has the result. Nothing here branches, so loops vectorise. */
final class Scalars {
    private static final Set<String> PRODUCTS =
            DoubleStream.of(-1.0, 0.0, 0.5, 1.0, 2.0).mapToObj(Spelling::real).collect(Collectors.toUnmodifiableSet());

    private final Code code;
    private final Runtime runtime;
    /** Put after the name of an operation on floats. */
    private final String fast;

    Scalars(Code code, Runtime runtime, FastMath fastmath) {
        this.code = code;
        this.runtime = runtime;
        this.fast = fastmath.isNone() ? " " : " " + String.join(" ", fastmath.flags()) + " ";
    }

    String unary(Op.UnaryKind kind, Type type, String a) {
        String t = Spelling.type(type);
        return switch (kind) {
            case NEG -> type instanceof Type.Float ? let("fneg", fast, t, " ", a) : let("sub ", t, " 0, ", a);
            case INVERT -> let("xor ", t, " ", a, type instanceof Type.Bool ? ", true" : ", -1");
            case ABS -> absolute(type, t, a);
        };
    }

    private String absolute(Type type, String t, String a) {
        if (type instanceof Type.Float f) {
            String name = "llvm.fabs.f" + f.bits();
            return let(
                    "call",
                    fast,
                    t,
                    " ",
                    runtime.intrinsic(name, t + " @" + name + "(" + t + ")"),
                    "(",
                    t,
                    " ",
                    a,
                    ")");
        }
        if (!((Type.Int) type).signed()) {
            return a;
        }
        String name = "llvm.abs." + t;
        String function = runtime.intrinsic(name, t + " @" + name + "(" + t + ", i1)");
        return let("call ", t, " ", function, "(", t, " ", a, ", i1 false)");
    }

    String binary(Arithmetic kind, Type type, String a, String b) {
        return type instanceof Type.Float f ? real(kind, f, a, b) : integer(kind, type, a, b);
    }

    private String integer(Arithmetic kind, Type type, String a, String b) {
        String t = Spelling.type(type);
        boolean signed = type instanceof Type.Int i && i.signed();
        return switch (kind) {
            case ADD, SUB, MUL, AND, OR, XOR -> op(kind.name().toLowerCase(Locale.ROOT), t, a, b);
            case SHL -> op("shl", t, a, masked(t, b));
            case SHR -> op(signed ? "ashr" : "lshr", t, a, masked(t, b));
            case MIN, MAX -> let("call ", t, " ", runtime.minmax(kind, type), "(", t, " ", a, ", ", t, " ", b, ")");
            case POW -> {
                String function = runtime.power((Type.Int) type);
                yield let("call ", t, " ", function, "(", t, " ", a, ", ", t, " ", b, ")");
            }
            case FLOORDIV, MOD, REM -> signed ? divide(kind, t, a, b) : divideUnsigned(kind, t, a, b);
            case DIV -> throw new IllegalArgumentException("true division of integers");
        };
    }

    private String masked(String t, String count) {
        return op("and", t, count, Integer.toString(Integer.parseInt(t.substring(1)) - 1));
    }

    private String divideUnsigned(Arithmetic kind, String t, String a, String b) {
        String zero = compare("icmp eq ", t, b, "0");
        String divisor = select(zero, t, "1", b);
        String result = op(kind == Arithmetic.FLOORDIV ? "udiv" : "urem", t, a, divisor);
        return select(zero, t, "0", result);
    }

    /** Zero and the one quotient that does not fit give 0; both would trap. */
    private String divide(Arithmetic kind, String t, String a, String b) {
        String least = Long.toString(-1L << (Integer.parseInt(t.substring(1)) - 1));
        String zero = compare("icmp eq ", t, b, "0");
        String minusOne = compare("icmp eq ", t, b, "-1");
        String isLeast = compare("icmp eq ", t, a, least);
        String bad = op("or", "i1", zero, op("and", "i1", minusOne, isLeast));
        String divisor = select(bad, t, "1", b);
        String remainder = op("srem", t, a, divisor);
        if (kind == Arithmetic.REM) {
            return select(bad, t, "0", remainder);
        }
        String uneven = compare("icmp ne ", t, remainder, "0");
        String signs = compare("icmp slt ", t, op("xor", t, remainder, divisor), "0");
        String down = op("and", "i1", uneven, signs);
        if (kind == Arithmetic.MOD) {
            String moved = op("add", t, remainder, divisor);
            return select(bad, t, "0", select(down, t, moved, remainder));
        }
        String quotient = op("sdiv", t, a, divisor);
        String lower = let("sext i1 ", down, " to ", t);
        return select(bad, t, "0", op("add", t, quotient, lower));
    }

    private String real(Arithmetic kind, Type.Float type, String a, String b) {
        String t = Spelling.type(type);
        return switch (kind) {
            case ADD -> op("fadd" + fast, t, a, b);
            case SUB -> op("fsub" + fast, t, a, b);
            case MUL -> op("fmul" + fast, t, a, b);
            case DIV -> op("fdiv" + fast, t, a, b);
            case MIN, MAX ->
                let("call", fast, t, " ", runtime.minmax(kind, type), "(", t, " ", a, ", ", t, " ", b, ")");
            case FLOORDIV, MOD -> floored(kind, type, a, b);
            case REM, POW, AND, OR, XOR, SHL, SHR -> throw new IllegalArgumentException(type + " has no " + kind);
        };
    }

    /** As CPython and NumPy do it, step by step: from the exact remainder. Never with fast flags, which would undo the steps. */
    private String floored(Arithmetic kind, Type.Float type, String a, String b) {
        String t = Spelling.type(type);
        String remainder = remainder(type, a, b);
        String uneven = compare("fcmp une ", t, remainder, "0.0");
        String negative = compare("fcmp olt ", t, b, "0.0");
        String signs = op("xor", "i1", negative, compare("fcmp olt ", t, remainder, "0.0"));
        String down = op("and", "i1", uneven, signs);
        if (kind == Arithmetic.MOD) {
            String moved = select(down, t, op("fadd", t, remainder, b), remainder);
            return select(uneven, t, moved, copysign(type, "0.0", b));
        }
        String exact = op("fdiv", t, op("fsub", t, a, remainder), b);
        String quotient = select(down, t, op("fsub", t, exact, "1.0"), exact);
        String floor = call("floor", type, quotient);
        String under = compare("fcmp ogt ", t, op("fsub", t, quotient, floor), "0.5");
        String rounded = select(under, t, op("fadd", t, floor, "1.0"), floor);
        String plain = op("fdiv", t, a, b);
        String nonzero = compare("fcmp une ", t, quotient, "0.0");
        String result = select(nonzero, t, rounded, copysign(type, "0.0", plain));
        return select(compare("fcmp oeq ", t, b, "0.0"), t, plain, result);
    }

    private String remainder(Type.Float type, String a, String b) {
        boolean wide = type.bits() == 64;
        String x = wide ? a : let("fpext float ", a, " to double");
        String y = wide ? b : let("fpext float ", b, " to double");
        String result = let("call double ", runtime.remainder(), "(double ", x, ", double ", y, ")");
        return wide ? result : let("fptrunc double ", result, " to float");
    }

    private String copysign(Type.Float type, String size, String sign) {
        String t = Spelling.type(type);
        String name = "llvm.copysign.f" + type.bits();
        String function = runtime.intrinsic(name, t + " @" + name + "(" + t + ", " + t + ")");
        return let("call ", t, " ", function, "(", t, " ", size, ", ", t, " ", sign, ")");
    }

    private String call(String word, Type.Float type, String a) {
        String t = Spelling.type(type);
        String name = "llvm." + word + ".f" + type.bits();
        return let("call ", t, " ", runtime.intrinsic(name, t + " @" + name + "(" + t + ")"), "(", t, " ", a, ")");
    }

    String compare(Order order, Type type, String a, String b) {
        String word = order.name().toLowerCase(Locale.ROOT);
        String how = switch (type) {
            case Type.Float _ -> "fcmp" + fast + (order == Order.NE ? "une " : "o" + word + " ");
            case Type.Int i when i.signed() && order != Order.EQ && order != Order.NE -> "icmp s" + word + " ";
            default -> "icmp " + (order.isEquality() ? "" : "u") + word + " ";
        };
        return compare(how, Spelling.type(type), a, b);
    }

    String select(String condition, String type, String then, String orElse) {
        return let("select i1 ", condition, ", ", type, " ", then, ", ", type, " ", orElse);
    }

    /** Converts as C does, but totally: what does not fit is some number. */
    String cast(Type from, Type to, String a) {
        if (from.equals(to)) {
            return a;
        }
        String f = Spelling.type(from), t = Spelling.type(to);
        return switch (from) {
            case Type.Bool _ -> let(to instanceof Type.Float ? "uitofp i1 " : "zext i1 ", a, " to ", t);
            case Type.Int i ->
                switch (to) {
                    case Type.Bool _ -> compare("icmp ne ", f, a, "0");
                    case Type.Float _ -> let(i.signed() ? "sitofp " : "uitofp ", f, " ", a, " to ", t);
                    case Type.Int o when o.bits() == i.bits() -> a;
                    case Type.Int o when o.bits() < i.bits() -> let("trunc ", f, " ", a, " to ", t);
                    default -> let(i.signed() ? "sext " : "zext ", f, " ", a, " to ", t);
                };
            case Type.Float r ->
                switch (to) {
                    case Type.Bool _ -> compare("fcmp une ", f, a, "0.0");
                    case Type.Float o -> let(o.bits() > r.bits() ? "fpext " : "fptrunc ", f, " ", a, " to ", t);
                    case Type.Int o -> truncate(f, o, a);
                    default -> throw new IllegalArgumentException("no cast to " + to);
                };
            default -> throw new IllegalArgumentException("no cast from " + from);
        };
    }

    /** Narrow ones go through 32 bits: that vectorises, and wraps as C programs on x86 see it. */
    private String truncate(String f, Type.Int to, String a) {
        if (to.bits() == 64 && !to.signed()) {
            return truncateUnsigned(f, a);
        }
        String wide = to.bits() == 64 || (to.bits() == 32 && !to.signed()) ? "i64" : "i32";
        String number = let("freeze ", wide, " ", let("fptosi ", f, " ", a, " to ", wide));
        String t = Spelling.type(to);
        return t.equals(wide) ? number : let("trunc ", wide, " ", number, " to ", t);
    }

    /** Negative numbers wrap; from 2**63 on half of the range is taken off before and put back after; from 2**64 on it is the largest. */
    private String truncateUnsigned(String f, String a) {
        String half = Spelling.real(0x1p63);
        String low = let("freeze i64 ", let("fptosi ", f, " ", a, " to i64"));
        String less = op("fsub", f, a, half);
        String high = op(
                "xor",
                "i64",
                let("freeze i64 ", let("fptosi ", f, " ", less, " to i64")),
                Long.toString(Long.MIN_VALUE));
        String number = select(compare("fcmp oge ", f, a, half), "i64", high, low);
        return select(compare("fcmp oge ", f, a, Spelling.real(0x1p64)), "i64", "-1", number);
    }

    /**
     * As {@link #math}, but where a loop around it is vectorised the C library may compute it for a whole vector.
     *
     * @param place where it is written, see {@link VectorCalls#at}
     */
    String mathInLoop(Op.Math m, List<String> arguments, String place) {
        var type = (Type.Float) m.out().type();
        MathFunction function = m.function();
        if (function == MathFunction.POW && isProduct(arguments.getLast())) {
            return math(m, arguments);
        }
        if (function == MathFunction.POW && arguments.getFirst().equals(Spelling.real(2.0))) {
            function = MathFunction.EXP2; // as LLVM would do it
        }
        if (!runtime.vectorCalls().has(function, type)) {
            return math(m, arguments);
        }
        List<String> own = arguments.subList(arguments.size() - function.arity(), arguments.size());
        String result = call(runtime.vectorCalls().at(place, function, type), type, own);
        return function == MathFunction.HYPOT ? orInfinity(type, own, result) : result;
    }

    /** The hypotenuse of infinity and NaN is infinity; glibc's vector functions may say NaN. */
    private String orInfinity(Type.Float type, List<String> sides, String length) {
        String infinity = Spelling.real(Double.POSITIVE_INFINITY);
        String any = "false";
        for (String side : sides) {
            String size = absolute(type, Spelling.type(type), side);
            any = op("or", "i1", any, compare("fcmp oeq ", Spelling.type(type), size, infinity));
        }
        return select(any, Spelling.type(type), infinity, length);
    }

    /** Whether LLVM makes products or a square root of a power with this exponent. */
    private boolean isProduct(String exponent) {
        return fast.isBlank() ? PRODUCTS.contains(exponent) : !exponent.startsWith("%");
    }

    String math(Op.Math m, Iterable<String> arguments) {
        if (m.function() == MathFunction.FMOD) {
            Iterator<String> operands = arguments.iterator();
            return remainder((Type.Float) m.out().type(), operands.next(), operands.next());
        }
        var type = (Type.Float) m.out().type();
        return call(runtime.math(m.function(), type), type, arguments);
    }

    private String call(String function, Type.Float type, Iterable<String> arguments) {
        String t = Spelling.type(type);
        var list = new StringBuilder();
        for (String a : arguments) {
            list.append(list.isEmpty() ? "" : ", ").append(t).append(' ').append(a);
        }
        return let("call", fast, t, " ", function, "(", list.toString(), ")");
    }

    /** From memory to a register: a bool is one bit there. */
    String fromMemory(Type type, String a) {
        return type instanceof Type.Bool ? compare("icmp ne ", "i8", a, "0") : a;
    }

    String toMemory(Type type, String a) {
        return type instanceof Type.Bool ? let("zext i1 ", a, " to i8") : a;
    }

    private String compare(String how, String type, String a, String b) {
        return let(how, type, " ", a, ", ", b);
    }

    private String op(String word, String type, String a, String b) {
        return let(word, " ", type, " ", a, ", ", b);
    }

    private String let(String... parts) {
        return code.let(parts);
    }
}
