package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** LLVM's code generator for one processor and level. Not thread-safe: one thread at a time uses one. */
final class TargetMachine {
    static final String TRIPLE = "x86_64-unknown-linux-gnu";

    private static final int PIC = 2;
    private static final int DEFAULT_CODE_MODEL = 0;

    private final long handle;
    private final String dataLayout;

    TargetMachine(Bindings llvm, CodeOptions options) {
        boolean host = options.cpu().isEmpty();
        String cpu = host ? hostCpu(llvm) : options.cpu();
        String features = join(join(host ? hostFeatures(llvm) : "", options.features()), width(options.vectorWidth()));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment triple = arena.allocateFrom(TRIPLE);
            MemorySegment out = arena.allocate(JAVA_LONG, 2);
            if (Bindings.flag(
                    llvm.call(LlvmCall.LLVMGetTargetFromTriple, triple.address(), out.address(), out.address() + 8))) {
                throw new LlvmException(llvm.take(out.getAtIndex(JAVA_LONG, 1)));
            }
            handle = llvm.call(
                    LlvmCall.LLVMCreateTargetMachine,
                    out.getAtIndex(JAVA_LONG, 0),
                    triple.address(),
                    arena.allocateFrom(cpu).address(),
                    arena.allocateFrom(features).address(),
                    options.level(),
                    PIC,
                    DEFAULT_CODE_MODEL);
        }
        long layout = llvm.call(LlvmCall.LLVMCreateTargetDataLayout, handle);
        dataLayout = llvm.take(llvm.call(LlvmCall.LLVMCopyStringRepOfTargetData, layout));
        llvm.call(LlvmCall.LLVMDisposeTargetData, layout);
    }

    long handle() {
        return handle;
    }

    /** Sizes and alignments of types, in LLVM's notation. */
    String dataLayout() {
        return dataLayout;
    }

    static String hostCpu(Bindings llvm) {
        return llvm.take(llvm.call(LlvmCall.LLVMGetHostCPUName));
    }

    static String hostFeatures(Bindings llvm) {
        return llvm.take(llvm.call(LlvmCall.LLVMGetHostCPUFeatures));
    }

    /** The preference is a tuning feature of the processor, so no function needs an attribute for it. */
    private static String width(int bits) {
        return switch (bits) {
            case 256 -> "+prefer-256-bit";
            case 512 -> "-prefer-256-bit";
            default -> "";
        };
    }

    private static String join(String a, String b) {
        return a.isEmpty() || b.isEmpty() ? a + b : a + "," + b;
    }
}
