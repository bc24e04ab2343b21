package dev.jaculus.host;

import dev.jaculus.compiler.types.Type;
import dev.jaculus.server.request.Types;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * An N-dimensional array in native memory, as kernels take and give them. Strides are in bytes and may be negative.
 *
 * <p>The memory is freed when neither the array nor a segment taken from it is reachable any more. {@link #close} frees
 * what a kernel returned at once; after that the array refuses every use, and a segment taken from it must have none.
 */
public final class Array implements AutoCloseable {
    private final MemorySegment memory;
    private final long start;
    private final Type.Scalar element;
    private final long[] shape;
    private final long[] strides;
    private final Block block;

    Array(MemorySegment memory, long start, Type.Scalar element, long[] shape, long[] strides, Block block) {
        this.memory = memory;
        this.start = start;
        this.element = element;
        this.shape = shape;
        this.strides = strides;
        this.block = block;
        if (size() > 0) {
            Span span = Span.of(element, shape, strides);
            if (start + span.low() < 0 || start + span.high() > memory.byteSize()) {
                throw new IllegalArgumentException("an array of shape " + Arrays.toString(shape) + " and strides "
                        + Arrays.toString(strides) + " does not lie within " + memory.byteSize() + " bytes");
            }
        }
    }

    /** The bytes that an array's elements cover, from its first element. */
    record Span(long low, long high) {
        static Span of(Type.Scalar element, long[] shape, long[] strides) {
            long low = 0;
            long high = 0;
            for (int i = 0; i < shape.length; i++) {
                long last = strides[i] * (shape[i] - 1);
                low += Math.min(0, last);
                high += Math.max(0, last);
            }
            return new Span(low, high + element.size());
        }
    }

    /** float64 elements in C order, copied; without a shape one-dimensional. */
    public static Array of(double[] values, long... shape) {
        return copy("float64", MemorySegment.ofArray(values), values.length, shape);
    }

    /** float32 elements. */
    public static Array of(float[] values, long... shape) {
        return copy("float32", MemorySegment.ofArray(values), values.length, shape);
    }

    /** int64 elements. */
    public static Array of(long[] values, long... shape) {
        return copy("int64", MemorySegment.ofArray(values), values.length, shape);
    }

    /** int32 elements. */
    public static Array of(int[] values, long... shape) {
        return copy("int32", MemorySegment.ofArray(values), values.length, shape);
    }

    /** int16 elements. */
    public static Array of(short[] values, long... shape) {
        return copy("int16", MemorySegment.ofArray(values), values.length, shape);
    }

    /** int8 elements; {@link #as} makes them uint8 or bool. */
    public static Array of(byte[] values, long... shape) {
        return copy("int8", MemorySegment.ofArray(values), values.length, shape);
    }

    /** bool elements. */
    public static Array of(boolean[] values, long... shape) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return of(bytes, shape).as("bool");
    }

    /** Native memory that already has the elements, in C order; nothing is copied. */
    public static Array over(MemorySegment memory, String dtype, long... shape) {
        Type.Scalar element = scalar(dtype);
        return over(memory, 0, dtype, shape, contiguous(element, shape));
    }

    /** Native memory with any strides; {@code start} is where the element of index 0 lies. */
    public static Array over(MemorySegment memory, long start, String dtype, long[] shape, long[] strides) {
        if (!memory.isNative()) {
            throw new IllegalArgumentException("kernels work on native memory: Array.of copies a Java array");
        }
        return new Array(memory, start, scalar(dtype), shape.clone(), strides.clone(), Block.NONE);
    }

    /** Zeros. */
    public static Array zeros(String dtype, long... shape) {
        Type.Scalar element = scalar(dtype);
        long bytes = Math.max(1, Arrays.stream(shape).reduce(element.size(), Math::multiplyExact));
        return over(Arena.ofAuto().allocate(bytes, 64), dtype, shape);
    }

    private static Array copy(String dtype, MemorySegment values, int count, long[] given) {
        long[] shape = given.length == 0 ? new long[] {count} : given;
        if (Arrays.stream(shape).reduce(1, (a, b) -> a * b) != count) {
            throw new IllegalArgumentException(count + " elements do not fill the shape " + Arrays.toString(shape));
        }
        Array array = zeros(dtype, shape);
        array.memory.copyFrom(values);
        return array;
    }

    private static Type.Scalar scalar(String dtype) {
        if (Types.of(dtype).orElse(null) instanceof Type.Scalar scalar) {
            return scalar;
        }
        throw new IllegalArgumentException("arrays have no elements of type " + dtype);
    }

    private static long[] contiguous(Type.Scalar element, long[] shape) {
        long[] strides = new long[shape.length];
        long step = element.size();
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, shape[i]);
        }
        return strides;
    }

    /** The same memory with elements of another type of the same size, as from int8 to uint8. */
    public Array as(String dtype) {
        Type.Scalar other = scalar(dtype);
        if (other.size() != element.size()) {
            throw new IllegalArgumentException(element + " and " + dtype + " differ in size");
        }
        return new Array(memory, start, other, shape, strides, block);
    }

    /** The type of the elements, in NumPy's words. */
    public String dtype() {
        return element.toString();
    }

    /** The length of each axis. */
    public long[] shape() {
        return shape.clone();
    }

    /** The distance between neighbours along each axis, in bytes. */
    public long[] strides() {
        return strides.clone();
    }

    /** The number of elements. */
    public long size() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** The memory that holds the elements; the first is not at its start where a stride is negative. */
    public MemorySegment memory() {
        block.check();
        return memory;
    }

    /** The type that a kernel for this array is compiled with. */
    public String type() {
        Type.Layout layout = has(Type.Layout.C) ? Type.Layout.C : has(Type.Layout.F) ? Type.Layout.F : Type.Layout.A;
        return new Type.Array(element, shape.length, layout).toString();
    }

    /** An element of an integer or bool array. */
    public long getLong(long... index) {
        return Elements.getLong(memory(), at(index), element);
    }

    /** An element of any array as a float64. */
    public double getDouble(long... index) {
        return Elements.getDouble(memory(), at(index), element);
    }

    /** All elements in C order, as float64. */
    public double[] toDoubles() {
        double[] result = new double[Math.toIntExact(size())];
        long[] index = new long[shape.length];
        for (int i = 0; i < result.length; i++, next(index)) {
            result[i] = getDouble(index);
        }
        return result;
    }

    /** All elements of an integer or bool array in C order. */
    public long[] toLongs() {
        long[] result = new long[Math.toIntExact(size())];
        long[] index = new long[shape.length];
        for (int i = 0; i < result.length; i++, next(index)) {
            result[i] = getLong(index);
        }
        return result;
    }

    private void next(long[] index) {
        for (int i = index.length - 1; i >= 0 && ++index[i] == shape[i]; i--) {
            index[i] = 0;
        }
    }

    private long at(long[] index) {
        if (index.length != shape.length) {
            throw new IndexOutOfBoundsException(index.length + " indices for " + shape.length + " axes");
        }
        long at = start;
        for (int i = 0; i < index.length; i++) {
            if (index[i] < 0 || index[i] >= shape[i]) {
                throw new IndexOutOfBoundsException(
                        "index " + index[i] + " is out of bounds for axis " + i + " with size " + shape[i]);
            }
            at += index[i] * strides[i];
        }
        return at;
    }

    /** Whether the elements lie as a layout says; axes of length 1 and empty arrays lie in every way. */
    boolean has(Type.Layout layout) {
        if (layout == Type.Layout.A || size() == 0) {
            return true;
        }
        long step = element.size();
        for (int k = 0; k < shape.length; k++) {
            int i = layout == Type.Layout.C ? shape.length - 1 - k : k;
            if (shape[i] != 1 && strides[i] != step) {
                return false;
            }
            step *= shape[i];
        }
        return true;
    }

    Type.Scalar element() {
        return element;
    }

    /** Where the element of index 0 lies. */
    long address() {
        return memory().address() + start;
    }

    /** Frees at once what a kernel returned, and does nothing for other arrays. */
    @Override
    public void close() {
        block.release();
    }
}
