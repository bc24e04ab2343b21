package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Op;
import dev.jaculus.compiler.ir.Reader;
import dev.jaculus.compiler.ir.Verifier;
import dev.jaculus.compiler.ir.interpret.Memory;
import dev.jaculus.compiler.ir.interpret.Strided;
import dev.jaculus.compiler.types.Arithmetic;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Order;
import dev.jaculus.compiler.types.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation on every type, over all pairs of delicate numbers: compiled (and vectorised, where LLVM can) as interpreted. */
class ScalarsTest {
    private static final Set<Arithmetic> REAL = EnumSet.of(
            Arithmetic.ADD,
            Arithmetic.SUB,
            Arithmetic.MUL,
            Arithmetic.DIV,
            Arithmetic.FLOORDIV,
            Arithmetic.MOD,
            Arithmetic.MIN,
            Arithmetic.MAX);
    private static final Set<Arithmetic> BOOL = EnumSet.of(Arithmetic.AND, Arithmetic.OR, Arithmetic.XOR);
    private static final Set<Arithmetic> INT = EnumSet.complementOf(EnumSet.of(Arithmetic.DIV));
    private static final Set<Op.UnaryKind> UNARY = EnumSet.allOf(Op.UnaryKind.class);
    private static final Set<Op.UnaryKind> NEGATIVE = EnumSet.of(Op.UnaryKind.NEG, Op.UnaryKind.ABS);
    private static final Set<Op.UnaryKind> NOT = EnumSet.of(Op.UnaryKind.INVERT);
    /** Those that are exact, so that libm and Java agree. */
    private static final Set<MathFunction> EXACT = EnumSet.of(
            MathFunction.SQRT,
            MathFunction.FLOOR,
            MathFunction.CEIL,
            MathFunction.TRUNC,
            MathFunction.ROUNDEVEN,
            MathFunction.FABS,
            MathFunction.COPYSIGN,
            MathFunction.FMA,
            MathFunction.FMOD,
            MathFunction.NEXTAFTER);

    private static final List<Double> REALS = List.of(
            0.0,
            -0.0,
            1.0,
            -1.0,
            0.5,
            -0.5,
            1.5,
            2.5,
            -2.5,
            3.0,
            -7.0,
            7.25,
            255.0,
            256.75,
            -300.0,
            1e-310,
            -1e300,
            1e300,
            16777217.0,
            0.1,
            -0.3,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE);

