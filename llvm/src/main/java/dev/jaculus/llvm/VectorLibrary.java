package dev.jaculus.llvm;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.Set;
import java.util.function.Predicate;

/** What this machine has for the elementary functions of vectors: glibc's libmvec, where the processor has vectors worth it. */
public final class VectorLibrary {
    /** As the loader knows it. */
    static final String NAME = "libmvec.so.1";

    private VectorLibrary() {}

    /** The bits of the vectors that a processor with these features has: 512, 256, or 0. */
    public static int bits(Set<String> features) {
        if (features.containsAll(Set.of("avx512f", "avx512dq", "avx512vl", "avx512bw"))) {
            return 512;
        }
        return features.containsAll(Set.of("avx2", "fma")) ? 256 : 0;
    }

    /** Options with which loops get vectors as long as the library's functions in the text: some processors prefer shorter ones else. */
    static CodeOptions options(String text, CodeOptions options) {
        return options.vectorWidth() == 0 && text.contains("@_ZGVe") ? options.withVectorWidth(512) : options;
    }

    /** Whether it has a function of this name, such as _ZGVdN4v_exp. It stays loaded. */
    public static Predicate<String> symbols() {
        try {
            SymbolLookup library = SymbolLookup.libraryLookup(NAME, Arena.global());
            return name -> library.find(name).isPresent();
        } catch (IllegalArgumentException e) { // another C library, or an old one
            return _ -> false;
        }
    }
}
