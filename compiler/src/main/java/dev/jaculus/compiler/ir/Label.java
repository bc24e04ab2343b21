package dev.jaculus.compiler.ir;

/** The name of a place that an {@link Op.Jump} goes to: the end of a Block, or the start of a Loop. */
public record Label(int id) {
    @Override
    public String toString() {
        return "^" + id;
    }
}
