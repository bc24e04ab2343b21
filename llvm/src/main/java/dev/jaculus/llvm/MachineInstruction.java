package dev.jaculus.llvm;

/**
 * A machine instruction.
 *
 * @param address of its first byte
 * @param length in bytes
 * @param text in AT&T's notation, its parts separated by single spaces; the target of a jump or call is relative to the next instruction
 */
public record MachineInstruction(long address, int length, String text) {
    /** The address of the instruction behind it. */
    public long end() {
        return address + length;
    }
}
