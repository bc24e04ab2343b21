package dev.jaculus.server;

import dev.jaculus.compiler.types.MathFunction;
import dev.jaculus.compiler.types.Type;
import dev.jaculus.compiler.types.VectorMath;
import dev.jaculus.llvm.VectorLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Which elementary functions of vectors this machine's C library has. */
final class VectorFunctions {
    private VectorFunctions() {}

    static VectorMath ofThisMachine() {
        int bits = VectorLibrary.bits(processorFlags());
        if (bits == 0) {
            return VectorMath.NONE;
        }
        Predicate<String> library = VectorLibrary.symbols();
        var found = new ArrayList<String>();
        for (MathFunction function : MathFunction.values()) {
            for (Type.Float type : List.of(Type.FLOAT64, Type.FLOAT32)) {
                if (VectorMath.isKnown(function) && library.test(VectorMath.symbol(function, type, bits))) {
                    found.add(function.cName(type));
                }
            }
        }
        return found.isEmpty() ? VectorMath.NONE : new VectorMath(bits, found);
    }

    /** As the kernel of the system lists them for the first core; that needs no libLLVM, which is loaded meanwhile. */
    private static Set<String> processorFlags() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split(" ")))
                    .orElse(Set.of());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }
}
