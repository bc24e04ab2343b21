package dev.jaculus.profiler.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static Optional<Growth> of(List<Long> sizes, DoubleUnaryOperator time, double... factors) {
        List<Launch> launches = new ArrayList<>();
        for (double factor : factors) {
            TreeMap<Long, List<Double>> seconds = new TreeMap<>();
            sizes.forEach(n -> seconds.put(n, List.of(time.applyAsDouble(n) * Math.pow(n, factor))));
            launches.add(new Launch(
                    launches.size(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    seconds,
                    OptionalDouble.empty(),
                    OptionalLong.empty()));
        }
        return Growth.of(new Way("f", List.of("f"), "", 0, launches, Optional.empty(), Optional.empty(), List.of()));
    }

    @Test
    void the_exponent_is_that_of_the_power() {
        Growth growth = of(List.of(100L, 1000L, 10_000L), n -> 3e-9 * n * Math.sqrt(n), 0, 0)
                .orElseThrow();
        assertEquals(1.5, growth.exponent(), 1e-9);
        assertEquals(0, growth.error(), 1e-9);
        assertEquals(100, growth.from());
    }

    @Test
    void what_any_call_costs_does_not_bend_it() {
        List<Long> sizes = List.of(10L, 100L, 1000L, 10_000L, 100_000L, 1_000_000L);
        Growth growth = of(sizes, n -> 1e-5 + 1e-9 * n, 0).orElseThrow();
        assertEquals(10_000, growth.from());
        assertTrue(growth.exponent() > 0.8, "k = " + growth.exponent());
        assertEquals(6, growth.times().size());
    }

    @Test
    void its_error_is_that_of_the_processes() {
        Growth growth =
                of(List.of(100L, 10_000L), n -> 1e-9 * n, -0.01, 0.01, 0).orElseThrow();
        assertEquals(1, growth.exponent(), 1e-9);
        assertEquals(4.30265 * 0.01 / Math.sqrt(3), growth.error(), 1e-5);
    }

    @Test
    void one_size_is_no_growth() {
        assertTrue(of(List.of(100L), n -> n, 0).isEmpty());
    }
}
