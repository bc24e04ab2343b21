package dev.jaculus.profiler.symbols;

/**
 * A function of native code that is no kernel.
 *
 * @param name of the function; where it has none, of its file: {@code _multiarray_umath}
 * @param library what it belongs to: {@code numpy}, {@code openblas}, {@code libm}
 */
public record NativeFunction(String name, String library) {
    /** The library of the interpreter's own functions. */
    public static final String INTERPRETER = "python";

    public boolean isInterpreter() {
        return library.equals(INTERPRETER);
    }

    /** Whether it is of the C library, which everybody calls. */
    public boolean isCommon() {
        return library.equals("libc") || library.equals("ld-linux") || library.equals("vdso");
    }

    /** Whether it gets a thread its turn in the interpreter. */
    public boolean isWaitForInterpreter() {
        return isInterpreter()
                && name.matches("take_gil.*|PyEval_(RestoreThread|AcquireThread)|_?PyThreadState_Attach");
    }

    /** Whether it looks for objects that nobody needs any more, or ends them. */
    public boolean isGarbageCollection() {
        return isInterpreter() && name.matches("_?(Py_?)?gc_collect.*|_?PyGC_Collect.*|_Py_RunGC|deduce_unreachable.*");
    }
}
