package dev.jaculus.compiler.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Reader;
import dev.jaculus.compiler.ir.interpret.Memory;
import dev.jaculus.compiler.ir.interpret.Strided;
import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.llvm.VectorLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Loops of elementary functions, with vectors of each width that this processor has: near libm's results, wherever an element lies. */
class VectorCallsTest {
    private static final int LENGTH = 45;

    /** A function of each element; one of two arguments is given the same twice. */
    private static final String TEXT = """
            module function "f"(%0: array(TYPE, 1d, C), %1: array(TYPE, 1d, C)) -> () {
              %2: int64 = const 0
              %3: int64 = length %0 0
              for %4 = %2 to %3 step 1 () {
                %5: TYPE = load %0[%4]
                %6: TYPE = math CALL
                store %1[%4] = %6
                yield()
              }
              return()
            }
            """;

    @ParameterizedTest
    @CsvSource({"256, 64", "256, 32", "512, 64", "512, 32"})
    void nearLibmWhereverAnElementLies(int bits, int width) {
        Assumptions.assumeTrue(
                bits == 256 || Native.LLVM.hostFeatures().contains("+avx512dq"), "a processor without AVX-512");
        Assumptions.assumeTrue(Native.LLVM.hostFeatures().contains("+avx2"), "a processor without AVX2");
        var type = new Type.Float(width);
        Predicate<String> library = VectorLibrary.symbols();
        for (MathFunction function : MathFunction.values()) {
            if (VectorMath.isKnown(function) && library.test(VectorMath.symbol(function, type, bits))) {
                check(function, type, new VectorMath(bits, List.of(function.cName(type))));
            }
        }
    }

    private static void check(MathFunction function, Type.Float type, VectorMath vectors) {
        String call = function.spelling() + (function.arity() == 1 ? "(%5)" : "(%5, %5)");
        Module module = Reader.module(TEXT.replace("TYPE", type.toString()).replace("CALL", call));
        assertTrue(Emitter.module(module, vectors).contains(VectorMath.symbol(function, type, vectors.bits())));
        double shift = function == MathFunction.ACOSH ? 1 : 0;
        double[] inputs = IntStream.range(0, LENGTH)
                .mapToDouble(i -> (float) (shift + 0.02 * (i + 1)))
                .toArray();
        double[] exact = run(module, type, inputs, VectorMath.NONE), found = run(module, type, inputs, vectors);
        for (int i = 0; i < LENGTH; i++) {
            double step = type.bits() == 64 ? Math.ulp(exact[i]) : Math.ulp((float) exact[i]);
            assertEquals(exact[i], found[i], 5 * step, function + " of " + inputs[i]); // libm's own is not the true one
        }
        for (int from : new int[] {0, 1, 7, 30}) {
            double[] part = run(module, type, Arrays.copyOfRange(inputs, from, LENGTH - 3), vectors);
            assertEquals(
                    Arrays.toString(Arrays.copyOfRange(found, from, LENGTH - 3)), Arrays.toString(part), function + "");
        }
    }

    private static double[] run(Module module, Type.Float type, double[] inputs, VectorMath vectors) {
        Strided to = array(type, new double[inputs.length]);
        Native.run(module, new ArrayList<>(List.of(array(type, inputs), to)), vectors);
        return to.elements().stream().mapToDouble(x -> (Double) x).toArray();
    }

    private static Strided array(Type.Float type, double[] elements) {
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(elements.length * type.size()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < elements.length; i++) {
            if (type.bits() == 64) {
                bytes.putDouble(i * type.size(), elements[i]);
            } else {
                bytes.putFloat(i * type.size(), (float) elements[i]);
            }
        }
        return Strided.of(type, Memory.of(bytes), List.of((long) elements.length));
    }
}
