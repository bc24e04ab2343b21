package dev.jaculus.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From Python source to results, all in this process. */
class JaculusTest {
    private static final Jaculus JACULUS =
            Jaculus.open(Path.of(System.getProperty("jaculus.lib")).getParent());

    @TempDir
    Path folder;

    @Test
    void aFunctionOfSourceIsCalled() {
        Kernel scale = JACULUS.compile("""
                import numpy as np

                FACTOR = 2.5

                def scale(a, n):
                    for i in range(n):
                        a[i] = a[i] * FACTOR
                    return np.sqrt(a)
                """, "scale", "array(float64, 1d, C)", "int64");
        double[] values = {10, 90, 160};
        assertArrayEquals(new double[] {5, 15, 20}, ((Array) scale.call(values, 3)).toDoubles());
        assertArrayEquals(new double[] {25, 225, 400}, values);
        assertEquals("array(float64, 1d, C)", scale.resultType());
    }

    @Test
    void anExceptionShowsTheWayThroughTheFile() throws Exception {
        Path file = folder.resolve("shop.py");
        Files.writeString(file, """
                class Empty(ValueError):
                    pass

                def share(total, n):
                    if n < 0:
                        raise Empty("nobody", n)
                    return total // n

                def shares(total, n):
                    return share(total, n) + 1
                """);
        Kernel shares = JACULUS.compile(file, "shares", "int64", "int64");
        assertEquals(4L, shares.call(10, 3));
        KernelException zero = assertThrows(KernelException.class, () -> shares.call(10, 0));
        assertEquals("ZeroDivisionError: integer division by zero", zero.getMessage());
        assertEquals(
                List.of("shares " + file + " 10", "share " + file + " 7"),
                zero.trace().stream()
                        .map(f -> f.function() + " " + f.file() + " " + f.line())
                        .toList());
        KernelException own = assertThrows(KernelException.class, () -> shares.call(10, -1));
        assertEquals("Empty: ('nobody', -1)", own.getMessage());
    }

    @Test
    void aMistakeHasItsPlace() {
        CompileException e = assertThrows(
                CompileException.class,
                () -> JACULUS.compile("def f(x):\n    y = x + 1\n    return y.nothing\n", "f", "int64"));
        assertEquals("TypingError", e.pythonClass());
        assertEquals(3, e.line());
        assertTrue(e.getMessage().contains("<source>:3:"), e.getMessage());
    }
}
