package dev.jaculus.explain.flow;

import java.util.BitSet;

/**
 * A natural loop: blocks that reach its header again without leaving it.
 *
 * @param depth how many loops it is in, itself counted
 * @param innermost whether no other loop is in it
 */
public record Loop(int header, BitSet blocks, int depth, boolean innermost) {
    /** Whether a block is in it. */
    public boolean has(int block) {
        return blocks.get(block);
    }
}
