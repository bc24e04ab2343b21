package dev.jaculus.compiler.ir.interpret;

import dev.jaculus.compiler.types.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * An array at run time.
 *
 * @param memory null for a variable that nothing was assigned to
 * @param offset of the first element, in bytes
 * @param shape in elements
 * @param strides in bytes
 */
public record Strided(Type.Scalar element, Memory memory, long offset, List<Long> shape, List<Long> strides) {
    public Strided {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    /** C-ordered from the memory's start on. */
    public static Strided of(Type.Scalar element, Memory memory, List<Long> shape) {
        return new Strided(element, memory, 0, shape, packed(element, shape));
    }

    /** The strides of a C-ordered array. */
    public static List<Long> packed(Type.Scalar element, List<Long> shape) {
        var strides = new ArrayList<Long>();
        long stride = element.size();
        for (long length : shape.reversed()) {
            strides.addFirst(stride);
            stride *= length;
        }
        return strides;
    }

    /** The product of the lengths. */
    public long size() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** The element at an index: a Long or a Double. */
    public Object get(List<Long> index) {
        return memory.load(element, at(index));
    }

    /** Writes the element at an index. */
    public void set(List<Long> index, Object x) {
        memory.store(element, at(index), x);
    }

    private int at(List<Long> index) {
        long at = offset;
        for (int axis = 0; axis < index.size(); axis++) {
            long i = index.get(axis);
            if (i < 0 || i >= shape.get(axis)) {
                throw new IllegalStateException("index %s is outside of shape %s".formatted(index, shape));
            }
            at += i * strides.get(axis);
        }
        return Math.toIntExact(at);
    }

    /** All elements in C order. */
    public List<Object> elements() {
        var all = new ArrayList<Object>();
        Indices.of(shape, index -> all.add(get(index)));
        return all;
    }

    /** As if it had a larger shape: axes are added before, and axes of length 1 repeat. */
    Strided broadcast(List<Long> to) {
        int added = to.size() - shape.size();
        var wide = new ArrayList<Long>();
        for (int axis = 0; axis < to.size(); axis++) {
            long length = axis < added ? 1 : shape.get(axis - added);
            if (length != 1 && length != to.get(axis)) {
                throw new IllegalStateException("shape %s does not broadcast to %s".formatted(shape, to));
            }
            wide.add(length == 1 ? 0 : strides.get(axis - added));
        }
        return new Strided(element, memory, offset, to, wide);
    }

    /** The first byte of the range that it spans, and the one after the last; equal when it is empty. */
    public long[] span() {
        long low = offset, high = offset + element.size();
        for (int axis = 0; axis < shape.size(); axis++) {
            long reach = (shape.get(axis) - 1) * strides.get(axis);
            low += Math.min(0, reach);
            high += Math.max(0, reach);
        }
        return new long[] {low, size() == 0 ? low : high};
    }

    /** Throws when it is not what its type says. */
    Strided checked(Type.Array type) {
        List<Long> packed = switch (type.layout()) {
            case C -> packed(element, shape);
            case F -> packed(element, shape.reversed()).reversed();
            case A -> strides;
        };
        for (int axis = 0; axis < shape.size(); axis++) {
            // The stride of an axis with one place means nothing, and in an empty array none does.
            if (size() > 0 && shape.get(axis) > 1 && !packed.get(axis).equals(strides.get(axis))) {
                throw new IllegalStateException("shape %s with strides %s is no %s".formatted(shape, strides, type));
            }
        }
        if (type.rank() != shape.size()
                || !type.element().equals(element)
                || (type.last() != 0 && shape.getLast() != type.last())) {
            throw new IllegalStateException("%s of shape %s is no %s".formatted(element, shape, type));
        }
        return this;
    }
}
