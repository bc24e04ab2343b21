package dev.jaculus.profiler.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.profiler.compare.Baseline.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static Way way(String name, long bytes, double... medians) {
        List<List<Double>> launches = new ArrayList<>();
        for (double median : medians) {
            launches.add(List.of(median));
        }
        return Measured.way(name, bytes, launches);
    }

    private static final Comparison BEFORE =
            Measured.functions(way("f", 1_000_000, 1.00, 1.01, 0.99, 1.00), way("gone", 1, 1, 1));

    private static Baseline held(Comparison now, String... limits) {
        return Baseline.of(now, BEFORE, Limits.of(List.of(limits)));
    }

    @Test
    void what_is_slower_is_said_and_breaks_its_limit() {
        Comparison now = Measured.functions(way("f", 1_000_000, 1.10, 1.11, 1.09, 1.10), way("new", 1, 1, 1));
        assertEquals(
                List.of("f is 10.0 % slower, of 5 % that it may be"),
                held(now, "slower:5%", "larger:5%").broken());
        assertEquals(List.of(), held(now, "slower:15%").broken());
        List<String> said = held(now).sentences();
        assertTrue(said.get(1).startsWith("f is 10.0 % slower, between +8."), said.toString());
        assertEquals(List.of("new is new.", "gone was not measured this time."), said.subList(2, 4));
    }

    @Test
    void noise_breaks_no_limit() {
        Comparison now = Measured.functions(way("f", 1_000_000, 1.3, 0.9, 1.2, 1.0));
        assertEquals(List.of(), held(now, "slower:5%").broken());
        assertTrue(held(now).sentences().get(1).startsWith("f is as fast as it was"));
    }

    @Test
    void memory_has_a_limit_of_its_own() {
        Comparison now = Measured.functions(way("f", 1_200_000, 1, 1, 1, 1));
        assertEquals(
                List.of("f needs 1.20 MB of memory, after 1.00 MB, with 5 % more allowed"),
                held(now, "slower:5%", "larger:5%").broken());
        assertEquals(List.of(), held(now, "slower:5%").broken());
    }

    @Test
    void a_way_that_cannot_be_measured_any_more_is_broken() {
        assertEquals(
                List.of("f could not be measured"),
                held(Measured.functions(way("f", 1)), "slower:5%").broken());
        assertEquals(List.of(), held(Measured.functions(way("f", 1))).broken());
    }

    @Test
    void equal_code_rarely_breaks_a_limit() {
        Random random = new Random(14);
        int broken = 0;
        for (int i = 0; i < 500; i++) {
            Comparison before =
                    Measured.functions(Measured.noisy(random, 1, 6, 8).getFirst());
            Comparison now = Measured.functions(Measured.noisy(random, 1, 6, 8).getFirst());
            broken += Baseline.of(now, before, Limits.of(List.of("slower:5%")))
                    .broken()
                    .size();
        }
        assertTrue(broken <= 10, "broken: " + broken);
    }

    @Test
    void without_an_earlier_one_the_first_way_is_the_measure() {
        Comparison now = Measured.functions(
                way("old", 1_000_000, 1.00, 2.00, 1.50, 1.20), // as slow as the machine was
                way("new", 1_200_000, 1.10, 2.21, 1.65, 1.32),
                way("none", 1));
        assertEquals(
                List.of(
                        "new is 10.1 % slower than old, of 5 % that it may be",
                        "new needs 1.20 MB of memory, after 1.00 MB, with 5 % more allowed",
                        "none could not be measured"),
                Baseline.within(now, Limits.of(List.of("slower:5%", "larger:5%")))
                        .broken());
        assertEquals(
                List.of("none could not be measured"),
                Baseline.within(now, Limits.of(List.of("slower:15%"))).broken());
    }

    @Test
    void other_limits_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> Limits.of(List.of("slower")));
    }
}
