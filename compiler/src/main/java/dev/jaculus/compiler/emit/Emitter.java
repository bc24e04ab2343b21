package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.ir.Function;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.types.Bytes;
import dev.jaculus.compiler.types.VectorMath;
import java.util.ArrayList;
import java.util.Set;

/** Writes a module of the IR, after all passes, as text for LLVM 20. The same module always gives the same text. */
public final class Emitter {
    /** The table of int64 that a module with addresses exports beside its entry, for the host to fill. */
    public static final String ADDRESSES = "jaculus_addresses";

    private Emitter() {}

    /** The text; it exports the symbol {@code jaculus_entry}, and {@link #ADDRESSES} if there are any, and needs libjaculus_rt and libm. */
    public static String module(Module module) {
        return module(module, VectorMath.NONE);
    }

    /** The same; loops may also need what the C library has for vectors. */
    public static String module(Module module, VectorMath vectorMath) {
        var out = new StringBuilder(1 << 16);
        var runtime = new Runtime(module.hasObjects(), module.addresses(), vectorMath);
        var debug = new DebugInfo(module);
        LineCounters.table(out, module);
        for (int i = 0; i < module.data().size(); i++) {
            data(out, i, module.data().get(i).bytes());
        }
        Set<String> recursive = CallGraph.recursive(module);
        for (Function f : module.functions()) {
            var pieces = new ArrayList<Piece>();
            new FunctionEmitter(module, f, runtime, debug, pieces).write(out, recursive.contains(f.name()));
            for (int next = 0; next < pieces.size(); next++) { // a piece may have pieces
                Piece piece = pieces.get(next);
                new FunctionEmitter(module, piece.function(), runtime, debug, pieces).writePiece(out, piece.captured());
            }
        }
        new EntryPoint(module, runtime, debug).write(out);
        runtime.write(out);
        debug.write(out.append('\n'));
        return out.toString();
    }

    /** The name of a constant array's bytes. */
    static String data(int number) {
        return "@data." + number;
    }

    private static void data(StringBuilder out, int number, Bytes bytes) {
        out.append(data(number))
                .append(" = private unnamed_addr constant [")
                .append(bytes.size())
                .append(" x i8] c\"");
        for (int i = 0; i < bytes.size(); i++) {
            byte b = bytes.get(i);
            out.append('\\').append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        out.append("\", align 16\n");
    }
}
