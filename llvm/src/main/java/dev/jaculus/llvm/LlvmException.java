package dev.jaculus.llvm;

/** LLVM refused something. For LLVM text that does not parse, {@link #line()} says where. */
public final class LlvmException extends RuntimeException {
    private final int line;

    /** An error with no place in a text. */
    public LlvmException(String message) {
        this(message, 0, null);
    }

    /** An error with its cause. */
    public LlvmException(String message, Throwable cause) {
        this(message, 0, cause);
    }

    /** An error at a line (from 1) of the LLVM text, or 0 when it has none. */
    public LlvmException(String message, int line, Throwable cause) {
        super(message, cause);
        this.line = line;
    }

    /** The line of the LLVM text, from 1; 0: the error has no place in the text. */
    public int line() {
        return line;
    }
}
