package dev.jaculus.compiler.ir;

/** An operation and the place in the source that it comes from. */
public record Instruction(Op op, Location at) {
    public Instruction with(Op other) {
        return new Instruction(other, at);
    }
}
