package dev.jaculus.llvm;

/**
 * What machine code is made for.
 *
 * @param cpu LLVM's name of a processor: "znver4", or a level such as "x86-64-v3"; empty: this machine
 * @param features additions to the processor's own, as "+avx2,-fma"
 * @param level the optimisation level, 0 to 3
 * @param vectorWidth vectors of at most 256 or 512 bits are preferred; 0: what LLVM (and clang) prefers for the processor
 */
public record CodeOptions(String cpu, String features, int level, int vectorWidth) {
    /** The best code for this machine. */
    public static final CodeOptions HOST = new CodeOptions("", "", 3, 0);

    /** Checks the ranges. */
    public CodeOptions {
        if (level < 0 || level > 3) {
            throw new IllegalArgumentException("optimisation levels are 0 to 3, not " + level);
        }
        if (vectorWidth != 0 && vectorWidth != 256 && vectorWidth != 512) {
            throw new IllegalArgumentException(
                    "vector widths are 256 and 512 bits (0: the default), not " + vectorWidth);
        }
    }

    /** The same for another processor, by LLVM's name. */
    public CodeOptions withCpu(String other) {
        return new CodeOptions(other, features, level, vectorWidth);
    }

    /** The same at another optimisation level. */
    public CodeOptions withLevel(int other) {
        return new CodeOptions(cpu, features, other, vectorWidth);
    }

    /** The same with another preferred vector width. */
    public CodeOptions withVectorWidth(int bits) {
        return new CodeOptions(cpu, features, level, bits);
    }
}