    static List<Type.Scalar> types() {
        return Type.REALS;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyOperation(Type.Scalar type) {
        var operations = new ArrayList<Operation>();
        for (Order order : Order.values()) {
            operations.add(new Operation(Type.BOOL, spelling(order) + " %LEFT, %RIGHT"));
        }
        for (Arithmetic kind : type instanceof Type.Float ? REAL : type instanceof Type.Bool ? BOOL : INT) {
            operations.add(new Operation(type, spelling(kind) + " %LEFT, %RIGHT"));
        }
        for (Op.UnaryKind kind : type instanceof Type.Float ? NEGATIVE : type instanceof Type.Bool ? NOT : UNARY) {
            operations.add(new Operation(type, spelling(kind) + " %LEFT"));
        }
        for (Type.Scalar to : Type.REALS) {
            operations.add(new Operation(to, "cast %LEFT"));
        }
        if (type instanceof Type.Float) {
            for (MathFunction function : EXACT) {
                String args = List.of("(%LEFT)", "(%LEFT, %RIGHT)", "(%LEFT, %RIGHT, %LEFT)")
                        .get(function.arity() - 1);
                operations.add(new Operation(type, "math " + function.spelling() + args));
            }
        }
        run(type, operations);
    }

    private static String spelling(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private record Operation(Type.Scalar to, String text) {}

    /** A loop for each operation, over two arrays of all pairs and into a third: %0, %1 and from %2 on. */
    private static void run(Type.Scalar from, List<Operation> operations) {
        var left = new ArrayList<Object>();
        var right = new ArrayList<Object>();
        for (Object a : numbers(from)) {
            for (Object b : numbers(from)) {
                left.add(a);
                right.add(b);
            }
        }
        List<Object> arguments = new ArrayList<>(List.of(array(from, left), array(from, right)));
        var head = new StringBuilder("%0: array(FROM, 1d, C), %1: array(FROM, 1d, C)");
        var body = new StringBuilder("%100: int64 = const 0\n%101: int64 = length %0 0\n");
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            String text = LOOP.replace("OPERATION", operation.text())
                    .replace("TO", operation.to().toString())
                    .replace("LEFT", "9991")
                    .replace("RIGHT", "9992")
                    .replace("999", Integer.toString(20 + i))
                    .replace("OUT", Integer.toString(2 + i));
            head.append(", %")
                    .append(2 + i)
                    .append(": array(")
                    .append(operation.to())
                    .append(", 1d, C)");
            body.append(text);
            Object zero = operation.to() instanceof Type.Float ? (Object) 0.0 : (Object) 0L;
            arguments.add(array(operation.to(), Collections.nCopies(left.size(), zero)));
        }
        String text = "module function \"f\"(" + head + ") -> () {" + body + "return() }";
        Module module = Reader.module(text.replace("FROM", from.toString()));
        Verifier.check(module);
        Same.compiledAsInterpreted(module, arguments);
    }

    private static final String LOOP = """
            for %9990 = %100 to %101 step 1 () {
              %9991: FROM = load %0[%9990]
              %9992: FROM = load %1[%9990]
              %9993: TO = OPERATION
              store %OUT[%9990] = %9993
              yield()
            }
            """;

    private static List<Object> numbers(Type.Scalar type) {
        return switch (type) {
            case Type.Bool _ -> List.of(0L, 1L);
            case Type.Float f ->
                REALS.stream()
                        .map(x -> (Object) (f.bits() == 64 ? x : (double) x.floatValue()))
                        .toList();
            case Type.Int(int bits, boolean signed) -> {
                var numbers = new ArrayList<Object>();
                for (long x : new long[] {0, 1, 2, 3, 7, 8, 63, 64, 100, 127, -1, -2, -3, -8, -100}) {
                    numbers.add(wrap(bits, signed, x));
                    numbers.add(wrap(bits, signed, (x << (bits - 8)) + 5));
                }
                numbers.add(wrap(bits, signed, 1L << (bits - 1)));
                numbers.add(wrap(bits, signed, (1L << (bits - 1)) - 1));
                yield numbers;
            }
            default -> throw new IllegalArgumentException(type + " has no operations");
        };
    }

    private static long wrap(int bits, boolean signed, long x) {
        int spare = 64 - bits;
        return signed ? x << spare >> spare : x << spare >>> spare;
    }

    private static Strided array(Type.Scalar type, List<Object> elements) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(elements.size() * type.size()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < elements.size(); i++) {
            int at = i * type.size();
            switch (type) {
                case Type.Bool _ -> bytes.put(at, ((Long) elements.get(i)).byteValue());
                case Type.Int t -> {
                    long x = (Long) elements.get(i);
                    switch (t.bits()) {
                        case 8 -> bytes.put(at, (byte) x);
                        case 16 -> bytes.putShort(at, (short) x);
                        case 32 -> bytes.putInt(at, (int) x);
                        default -> bytes.putLong(at, x);
                    }
                }
                case Type.Float t when t.bits() == 64 -> bytes.putDouble(at, (Double) elements.get(i));
                case Type.Float _ -> bytes.putFloat(at, ((Double) elements.get(i)).floatValue());
                default -> throw new IllegalArgumentException(type + " has no operations");
            }
        }
        return Strided.of(type, Memory.of(bytes), List.of((long) elements.size()));
    }
}
