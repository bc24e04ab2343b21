package dev.jaculus.llvm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jaculus.llvm.elf.LinkOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolchainTest {
    /** As for kernels, but without our run-time library, which this module's tests do without. */
    static final LinkOptions ALONE = new LinkOptions(List.of("libm.so.6"), List.of("jaculus_entry"), "");

    static final Toolchain LLVM = Toolchain.open(Path.of(System.getProperty("jaculus.libllvm")));

    private static final String ADD = """
            define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) {
              %a = load i64, ptr %args
              %second = getelementptr i64, ptr %args, i64 1
              %b = load i64, ptr %second
              %sum = add i64 %a, %b
              store i64 %sum, ptr %results
              ret i32 0
            }
            """;

    @TempDir
    Path folder;

    @Test
    void textBecomesALibraryThatCanBeCalled() throws Throwable {
        try (Loaded kernel = new Loaded(LLVM.sharedObject(ADD, CodeOptions.HOST, ALONE), folder)) {
            assertEquals(42, kernel.call(40, 2));
        }
    }

    @Test
    void sameTextGivesSameBytes() {
        assertArrayEquals(
                LLVM.sharedObject(ADD, CodeOptions.HOST), LLVM.sharedObject(ADD, CodeOptions.HOST.withVectorWidth(0)));
    }

    @Test
    void parseErrorsSayTheLine() {
        LlvmException e = assertThrows(
                LlvmException.class, () -> LLVM.object(ADD.replace("add i64", "bad i64"), CodeOptions.HOST));
        assertEquals(5, e.line());
        assertTrue(e.getMessage().startsWith("expected instruction opcode"), e.getMessage());
    }

    @Test
    void errorsInTheFirstLineAreFoundThere() {
        assertEquals(
                1,
                assertThrows(LlvmException.class, () -> LLVM.object("nonsense", CodeOptions.HOST))
                        .line());
    }

    @Test
    void wellFormedNonsenseIsRefusedByTheVerifier() {
        String text =
                "define void @f() {\na:\n  br label %b\nb:\n  %x = add i64 %y, 1\n  %y = add i64 %x, 1\n  ret void\n}\n";
        LlvmException e = assertThrows(LlvmException.class, () -> LLVM.object(text, CodeOptions.HOST));
        assertTrue(e.getMessage().contains("does not dominate"), e.getMessage());
    }

    @Test
    void missingLibraryIsNamed() {
        LlvmException e = assertThrows(LlvmException.class, () -> Toolchain.open(folder.resolve("libLLVM.so")));
        assertTrue(e.getMessage().contains("libLLVM.so"), e.getMessage());
    }

    @Test
    void loadsGetTheirAlignmentFromTheMachine() {
        assertTrue(LLVM.optimised(ADD, CodeOptions.HOST).contains("load i64, ptr %args, align 8"));
    }

    @Test
    void anotherProcessorGivesOtherCode() {
        String text =
                "define <16 x float> @f(<16 x float> %a, <16 x float> %b) {\n  %c = fadd <16 x float> %a, %b\n  ret <16 x float> %c\n}\n";
        String small = LLVM.assembly(text, CodeOptions.HOST.withCpu("x86-64"));
        String large = LLVM.assembly(text, CodeOptions.HOST.withCpu("x86-64-v4"));
        assertTrue(small.contains("xmm") && !small.contains("zmm"), small);
        assertTrue(large.contains("zmm"), large);
    }

    @Test
    void vectorWidthCanBeChosen() {
        String half =
                LLVM.assembly(VECTOR_SUM, CodeOptions.HOST.withCpu("znver4").withVectorWidth(256));
        String full = LLVM.assembly(
                VECTOR_SUM, CodeOptions.HOST.withCpu("skylake-avx512").withVectorWidth(512));
        assertTrue(half.contains("ymm") && !half.contains("zmm"), half);
        assertTrue(full.contains("zmm"), full);
    }

    private static final String VECTOR_SUM = """
            define i64 @f(ptr %p, i64 %n) {
            entry:
              br label %loop
            loop:
              %i = phi i64 [ 0, %entry ], [ %i1, %loop ]
              %s = phi i64 [ 0, %entry ], [ %s1, %loop ]
              %q = getelementptr i64, ptr %p, i64 %i
              %x = load i64, ptr %q
              %s1 = add i64 %s, %x
              %i1 = add i64 %i, 1
              %more = icmp slt i64 %i1, %n
              br i1 %more, label %loop, label %end
            end:
              ret i64 %s1
            }
            """;

    @Test
    void neighboursAreNotAccessedAsOneVector() {
        String text = """
                define void @f(ptr %p, i16 %x) {
                  %a = load i16, ptr %p
                  %q = getelementptr i16, ptr %p, i64 1
                  %b = load i16, ptr %q
                  %a1 = add i16 %a, %x
                  %b1 = add i16 %b, %x
                  store i16 %a1, ptr %p
                  store i16 %b1, ptr %q
                  ret void
                }
                """;
        assertFalse(LLVM.optimised(text, CodeOptions.HOST).contains("<2 x i16>"));
    }

    @Test
    void manyThreadsCompileAtOnce() throws Exception {
        byte[] alone = LLVM.object(VECTOR_SUM, CodeOptions.HOST);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<byte[]> compile = () -> LLVM.object(VECTOR_SUM, CodeOptions.HOST);
            for (Future<byte[]> result : threads.invokeAll(
                    IntStream.range(0, 40).mapToObj(i -> compile).toList())) {
                assertArrayEquals(alone, result.get());
            }
        }
    }

    @Test
    void warmUpCompiles() {
        LLVM.warmUp();
    }

    @Test
    void theHostHasANameAndFeatures() {
        assertTrue(LLVM.hostFeatures().contains("+sse2"));
        assertTrue(!LLVM.hostCpu().isEmpty());
    }

    @Test
    void remarksSayWhyALoopWasNotVectorised() {
        String loop = VECTOR_SUM
                .replace("%x = load i64, ptr %q", "%x = load i64, ptr %q, !dbg !4")
                .replace("@f(ptr %p, i64 %n) {", "@f(ptr %p, i64 %n) !dbg !3 {")
                .replace("label %end\n", "label %end, !dbg !4\n");
        List<Remark> remarks = LLVM.observe(loop + DEBUG, CodeOptions.HOST).remarks();
        Remark vectorised = remarks.stream()
                .filter(r -> r.message().startsWith("vectorized loop"))
                .findFirst()
                .orElseThrow();
        assertEquals("kernel.py", vectorised.file());
        assertEquals(7, vectorised.line());
        assertEquals(5, vectorised.column());
        String call = loop.replace("%i1 = add", "call void @other()\n  %i1 = add") + "declare void @other()\n" + DEBUG;
        assertTrue(
                LLVM.observe(call, CodeOptions.HOST).remarks().stream()
                        .anyMatch(r -> r.message().contains("loop not vectorized")),
                "a call");
    }

    @Test
    void machineCodeIsReadBack() {
        byte[] code = {0x48, (byte) 0x8d, 0x44, (byte) 0x37, 0x08, 0x75, (byte) 0xf9, (byte) 0xc3, 0x06};
        List<MachineInstruction> read = LLVM.disassemble(code, 0x1000);
        assertEquals(
                List.of(
                        new MachineInstruction(0x1000, 5, "leaq 8(%rdi,%rsi), %rax"),
                        new MachineInstruction(0x1005, 2, "jne -7"),
                        new MachineInstruction(0x1007, 1, "retq")), // 06 is none in 64-bit code
                read);
    }

    private static final String DEBUG = """
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!2}
            !0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, emissionKind: LineTablesOnly)
            !1 = !DIFile(filename: "kernel.py", directory: "")
            !2 = !{i32 2, !"Debug Info Version", i32 3}
            !3 = distinct !DISubprogram(name: "f", file: !1, line: 1, unit: !0, spFlags: DISPFlagDefinition)
            !4 = !DILocation(line: 7, column: 5, scope: !3)
            """;

    @Test
    void errorsOfTheCodeGeneratorAreExceptions() {
        LLVM.warmUp();
        String text = "define void @f() {\n  call void asm sideeffect \"no such instruction\", \"\"()\n  ret void\n}\n";
        LlvmException e = assertThrows(LlvmException.class, () -> LLVM.object(text, CodeOptions.HOST));
        assertTrue(e.getMessage().contains("<inline asm>:1"), e.getMessage());
    }

    @Test
    void aProcessorThatLlvmDoesNotKnowIsAnException() {
        for (int i = 0; i < 2; i++) {
            RefusedTarget e =
                    assertThrows(RefusedTarget.class, () -> LLVM.object(ADD, CodeOptions.HOST.withCpu("nosuch")));
            assertTrue(e.getMessage().contains("`nosuch`"), e.getMessage());
        }
        assertTrue(LLVM.object(ADD, CodeOptions.HOST.withCpu("x86-64-v3")).length > 0);
    }

    @Test
    void featuresWithoutWhichLlvmCannotWorkAreAnException() {
        CodeOptions options = new CodeOptions("x86-64-v3", "-64bit", 3, 0);
        RefusedTarget e = assertThrows(RefusedTarget.class, () -> LLVM.object(ADD, options));
        assertTrue(e.getMessage().contains("`-64bit`"), e.getMessage());
    }

    @Test
    void aFatalErrorEndsItsThreadAlone() throws Exception {
        LLVM.warmUp();
        String text =
                "declare void @llvm.ppc.sync()\ndefine void @f() {\n  call void @llvm.ppc.sync()\n  ret void\n}\n";
        CompletableFuture<String> said = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try (FatalErrors.Told _ = FatalErrors.tell(said::complete)) {
                LLVM.object(text, CodeOptions.HOST);
                said.complete("compiled");
            }
        });
        assertTrue(said.get(30, TimeUnit.SECONDS).startsWith("Cannot select"), said.get());
        assertTrue(LLVM.object(ADD, CodeOptions.HOST).length > 0);
    }
}
