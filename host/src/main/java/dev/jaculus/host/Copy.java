package dev.jaculus.host;

import dev.jaculus.compiler.types.Type;
import java.lang.foreign.MemorySegment;

/**
 * A Java array as a kernel's argument: its elements are copied to native memory and, after the call, back into it, since
 * a kernel may change its arguments.
 */
record Copy(Array array, Object original) {

    /** Null when the object is no array that kernels know. */
    static Copy of(Object value, Type.Scalar element) {
        Array array = switch (value) {
            case double[] v -> Array.of(v);
            case float[] v -> Array.of(v);
            case long[] v -> Array.of(v);
            case int[] v -> Array.of(v);
            case short[] v -> Array.of(v);
            case byte[] v -> Array.of(v);
            case boolean[] v -> Array.of(v);
            default -> null;
        };
        return array == null ? null : new Copy(sameKind(array, element), value);
    }

    /** Java has no unsigned integers: int[] is also an array of uint32, byte[] also one of truth values. */
    private static Array sameKind(Array array, Type.Scalar element) {
        boolean integers = !(array.element() instanceof Type.Float) && !(element instanceof Type.Float);
        return integers && array.element().size() == element.size() ? array.as(element.toString()) : array;
    }

    void back() {
        switch (original) {
            case double[] v -> target(MemorySegment.ofArray(v));
            case float[] v -> target(MemorySegment.ofArray(v));
            case long[] v -> target(MemorySegment.ofArray(v));
            case int[] v -> target(MemorySegment.ofArray(v));
            case short[] v -> target(MemorySegment.ofArray(v));
            case byte[] v -> target(MemorySegment.ofArray(v));
            case boolean[] v -> {
                for (int i = 0; i < v.length; i++) {
                    v[i] = array.getLong(i) != 0;
                }
            }
            default -> throw new AssertionError(original);
        }
    }

    private void target(MemorySegment target) {
        MemorySegment.copy(array.memory(), 0, target, 0, target.byteSize());
    }
}
