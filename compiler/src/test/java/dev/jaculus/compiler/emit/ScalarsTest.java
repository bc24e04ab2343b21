package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Module;
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
        return Type.SCALARS;
    }

    @ParameterizedTest
    @MethodSource("types")
    void arithmetic(Type.Scalar type) {
        Set<Arithmetic> kinds = type instanceof Type.Float ? REAL : type instanceof Type.Bool ? BOOL : INT;
        for (Arithmetic kind : kinds) {
            pairs(type, type, kind.name().toLowerCase(Locale.ROOT) + " %6, %7");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void comparisons(Type.Scalar type) {
        for (Order order : Order.values()) {
            pairs(type, Type.BOOL, order.name().toLowerCase(Locale.ROOT) + " %6, %7");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void unary(Type.Scalar type) {
        List<String> words = type instanceof Type.Bool
                ? List.of("invert")
                : type instanceof Type.Int ? List.of("neg", "invert", "abs") : List.of("neg", "abs");
        words.forEach(word -> pairs(type, type, word + " %6"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void casts(Type.Scalar type) {
        for (Type.Scalar to : Type.SCALARS) {
            pairs(type, to, "cast %6");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void exactFunctions(Type.Scalar type) {
        if (type instanceof Type.Float) {
            for (MathFunction function : EXACT) {
                String args = List.of("(%6)", "(%6, %7)", "(%6, %7, %6)").get(function.arity() - 1);
                pairs(type, type, "math " + function.spelling() + args);
            }
        }
    }

    /** Runs a loop over two arrays and into a third. */
    private static void pairs(Type.Scalar from, Type.Scalar to, String operation) {
        Module module = Reader.module("""
                module
                function "f"(%%0: array(%1$s, 1d, C), %%1: array(%1$s, 1d, C), %%2: array(%2$s, 1d, C)) -> () {
                  %%3: int64 = const 0
                  %%4: int64 = length %%0 0
                  for %%5: int64 = %%3 to %%4 step 1 () {
                    %%6: %1$s = load %%0[%%5]
                    %%7: %1$s = load %%1[%%5]
                    %%8: %2$s = %3$s
                    store %%2[%%5] = %%8
                    yield()
                  }
                  return()
                }
                """.formatted(from, to, operation));
        Verifier.check(module);
        List<Object> numbers = numbers(from);
        var left = new ArrayList<Object>();
        var right = new ArrayList<Object>();
        for (Object a : numbers) {
            for (Object b : numbers) {
                left.add(a);
                right.add(b);
            }
        }
        long size = left.size();
        List<Object> empty = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            empty.add(to instanceof Type.Float ? (Object) 0.0 : (Object) 0L);
        }
        Same.compiledAsInterpreted(module, List.of(array(from, left), array(from, right), array(to, empty)));
    }

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
            }
        }
        return Strided.of(type, Memory.of(bytes), List.of((long) elements.size()));
    }
}
