package dev.jaculus.profiler.symbols;

import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Which instruction a sample was waiting for.
 *
 * <p>A processor that is interrupted finishes the instruction it waits for, and stops before the next one: so the program
 * counter of a sample names the instruction <em>behind</em> the slow one, which may be of another line. In the middle of a
 * block the slow one is the one before. At the begin of a block nobody knows where control came from, and the
 * program counter is all there is.
 */
final class Blocks {
    private final long address;
    /** The instructions, by their offset in the code, that can only be reached from the one before. */
    private final BitSet inner;

    private Blocks(long address, BitSet inner) {
        this.address = address;
        this.inner = inner;
    }

    /** The blocks of the x86-64 code that is loaded at an address; of code that we cannot read, none. */
    static Blocks of(long address, ByteBuffer code) {
        BitSet inner = new BitSet();
        BitSet targets = new BitSet();
        try {
            boolean reached = false;
            for (int at = 0; at < code.limit(); ) {
                X86Length.Instruction it = X86Length.at(code, at);
                inner.set(at, reached);
                if (it.target() >= 0 && it.target() < code.limit()) {
                    targets.set(it.target());
                }
                reached = it.fallsThrough();
                at += it.length();
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            return new Blocks(address, new BitSet());
        }
        inner.andNot(targets);
        return new Blocks(address, inner);
    }

    /** An address in the instruction that a thread stopped at this address was waiting for. */
    long waitedFor(long pc) {
        long offset = pc - address;
        return offset > 0 && offset < inner.length() && inner.get((int) offset) ? pc - 1 : pc;
    }
}
