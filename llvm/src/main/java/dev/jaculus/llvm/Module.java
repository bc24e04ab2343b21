package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One parsed module. It lives inside its {@link Context} and is closed before it. */
final class Module implements AutoCloseable {
    /** What {@link #emit} makes. */
    enum Output {
        ASSEMBLY(0),
        OBJECT(1);

        private final int fileType;

        Output(int fileType) {
            this.fileType = fileType;
        }
    }

    private static final int RETURN_STATUS = 2;

    private final Bindings llvm;
    private final long handle;

    Module(Bindings llvm, long handle) {
        this.llvm = llvm;
        this.handle = handle;
    }

    /** Throws when the module breaks a rule of LLVM's language that its parser does not check. */
    void verify() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            boolean broken = Bindings.flag(llvm.call(LlvmCall.LLVMVerifyModule, handle, RETURN_STATUS, out.address()));
            String message = llvm.take(out.get(JAVA_LONG, 0));
            if (broken) {
                throw new LlvmException(message.strip());
            }
        }
    }

    /** Runs LLVM's standard pipeline of a level, as clang does. */
    void optimise(TargetMachine machine, int level) {
        long options = llvm.call(LlvmCall.LLVMCreatePassBuilderOptions);
        try (Arena arena = Arena.ofConfined()) {
            long passes = arena.allocateFrom("default<O" + level + ">").address();
            long error = llvm.call(LlvmCall.LLVMRunPasses, handle, passes, machine.handle(), options);
            if (error != 0) {
                long message = llvm.call(LlvmCall.LLVMGetErrorMessage, error);
                String text = Bindings.text(message);
                llvm.call(LlvmCall.LLVMDisposeErrorMessage, message);
                throw new LlvmException(text);
            }
        } finally {
            llvm.call(LlvmCall.LLVMDisposePassBuilderOptions, options);
        }
    }

    /** Decides what calls that might have become vector calls are calls of; the passes must be done. */
    void resolveVectorCalls() {
        VectorCalls.resolve(llvm, handle);
    }

    /** The module as LLVM text. */
    String print() {
        return llvm.take(llvm.call(LlvmCall.LLVMPrintModuleToString, handle));
    }

    /** The module as machine code. The code generator changes the module, so this comes last. */
    byte[] emit(TargetMachine machine, Output output) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG, 2);
            boolean failed = Bindings.flag(llvm.call(
                    LlvmCall.LLVMTargetMachineEmitToMemoryBuffer,
                    machine.handle(),
                    handle,
                    output.fileType,
                    out.address(),
                    out.address() + 8));
            if (failed) {
                throw new LlvmException(llvm.take(out.getAtIndex(JAVA_LONG, 0)));
            }
            return llvm.takeBuffer(out.getAtIndex(JAVA_LONG, 1));
        }
    }

    @Override
    public void close() {
        llvm.call(LlvmCall.LLVMDisposeModule, handle);
    }
}
