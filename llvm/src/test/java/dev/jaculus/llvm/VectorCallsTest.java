package dev.jaculus.llvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VectorCallsTest {
    private static final CodeOptions FOUR_LANES = CodeOptions.HOST.withCpu("haswell");

    /** A map, which is vectorised; and a chain of calls, which cannot be. Both are of the same place in the source. */
    private static final String TEXT = """
            define void @map(ptr noalias %x, ptr noalias %y, i64 %n) {
            entry:
              br label %loop
            loop:
              %i = phi i64 [ 0, %entry ], [ %next, %loop ]
              %from = getelementptr double, ptr %x, i64 %i
              %to = getelementptr double, ptr %y, i64 %i
              %v = load double, ptr %from
              %e = call double @jac.math.0.exp(double %v)
              store double %e, ptr %to
              %next = add nuw nsw i64 %i, 1
              %done = icmp eq i64 %next, %n
              br i1 %done, label %end, label %loop
            end:
              ret void
            }
            define double @chain(double %x, i64 %n) {
            entry:
              br label %loop
            loop:
              %i = phi i64 [ 0, %entry ], [ %next, %loop ]
              %v = phi double [ %x, %entry ], [ %e, %loop ]
              %e = call double @jac.math.0.exp(double %v)
              %next = add nuw nsw i64 %i, 1
              %done = icmp eq i64 %next, %n
              br i1 %done, label %end, label %loop
            end:
              ret double %e
            }
            define internal double @jac.vector.exp.v1(double %a) noinline {
              ret double %a
            }
            define internal <2 x double> @jac.vector.exp.v2(<2 x double> %a) noinline {
              ret <2 x double> %a
            }
            declare double @jac.math.0.exp(double) nounwind willreturn memory(none) "vector-function-abi-variant"="_ZGV_LLVM_N2v_jac.math.0.exp(jac.math.0.exp.v2),_ZGV_LLVM_N4v_jac.math.0.exp(jac.math.0.exp.v4)" "jaculus-alone"="exp" "jaculus-beside"="jac.vector.exp.v1"
            declare <4 x double> @jac.math.0.exp.v4(<4 x double>) nounwind willreturn memory(none) "jaculus-vector"="_ZGVdN4v_exp"
            declare <2 x double> @jac.math.0.exp.v2(<2 x double>) nounwind willreturn memory(none) "jaculus-vector"="jac.vector.exp.v2"
            @llvm.compiler.used = appending global [4 x ptr] [ptr @jac.math.0.exp.v4, ptr @jac.math.0.exp.v2, ptr @jac.vector.exp.v1, ptr @jac.vector.exp.v2], section "llvm.metadata"
            """;

    @Test
    void whatIsLeftBesideAVectorCallGivesItsBits() {
        String map = function("map", ToolchainTest.LLVM.optimised(TEXT, FOUR_LANES));
        assertTrue(map.contains("@_ZGVdN4v_exp("), map);
        assertTrue(map.contains("@jac.vector.exp.v1("), map);
        assertFalse(map.contains("@exp("), map);
    }

    @Test
    void whereNothingIsVectorisedTheScalarFunctionIsCalled() {
        String chain = function("chain", ToolchainTest.LLVM.optimised(TEXT, FOUR_LANES));
        assertTrue(chain.contains("@exp("), chain);
        assertFalse(chain.contains("jac.vector"), chain);
        String level0 = ToolchainTest.LLVM.optimised(TEXT, FOUR_LANES.withLevel(0));
        assertFalse(level0.contains("_ZGVdN4v_exp"), level0);
        assertTrue(function("map", level0).contains("@exp("), level0);
    }

    @Test
    void nothingIsLeftOfWhatWasNotNeeded() {
        String text = ToolchainTest.LLVM.optimised(TEXT, FOUR_LANES);
        assertFalse(text.contains("jac.math"), text);
        assertFalse(text.contains("jac.vector.exp.v2"), text);
        assertFalse(text.contains("llvm.compiler.used"), text);
        assertTrue(ToolchainTest.LLVM.object(TEXT, FOUR_LANES).length > 0);
    }

    @Test
    void theProcessorsFeaturesChooseTheVectors() {
        assertEquals(0, VectorLibrary.bits(Set.of("sse2", "avx")));
        assertEquals(256, VectorLibrary.bits(Set.of("sse2", "avx2", "fma", "avx512f")));
        assertEquals(512, VectorLibrary.bits(Set.of("avx2", "fma", "avx512f", "avx512dq", "avx512vl", "avx512bw")));
        assertFalse(VectorLibrary.symbols().test("_ZGVdN4v_no_such_function"));
    }

    @Test
    void vectorsAreAsLongAsTheLibrarys() {
        assertEquals(
                512,
                VectorLibrary.options("call @_ZGVeN8v_exp(", CodeOptions.HOST).vectorWidth());
        assertEquals(
                0,
                VectorLibrary.options("call @_ZGVdN4v_exp(", CodeOptions.HOST).vectorWidth());
        CodeOptions chosen = CodeOptions.HOST.withVectorWidth(256);
        assertEquals(256, VectorLibrary.options("call @_ZGVeN8v_exp(", chosen).vectorWidth());
    }

    /** From its definition to the closing brace. */
    private static String function(String name, String text) {
        int from = text.indexOf("@" + name + "(");
        return text.substring(from, text.indexOf("\n}", from));
    }
}
