package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Machine code to text, by LLVM's tables. */
final class Disassembler {
    private static final int LONGEST_TEXT = 256;

    private Disassembler() {}

    static List<MachineInstruction> disassemble(Bindings llvm, byte[] code, long address) {
        try (Arena arena = Arena.ofConfined()) {
            long triple = arena.allocateFrom(TargetMachine.TRIPLE).address();
            long none = arena.allocateFrom("").address(); // no processor: all instructions that there are
            long handle = llvm.call(LlvmCall.LLVMCreateDisasmCPUFeatures, triple, none, none, 0, 0, 0, 0);
            if (handle == 0) {
                throw new LlvmException("this libLLVM has no disassembler for " + TargetMachine.TRIPLE);
            }
            try {
                MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, code);
                return read(llvm, handle, bytes, address, arena.allocate(LONGEST_TEXT));
            } finally {
                llvm.call(LlvmCall.LLVMDisasmDispose, handle);
            }
        }
    }

    private static List<MachineInstruction> read(
            Bindings llvm, long handle, MemorySegment code, long address, MemorySegment text) {
        List<MachineInstruction> found = new ArrayList<>();
        for (long at = 0; at < code.byteSize(); ) {
            long length = llvm.call(
                    LlvmCall.LLVMDisasmInstruction,
                    handle,
                    code.address() + at,
                    code.byteSize() - at,
                    address + at,
                    text.address(),
                    LONGEST_TEXT,
                    0);
            if (length > 0) {
                String plain = text.getString(0).strip().replaceAll("\\s+", " ");
                found.add(new MachineInstruction(address + at, (int) length, plain));
            }
            at += Math.max(1, length);
        }
        return found;
    }
}
