package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What LLVM keeps for one compilation (types, constants): each has its own, so that several threads can compile. */
final class Context implements AutoCloseable {
    /** "kernel:12:3: error: expected type", then the line and a caret under it. */
    private static final Pattern PARSE_ERROR = Pattern.compile("[^\\n]*?:(\\d+):\\d+: error: (.*)", Pattern.DOTALL);

    private final Bindings llvm;
    private final long handle;

    long handle() {
        return handle;
    }

    Context(Bindings llvm) {
        this.llvm = llvm;
        this.handle = llvm.call(LlvmCall.LLVMContextCreate);
    }

    /**
     * Reads LLVM text for a machine. The machine's data layout goes before the text (on its first line: line numbers
     * in messages stay true), because the parser already needs it: a load that names no alignment gets one there.
     */
    Module parse(String text, TargetMachine machine) {
        byte[] bytes = ("target datalayout = \"" + machine.dataLayout() + "\" target triple = \"" + TargetMachine.TRIPLE
                        + "\" " + text)
                .getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, bytes);
            MemorySegment out = arena.allocate(JAVA_LONG, 2);
            long buffer = llvm.call(
                    LlvmCall.LLVMCreateMemoryBufferWithMemoryRangeCopy,
                    copy.address(),
                    bytes.length,
                    arena.allocateFrom("kernel").address());
            // The parser owns the buffer from here, also when it fails.
            if (Bindings.flag(
                    llvm.call(LlvmCall.LLVMParseIRInContext, handle, buffer, out.address(), out.address() + 8))) {
                throw parseError(llvm.take(out.getAtIndex(JAVA_LONG, 1)));
            }
            return new Module(llvm, out.getAtIndex(JAVA_LONG, 0));
        }
    }

    private static LlvmException parseError(String message) {
        Matcher m = PARSE_ERROR.matcher(message);
        return m.matches()
                ? new LlvmException(m.group(2).strip(), Integer.parseInt(m.group(1)), null)
                : new LlvmException(message.strip());
    }

    @Override
    public void close() {
        llvm.call(LlvmCall.LLVMContextDispose, handle);
    }
}
