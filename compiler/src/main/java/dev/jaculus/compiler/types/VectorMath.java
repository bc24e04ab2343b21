package dev.jaculus.compiler.types;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The elementary functions that the C library of the kernel's machine computes for a whole vector at once (glibc's libmvec).
 *
 * @param bits of the vectors that it is asked with; 0 where there are no such functions
 * @param functions what it has for these, by the names of the scalar functions: exp, expf
 */
public record VectorMath(int bits, List<String> functions) {
    /** None: each number is computed by itself. */
    public static final VectorMath NONE = new VectorMath(0, List.of());

    /** What the C library may have. The others of {@link MathFunction} are instructions, or computed one by one everywhere. */
    private static final Set<MathFunction> NONE_HAS =
            Set.of(MathFunction.FMOD, MathFunction.TGAMMA, MathFunction.LGAMMA, MathFunction.NEXTAFTER);

    public VectorMath {
        functions = List.copyOf(new TreeSet<>(functions));
        if (bits != 0 && bits != 256 && bits != 512) {
            throw new IllegalArgumentException("no vectors of " + bits + " bits");
        }
    }

    /** All that can be asked for, whether a library has it or not. */
    public static boolean isKnown(MathFunction function) {
        return function.isCall() && !NONE_HAS.contains(function);
    }

    /** Those that leave the processor's status flags as they must be: a ufunc's caller warns of what they say. */
    public VectorMath quiet() {
        return new VectorMath(
                bits,
                functions.stream()
                        .filter(one -> !one.startsWith("pow"))
                        .toList()); // "invalid" for NaN and subnormal numbers
    }

    /** Whether the library has this one. */
    public boolean has(MathFunction function, Type.Float type) {
        return isKnown(function) && functions.contains(function.cName(type));
    }

    /** How many numbers one call takes. */
    public int lanes(Type.Float type) {
        return bits / type.bits();
    }

    /** The library's name, by the vector function ABI of x86-64: _ZGVeN8v_exp. */
    public static String symbol(MathFunction function, Type.Float type, int bits) {
        String isa = bits == 512 ? "e" : "d";
        return "_ZGV" + isa + "N" + bits / type.bits() + "v".repeat(function.arity()) + "_" + function.cName(type);
    }
}
