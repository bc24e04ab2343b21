package dev.jaculus.server.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bool",
                "uint16",
                "float32",
                "none",
                "array(uint8, 2d, C)",
                "array(uint8, 3d, C, 3)",
                "readonly array(float64, 1d, A)",
                "array(bool, 0d, C)",
                "UniTuple(int64, 2)",
                "Tuple(int64, float64)",
                "Tuple(array(int8, 1d, F), UniTuple(Tuple(int8, bool), 3))",
                "Tuple()",
                "complex128",
                "array(complex64, 1d, C)"
            })
    void a_type_is_read_as_it_is_written(String name) {
        assertEquals(name, Types.of(name).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pyobject", "DictType[int64,int64]", "UniTuple(pyobject, 2)", "Tuple(int64, pyobject)", ""})
    void a_type_that_the_compiler_does_not_know_is_none(String name) {
        assertEquals(Optional.empty(), Types.of(name));
    }
}
