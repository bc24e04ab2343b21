package dev.jaculus.llvm.elf;

import java.util.ArrayList;
import java.util.List;

/**
 * What an object file does not say about the library that it becomes.
 *
 * @param needed libraries that the loader must bring, in order
 * @param exported the functions that others may look up; every other name is for debuggers and profilers only
 * @param soname the library's own name for the loader; empty: none
 */
public record LinkOptions(List<String> needed, List<String> exported, String soname) {
    /** A kernel, as every host loads it. */
    public static final LinkOptions KERNEL =
            new LinkOptions(List.of("libjaculus_rt.so", "libm.so.6"), List.of("jaculus_entry"), "");

    /** Copies the lists. */
    public LinkOptions {
        needed = List.copyOf(needed);
        exported = List.copyOf(exported);
    }

    /** The same with one more library. */
    public LinkOptions needing(String library) {
        List<String> libraries = new ArrayList<>(needed);
        libraries.add(library);
        return new LinkOptions(libraries, exported, soname);
    }

    /** The same with one more exported function. */
    public LinkOptions exporting(String name) {
        List<String> names = new ArrayList<>(exported);
        names.add(name);
        return new LinkOptions(needed, names, soname);
    }
}
