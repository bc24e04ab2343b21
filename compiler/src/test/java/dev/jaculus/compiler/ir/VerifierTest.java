package dev.jaculus.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    /** Around a line: %0 int64, %1 array(float64, 1d, C), %2 bool, %3 float64, %4 readonly array(float64, 2d, A). */
    private static Module with(String line) {
        return Reader.module("""
                module
                site 1 = raise "builtins.ValueError" -1(slot 0: int64)
                site 2 = call
                data 0 = array(uint8, 1d, C) [2] 0x0102
                function "f"(%0: int64, %1: array(float64, 1d, C), %2: bool, %3: float64, %4: readonly array(float64, 2d, A)) -> () {
                LINE
                  return()
                }
                function "g"(%0: int64) -> (float64) {
                  %1: float64 = const 1.0
                  return(%1)
                }
                """.replace("LINE", line));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%9: int64 = add %0, %0",
                "%9: readonly array(float64, 1d, A) = view %4[%0, all]",
                "guard %2 else raise 1(%0)",
                "%9: array(uint8, 1d, C) = data 0",
                "%9: int64 = for %8 = %0 to %0 step -2 (%7: int64 = %0) { yield(%8) }",
                "%9: int64 = block ^1 { check %0 < %0 else jump ^1(%0) yield(%0) }",
                "%9: int32, %8: float64 = call \"g\"(%0)",
                "assign %1, %1"
            })
    void takesWhatIsRight(String line) {
        assertDoesNotThrow(() -> Verifier.check(with(line)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    %9: int64 = add %0, %3                     | in f: %9: int64 = add %0, %3: float64 is not int64
                    %9: float64 = and %3, %3                   | in f: %9: float64 = and %3, %3: float64 has no AND
                    %0: int64 = const 1                        | in f: %0: int64 = const 1: defines %0 a second time
                    %9: uint8 = const 256                      | in f: %9: uint8 = const 256: 256 is no literal of uint8
                    %9: bool = neg %2                          | in f: %9: bool = neg %2: bool has no NEG
                    %9: float64 = load %1[%0, %0]              | in f: %9: float64 = load %1[%0, %0]: %1 has 1 axes
                    %9: float32 = load %1[%0]                  | in f: %9: float32 = load %1[%0]: float32 is not float64
                    assign %1, %3                              | in f: assign %1, %3: %3 is no array
                    store %4[%0, %0] = %3                      | in f: store %4[%0, %0] = %3: %4 is read-only
                    %9: int64 = length %1 1                    | in f: %9: int64 = length %1 1: there is no axis 1
                    %9: array(float64, 1d, F) = alloc[%0]      | in f: %9: array(float64, 1d, F) = alloc[%0]: a fresh array is C-ordered
                    %9: array(float64, 1d, A) = view %4[all, all] | in f: %9: array(float64, 1d, A) = view %4[all, all]: makes 2 axes, not 1
                    %9: array(float64, 2d, A) = view %4[all, all] | in f: %9: array(float64, 2d, A) = view %4[all, all]: makes a read-only array writable
                    raise 1(%0)                                | in f: raise 1(%0): only the last of a region ends it
                    guard %2 else raise 2()                    | in f: guard %2 else raise 2(): site 2 is a call
                    guard %2 else raise 1(%3)                  | in f: guard %2 else raise 1(%3): float64 is not int64
                    guard %2 else raise 3()                    | in f: guard %2 else raise 3(): there is no site 3
                    guard %2 else jump ^1()                    | in f: guard %2 else jump ^1(): ^1 is not around it
                    guard %2 else yield()                      | in f: guard %2 else yield(): nothing takes what it yields
                    guard %2 else return(%0)                   | in f: guard %2 else return(%0): gives [int64], not []
                    %9: int32 = call "g"(%0)                   | in f: %9: int32 = call "g"(%0): gives [float64], not []
                    %9: int32 = call "h"(%0)                   | in f: %9: int32 = call "h"(%0): there is no such function
                    block ^1 { jump ^1(%0) }                   | in f: jump ^1(%0): gives [int64], not []
                    loop ^1 () { yield() }                     | in f: yield(): nothing takes what it yields
                    %9: array(int64, 1d, C) = elementwise[%0] (%8: float64 = %1) { return() } | in f: return(): returns from inside an elementwise
                    """)
    void refusesWhatIsWrong(String line, String message) {
        var e = assertThrows(IllegalStateException.class, () -> Verifier.check(with(line)));
        assertEquals(message, e.getMessage().lines().findFirst().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "block ^1 { yield() }\nblock ^1 { yield() }",
                "if %2 { %9: int64 = const 1 yield() } else { yield() } %8: int64 = neg %9"
            })
    void namesAreKnownOnlyWhereTheyAreDefined(String line) {
        assertThrows(RuntimeException.class, () -> Verifier.check(with(line)));
    }
}
