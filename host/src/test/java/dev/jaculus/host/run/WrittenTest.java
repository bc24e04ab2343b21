package dev.jaculus.host.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3                          | int64                   | 3
                    -3                         | int64                   | -3
                    18446744073709551615       | uint64                  | -1
                    -0.0                       | float64                 | -0.0
                    -inf                       | float64                 | -Infinity
                    nan                        | float64                 | NaN
                    True                       | bool                    | True
                    None                       | none                    | None
                    uint8(200)                 | uint8                   | 200
                    float32(1)                 | float32                 | 1.0
                    (1, 2)                     | UniTuple(int64, 2)      | (1, 2)
                    (1, 2.5, (False,))         | Tuple(int64, float64, UniTuple(bool, 1)) | (1, 2.5, (False))
                    int32[1, -2]               | array(int32, 1d, C)     | int32[2][1, -2]
                    bool[True]                 | array(bool, 1d, C)      | bool[1][1]
                    float64[]                  | array(float64, 1d, C)   | float64[0][]
                    float32[[1, 2], [3, 4]]    | array(float32, 2d, C)   | float32[2, 2][1.0, 2.0, 3.0, 4.0]
                    int16[[1, 2]]              | array(int16, 2d, C)     | int16[1, 2][1, 2]
                    uint8[[1, 2], [3, 4]].T    | array(uint8, 2d, F)     | uint8[2, 2][1, 3, 2, 4]
                    int64[1, 2, 3][::-1]       | array(int64, 1d, A)     | int64[3][3, 2, 1]
                    """)
    void valuesAreReadWithTheirTypes(String text, String type, String shown) {
        Written written = Written.of(RunLine.expression(text));
        assertEquals(type, written.type());
        assertEquals(shown, Written.show(written.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1 + 2", "'a'", "int64[[1], [2, 3]]", "-None"})
    void otherThingsAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Written.of(RunLine.expression(text)));
    }
}
