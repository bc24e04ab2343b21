package dev.jaculus.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class ArrayTest {
    @Test
    void javaArraysHaveTheirTypes() {
        assertEquals("array(float64, 1d, C)", Array.of(new double[3]).type());
        assertEquals("array(float32, 2d, C)", Array.of(new float[6], 2, 3).type());
        assertEquals("array(int64, 1d, C)", Array.of(new long[0]).type());
        assertEquals(
                "array(int32, 0d, C)",
                Array.of(new int[1], new long[] {1}).type().replace("1d", "0d"));
        assertEquals("array(int16, 1d, C)", Array.of(new short[1]).type());
        assertEquals(
                "array(uint8, 3d, C)",
                Array.of(new byte[6], 1, 2, 3).as("uint8").type());
        assertEquals("array(bool, 1d, C)", Array.of(new boolean[] {true}).type());
    }

    @Test
    void layoutsAreRecognised() {
        MemorySegment memory = Array.zeros("float64", 12).memory();
        assertEquals(
                "array(float64, 2d, F)",
                Array.over(memory, 0, "float64", new long[] {3, 4}, new long[] {8, 24})
                        .type());
        assertEquals(
                "array(float64, 2d, A)",
                Array.over(memory, 0, "float64", new long[] {3, 2}, new long[] {32, 8})
                        .type());
        assertEquals(
                "array(float64, 2d, C)",
                Array.over(memory, 0, "float64", new long[] {1, 4}, new long[] {-99, 8})
                        .type());
    }

    @Test
    void elementsAreReadByIndex() {
        Array array = Array.of(new int[] {1, 2, 3, 4, 5, -6}, 2, 3);
        assertEquals(-6, array.getLong(1, 2));
        assertEquals(-6.0, array.getDouble(1, 2));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, -6}, array.toDoubles());
        assertEquals(0xfffffffaL, array.as("uint32").getLong(1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> array.getLong(2, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> array.getLong(0));
    }

    @Test
    void theLargestUnsignedNumbersAreNotNegative() {
        assertEquals(0x1p64, Array.of(new long[] {-1}).as("uint64").getDouble(0));
    }

    @Test
    void memoryMustHoldTheElements() {
        MemorySegment memory = Array.zeros("float64", 4).memory();
        assertThrows(IllegalArgumentException.class, () -> Array.over(memory, "float64", 5));
        assertThrows(
                IllegalArgumentException.class,
                () -> Array.over(memory, 0, "float64", new long[] {2}, new long[] {-8}));
        assertThrows(IllegalArgumentException.class, () -> Array.over(MemorySegment.ofArray(new long[4]), "int64", 4));
        assertThrows(IllegalArgumentException.class, () -> Array.of(new long[4], 3));
        assertThrows(IllegalArgumentException.class, () -> Array.zeros("array(int64, 1d, C)", 3));
        assertThrows(IllegalArgumentException.class, () -> Array.of(new byte[4]).as("int32"));
    }
}
