package dev.jaculus.profiler.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void quantiles_are_those_of_the_tables() {
        assertEquals(12.706, StudentT.quantile(0.05, 1), 0.001);
        assertEquals(4.032, StudentT.quantile(0.01, 5), 0.001);
        assertEquals(2.228, StudentT.quantile(0.05, 10), 0.001);
        assertEquals(2.576, StudentT.quantile(0.01, 1e7), 0.001);
        assertEquals(0.05, StudentT.tails(2.570582, 5), 1e-6);
    }

    @Test
    void an_interval_is_that_of_the_logarithms() {
        Interval one = Interval.of(List.of(1.0, 2.0, 4.0), 0.05);
        double reach = Math.pow(2, 4.30265 / Math.sqrt(3)); // the standard deviation is one doubling
        assertEquals(2, one.value(), 1e-12);
        assertEquals(2 / reach, one.low(), 1e-4);
        assertEquals(2 * reach, one.high(), 1e-3);
        assertFalse(Interval.of(List.of(3.0), 0.05).bounded());
    }

    /** Equal code must not seem faster or slower in more than 2 of 100 comparisons. */
    @Test
    void equal_ways_are_rarely_told_apart() {
        Random random = new Random(14);
        int paired = 0;
        int apart = 0;
        int trials = 2000;
        for (int i = 0; i < trials; i++) {
            List<Way> ways = Measured.noisy(random, 1, 6, 8);
            paired += Difference.paired(ways.get(0), ways.get(1), 0, 1)
                            .orElseThrow()
                            .certain()
                    ? 1
                    : 0;
            List<Way> later = Measured.noisy(random, 1, 6, 8);
            apart += Difference.apart(Summary.observations(ways.get(0), 0), Summary.observations(later.get(0), 0), 1)
                            .certain()
                    ? 1
                    : 0;
        }
        assertTrue(paired <= 0.02 * trials, "paired: " + paired);
        assertTrue(apart <= 0.02 * trials, "apart: " + apart);
        assertTrue(paired > 0, "the test tests nothing");
    }

    @Test
    void a_difference_of_a_tenth_is_found() {
        Random random = new Random(14);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            List<Way> ways = Measured.noisy(random, 1.1, 6, 8);
            Difference difference =
                    Difference.paired(ways.get(1), ways.get(0), 0, 1).orElseThrow();
            found += difference.certain() && difference.ratio().value() > 1 ? 1 : 0;
        }
        assertTrue(found >= 0.8 * 200, "found: " + found);
    }

    @Test
    void one_process_is_never_certain() {
        List<Way> ways = Measured.noisy(new Random(1), 3, 1, 50);
        assertFalse(
                Difference.paired(ways.get(1), ways.get(0), 0, 1).orElseThrow().certain());
        assertFalse(Difference.apart(List.of(3.0), List.of(1.0, 1.0), 1).certain());
    }

    @Test
    void times_without_noise_are_compared_too() {
        assertTrue(Difference.apart(List.of(3.0, 3.0), List.of(1.0, 1.0), 1).certain());
        assertFalse(Difference.apart(List.of(1.0, 1.0), List.of(1.0, 1.0), 1).certain());
    }
}
