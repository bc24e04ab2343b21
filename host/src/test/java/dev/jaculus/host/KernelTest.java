package dev.jaculus.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static final TextKernels KERNELS = new TextKernels();

    private static final String IOTA_SITES = """
            {'kind':'call','function':'outer','file':'k.py','line':9,'column':12},
            {'kind':'raise','class':'builtins.ValueError','index':null,'function':'iota','file':'k.py','line':3,'column':5,
             'arguments':[{'const':{'str':'negative'}},{'slot':0,'type':'int64'},{'slot':1,'type':'float32'}]}
            """;

    private static Kernel sum(String layout) {
        return KERNELS.load("sum", "'array(float64, 2d, %s)'".formatted(layout), "float64", "");
    }

    private static Kernel iota() {
        return KERNELS.load("iota", "'int64'", "Tuple(array(int64, 1d, A), int64)", IOTA_SITES);
    }

    @Test
    void scalarsGoInAndOut() {
        Kernel add = KERNELS.load("add", "'int64','int64'", "int64", "");
        assertEquals(42L, add.call(40, 2L));
        assertEquals(Long.MIN_VALUE, add.call(Long.MAX_VALUE, 1));
        assertEquals(List.of("int64", "int64"), add.argumentTypes());
        assertEquals("int64", add.resultType());
    }

    @Test
    void everyScalarHasItsForm() {
        Kernel echo = KERNELS.load(
                "echo",
                "'uint8','int32','float32','Tuple(bool, float64)','none'",
                "Tuple(uint8, int32, float32, Tuple(bool, float64), none)",
                "");
        assertEquals(
                Arrays.asList(255L, -5L, 0.5, List.of(true, -0.0), null),
                echo.call(255, -5, 0.5, List.of(true, -0.0), null));
    }

    @Test
    void arraysKeepTheirStrides() {
        Array array = Array.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        assertEquals(21.0, sum("C").call(array));
        Array columns = Array.over(array.memory(), 8, "float64", new long[] {2, 2}, new long[] {24, 8});
        assertEquals(16.0, sum("A").call(columns));
        Array backwards = Array.over(array.memory(), 40, "float64", new long[] {2, 3}, new long[] {-24, -8});
        assertEquals(21.0, sum("A").call(backwards));
        assertEquals(0.0, sum("C").call(Array.zeros("float64", 0, 3)));
    }

    @Test
    void memoryOfTheCallersIsUsedInPlace() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_DOUBLE, 1, 2, 3, 4);
            assertEquals(10.0, sum("C").call(Array.over(memory, "float64", 2, 2)));
        }
    }

    @Test
    void returnedArraysOwnTheirMemory() {
        List<?> result = (List<?>) iota().call(4);
        assertEquals(4L, result.get(1));
        Array array = (Array) result.get(0);
        assertArrayEquals(new long[] {0, 1, 2, 3}, array.toLongs());
        assertArrayEquals(new long[] {-8}, array.strides());
        array.close();
        array.close(); // twice is once
        assertThrows(IllegalStateException.class, () -> array.getLong(0));
        assertThrows(IllegalStateException.class, () -> array.memory());
    }

    @Test
    void emptyArraysComeBack() {
        assertArrayEquals(new long[0], ((Array) ((List<?>) iota().call(0)).get(0)).toLongs());
    }

    @Test
    void memoryThatNobodyReachesIsFreed() throws IOException {
        Kernel iota = iota();
        for (int i = 0; i < 100; i++) {
            iota.call(1 << 20); // 800 MiB in all
            if (i % 10 == 0) {
                System.gc();
            }
        }
        String resident = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElseThrow();
        assertTrue(Long.parseLong(resident.replaceAll("\\D", "")) < 600_000, resident);
    }

    @Test
    void viewsShareTheMemoryOfTheirArgument() {
        Kernel tail = KERNELS.load("tail", "'array(uint8, 1d, C)'", "array(uint8, 1d, C)", "");
        Array array = Array.of(new byte[] {1, 2, -1}).as("uint8");
        Array view = (Array) tail.call(array);
        assertArrayEquals(new long[] {2, 255}, view.toLongs());
        assertArrayEquals(new long[] {9, 2, 255}, array.toLongs());
        array.memory().set(ValueLayout.JAVA_BYTE, 1, (byte) 7);
        assertEquals(7, view.getLong(0));
    }

    @Test
    void javaArraysGetWhatTheKernelWrote() {
        Kernel tail = KERNELS.load("tail", "'array(uint8, 1d, C)'", "array(uint8, 1d, C)", "");
        byte[] bytes = {1, 2, 3};
        assertArrayEquals(new long[] {2, 3}, ((Array) tail.call((Object) bytes)).toLongs());
        assertArrayEquals(new byte[] {9, 2, 3}, bytes);
    }

    @Test
    void exceptionsHaveArgumentsAndThePythonLines() {
        Kernel iota = iota();
        KernelException e = assertThrows(KernelException.class, () -> iota.call(-3));
        assertEquals("ValueError", e.pythonClass());
        assertEquals(List.of("negative", -3L, 0.5), e.arguments());
        assertEquals("ValueError: ('negative', -3, 0.5)", e.getMessage());
        assertEquals(
                List.of(
                        new KernelException.Frame("outer", "k.py", 9, 12),
                        new KernelException.Frame("iota", "k.py", 3, 5)),
                e.trace());
        assertEquals("python.iota(k.py:3)", e.getStackTrace()[0].toString());
        assertEquals(2L, ((List<?>) iota.call(2)).get(1)); // the env is as good as new
    }

    @Test
    void noMemoryIsAMemoryError() {
        KernelException e = assertThrows(KernelException.class, () -> iota().call(1L << 58));
        assertEquals("MemoryError", e.getMessage());
    }

    @Test
    void wrongArgumentsAreRefusedInWords() {
        Kernel add = KERNELS.load("add", "'int64','int64'", "int64", "");
        refused("takes 2 arguments, 1 were given", () -> add.call(1));
        refused("argument 2: the kernel takes int64, this is Double", () -> add.call(1, 2.0));
        refused("argument 1: the kernel takes int64, this is null", () -> add.call(null, 2));
        refused("takes array(float64, 2d, C), this is array(float64, 1d, C)", () -> sum("C").call(new double[3]));
        refused(
                "takes array(float64, 2d, C), this is array(int64, 2d, C)",
                () -> sum("C").call(Array.zeros("int64", 2, 2)));
        Array columns =
                Array.over(Array.zeros("float64", 4, 4).memory(), 0, "float64", new long[] {2, 2}, new long[] {32, 8});
        refused("takes array(float64, 2d, C), this is array(float64, 2d, A)", () -> sum("C").call(columns));
        Kernel echo = KERNELS.load("echo", "'uint8'", "uint8", "");
        refused("256 does not fit uint8", () -> echo.call(256));
        refused("-1 does not fit uint8", () -> echo.call(-1));
    }

    private static void refused(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void manyThreadsCallOneKernel() {
        Kernel iota = iota();
        long sum = IntStream.range(0, 2000)
                .parallel()
                .mapToLong(i -> Arrays.stream(((Array) ((List<?>) iota.call(i % 50)).get(0)).toLongs())
                        .sum())
                .sum();
        long expected = IntStream.range(0, 2000)
                .mapToLong(i -> (i % 50) * (i % 50 - 1L) / 2)
                .sum();
        assertEquals(expected, sum);
    }
}
