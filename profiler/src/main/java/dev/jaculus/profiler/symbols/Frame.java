package dev.jaculus.profiler.symbols;

/**
 * A source line that an address belongs to, in one of the functions inlined there.
 *
 * @param file as the compiler wrote it; empty when not known
 * @param line 0 when not known
 * @param column from 1; 0 when not known
 * @param functionLine where the function begins; 0 when not known
 */
public record Frame(String file, int line, int column, String function, int functionLine) {
    /** Files of our NumPy library are named by this prefix, which is no folder. */
    private static final String LIBRARY = "<jaculus>/";

    public boolean isKnown() {
        return line > 0 && !file.isEmpty();
    }

    public boolean isLibrary() {
        return file.startsWith(LIBRARY);
    }

    /** The file as it is named here: tools put the folder of the kernel's own file before names that are no paths. */
    static String fileName(String file) {
        int library = file.indexOf("/" + LIBRARY);
        return library < 0 ? file : file.substring(library + 1);
    }

    /** The function as it is named in the source: compilers number those that they made of one. */
    static String functionName(String symbol) {
        String name = symbol.replaceFirst("^(__gufunc__|__ufunc__|cfunc|cpython)\\.", ""); // Numba's wrappers
        if (name.startsWith("_ZN")) { // Numba's: modules, functions, then types
            String plain = FunctionNames.shown(name);
            name = plain.substring(plain.lastIndexOf(':') + 1);
        }
        if (name.startsWith("__numba_parfor_gufunc")) {
            return "prange"; // its number is an address
        }
        return name.replaceFirst("(\\.\\d+\\.piece)?\\.\\d+(\\(.*\\))?$", "");
    }
}
