package dev.jaculus.profiler.symbols;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlocksTest {
    private static final Pattern INSTRUCTION = Pattern.compile("(?m)^ +(\\p{XDigit}+):\t");

    @TempDir
    Path folder;

    private static ByteBuffer code(String hexadecimal) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal.replace(" ", "")))
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The loop of a kernel: multiply, count, add, and back to the multiplication. */
    private static final String LOOP = "c5fb59c2 48ffc8 c5fb58c1 75f3 31c0 c3";

    @Test
    void inTheMiddleOfABlockTheInstructionBeforeIsTheSlowOne() {
        Blocks blocks = Blocks.of(0x1000, code(LOOP));
        assertEquals(0x1003, blocks.waitedFor(0x1004));
        assertEquals(0x1006, blocks.waitedFor(0x1007));
        assertEquals(0x100a, blocks.waitedFor(0x100b));
    }

    @Test
    void whereControlMayComeFromElsewhereTheProgramCounterStays() {
        Blocks blocks = Blocks.of(0x1000, code(LOOP + "90"));
        assertEquals(0x1000, blocks.waitedFor(0x1000)); // the loop's head
        assertEquals(0x1010, blocks.waitedFor(0x1010)); // behind the return
        assertEquals(0x1002, blocks.waitedFor(0x1002)); // no instruction begins here
        assertEquals(0x9000, blocks.waitedFor(0x9000));
    }

    @Test
    void codeThatCannotBeReadIsLeftAlone() {
        assertEquals(0x1001, Blocks.of(0x1000, code("90 90 06")).waitedFor(0x1001));
        assertEquals(0x1001, Blocks.of(0x1000, code("90 90 e8 00")).waitedFor(0x1001));
    }

    /** Every form of operand and immediate that a compiler writes, as the assembler's own tool reads them. */
    @Test
    void instructionsBeginWhereObjdumpSaysSo() throws IOException, InterruptedException {
        String text = String.join(
                "\n",
                List.of(
                        "movabs $0x1122334455667788, %rax",
                        "mov $7, %eax",
                        "movw $7, (%rax)",
                        "movl $7, 8(%rsp)",
                        "movb $7, 0x1000(%rbx,%rcx,4)",
                        "testb $1, (%rax)",
                        "testw $1, %cx",
                        "testl $1, (%r12)",
                        "notl (%r13)",
                        "idivq %rcx",
                        "imul $1000, %rax, %rbx",
                        "imul $3, %ax, %bx",
                        "shl $3, %rax",
                        "lea 0x10(,%rcx,8), %rax",
                        "mov 1f(%rip), %eax",
                        "1: call *%rax",
                        "call *8(%rax)",
                        "call 1b",
                        "jmp 1b",
                        "jne 1b",
                        "jmp *(%rax)",
                        "nopw 0x200(%rax,%rax,1)",
                        "cmovg %rax, %rbx",
                        "setne %al",
                        "movzbl (%rax), %ecx",
                        "btq $5, %rax",
                        "cvtsi2sd %rax, %xmm0",
                        "roundsd $8, %xmm0, %xmm1",
                        "pshufd $1, %xmm0, %xmm1",
                        "pmulld %xmm0, %xmm1",
                        "mulx %rax, %rbx, %rcx",
                        "bswap %rax",
                        "vaddpd 64(%rax), %zmm1, %zmm2{%k1}",
                        "vcmppd $1, %zmm0, %zmm1, %k2",
                        "vrndscalepd $8, %zmm0, %zmm1",
                        "vpslld $3, %ymm0, %ymm1",
                        "vzeroupper",
                        "vextracti128 $1, %ymm0, %xmm1",
                        "vfmadd231sd %xmm0, %xmm1, %xmm2",
                        "vpternlogd $255, %zmm1, %zmm2, %zmm3",
                        "vgatherdpd (%rax,%ymm1,8), %zmm0{%k1}",
                        "kmovw %eax, %k1",
                        "vpmovdb %zmm0, (%rax)",
                        "vmovups %xmm9, -8(%r9,%r10,2)",
                        "lock xaddq %rax, (%rbx)",
                        "rep stosb",
                        "push $1",
                        "push %r12",
                        "ret",
                        "ud2",
                        ""));
        Path object = folder.resolve("forms.o");
        Path source = Files.writeString(folder.resolve("forms.s"), text);
        run("gcc", "-c", source.toString(), "-o", object.toString());
        List<Integer> expected = INSTRUCTION
                .matcher(run("objdump", "-d", "-w", "--no-show-raw-insn", object.toString()))
                .results()
                .map(BlocksTest::address)
                .toList();
        Path raw = folder.resolve("forms.bin");
        run("objcopy", "-O", "binary", "-j", ".text", object.toString(), raw.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (int start : expected) {
            assertEquals(start, at, () -> "the instruction before is read wrong");
            at += X86Length.at(bytes, at).length();
        }
        assertEquals(bytes.limit(), at);
    }

    private static int address(MatchResult line) {
        return Integer.parseInt(line.group(1), 16);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }
}
