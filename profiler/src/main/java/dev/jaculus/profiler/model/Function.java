package dev.jaculus.profiler.model;

/**
 * A function, or what stands for one: an import, a compilation, a library whose functions have no names.
 *
 * @param file where its source is, as it was compiled; empty for native code
 * @param line where it begins; 0 when not known
 * @param library what it belongs to when it is not the user's own: {@code numpy}, {@code libc}, {@code threading}; else empty
 */
public record Function(Kind kind, String name, String file, int line, String library) {
    /** Files of the library that is written in the compiled language are named by this prefix, which is no folder. */
    private static final String OURS = "<jaculus>/";

    public static Function kernel(String name, String file, int line) {
        return new Function(Kind.KERNEL, name, file, line, file.startsWith(OURS) ? "jaculus" : "");
    }

    public static Function python(String name, String file, int line) {
        return new Function(Kind.PYTHON, name, file, line, "");
    }

    public static Function nativeCode(String name, String library) {
        return new Function(Kind.NATIVE, name, "", 0, library);
    }

    /** Whether it is the user's own, whose lines are charged before those of libraries. */
    public boolean isOwn() {
        return library.isEmpty() && !file.isEmpty();
    }
}
