package dev.jaculus.profiler.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0.0028764, 2.88 ms",
        "1.18, 1.18 s",
        "75.3, 75.3 s",
        "4.1e-8, 41.0 ns",
        "2.5e-5, 25.0 µs",
        "1234, 1234 s"
    })
    void times_have_three_digits_and_a_unit(double seconds, String text) {
        assertEquals(text, Quantities.time(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "9.996, 3, 10.0",
        "0.09996, 3, 0.100",
        "99.96, 3, 100",
        "1180, 3, 1180",
        "0, 3, 0",
        "1.005, 2, 1.0",
        "1e-5, 2, 0.000010"
    })
    void digits_are_those_that_count(double value, int count, String text) {
        assertEquals(text, Quantities.digits(value, count));
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "5800000, 5.80 MB", "1374000000, 1.37 GB", "1500, 1.50 kB"})
    void bytes_are_decimal(long bytes, String text) {
        assertEquals(text, Quantities.bytes(bytes));
    }
}
