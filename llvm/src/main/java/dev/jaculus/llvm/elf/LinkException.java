package dev.jaculus.llvm.elf;

/** An object file has something that the image writer does not do; the message says what. */
public final class LinkException extends RuntimeException {
    /** With the reason. */
    public LinkException(String message) {
        super(message);
    }
}
