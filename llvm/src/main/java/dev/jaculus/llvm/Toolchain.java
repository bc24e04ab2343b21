package dev.jaculus.llvm;

import dev.jaculus.llvm.elf.LinkOptions;
import dev.jaculus.llvm.elf.SharedObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * LLVM text in, machine code out. Any number of threads may use one toolchain at the same time.
 *
 * <p>Every method throws {@link LlvmException} for a text that LLVM refuses.
 */
public final class Toolchain {
    private final Bindings llvm;
    private final Diagnostics diagnostics;
    private final Targets targets;
    /** Idle code generators: making one costs half a millisecond, and a thread at work needs one for itself. */
    private final Map<CodeOptions, Queue<TargetMachine>> machines = new ConcurrentHashMap<>();

    private Toolchain(Bindings llvm) {
        this.llvm = llvm;
        this.diagnostics = new Diagnostics(llvm);
        this.targets = new Targets(() -> FatalErrors.install(llvm));
        Settings.set(
                llvm,
                Settings.NO_SLP,
                Settings.NO_RUNTIME_UNROLLING,
                Settings.NO_STRENGTH_REDUCTION,
                Settings.ORDERED_SUMS);
        llvm.call(LlvmCall.LLVMInitializeX86TargetInfo);
        llvm.call(LlvmCall.LLVMInitializeX86Target);
        llvm.call(LlvmCall.LLVMInitializeX86TargetMC);
        llvm.call(LlvmCall.LLVMInitializeX86AsmPrinter);
        llvm.call(LlvmCall.LLVMInitializeX86Disassembler);
        llvm.call(LlvmCall.LLVMInitializeX86AsmParser); // without it inline assembly ends the process
    }

    /** Loads libLLVM into this process, for good. */
    public static Toolchain open(Path libLlvm) {
        return new Toolchain(Bindings.open(libLlvm));
    }

    /** A shared library, ready for dlopen, which exports jaculus_entry. */
    public byte[] sharedObject(String text, CodeOptions options) {
        return sharedObject(text, options, LinkOptions.KERNEL);
    }

    /** A shared library, ready for dlopen. */
    public byte[] sharedObject(String text, CodeOptions options, LinkOptions link) {
        return SharedObject.link(
                object(text, options), text.contains(VectorCalls.MARK) ? link.needing(VectorLibrary.NAME) : link);
    }

    /** A relocatable object file. */
    public byte[] object(String text, CodeOptions options) {
        return compile(text, options, OBJECT);
    }

    /** The machine code as assembly text. */
    public String assembly(String text, CodeOptions options) {
        byte[] assembly =
                compile(text, options, (module, machine, heard) -> module.emit(machine, Module.Output.ASSEMBLY));
        return new String(assembly, StandardCharsets.UTF_8);
    }

    /** The LLVM text after LLVM's own passes. */
    public String optimised(String text, CodeOptions options) {
        return compile(text, options, (module, machine, heard) -> module.print());
    }

    /**
     * The LLVM text after LLVM's own passes, and what these say of their work, in its order: only of places that the text's
     * line table has. The first call switches remarks on for the whole process.
     */
    public Observed observe(String text, CodeOptions options) {
        diagnostics.wantRemarks();
        return unchecked(
                text,
                options,
                true,
                (module, machine, heard) -> new Observed(module.print(), List.copyOf(heard.remarks())));
    }

    /** The instructions of machine code that lies at an address; what is none is left out, byte by byte. */
    public List<MachineInstruction> disassemble(byte[] code, long address) {
        return Disassembler.disassemble(llvm, code, address);
    }

    /** LLVM's name of this machine's processor. */
    public String hostCpu() {
        return TargetMachine.hostCpu(llvm);
    }

    /** What this machine's processor has and lacks, as "+avx2,-avx512f,…". */
    public String hostFeatures() {
        return TargetMachine.hostFeatures(llvm);
    }

    /**
     * Compiles a small kernel for nothing: the first one in a process takes two to three times as long. Also makes ready
     * what turns an error inside LLVM's code generator into an exception, or into the end of one thread
     * ({@link FatalErrors}); before, such an error ends the process.
     */
    public void warmUp() {
        diagnostics.prepare();
        FatalErrors.install(llvm);
        sharedObject(WARM_UP, CodeOptions.HOST);
    }

    /** Gives the system what memory LLVM and the C library keep for later. */
    public void giveBackMemory() {
        for (Queue<TargetMachine> idle : machines.values()) {
            for (TargetMachine machine = idle.poll(); machine != null; machine = idle.poll()) {
                llvm.call(LlvmCall.LLVMDisposeTargetMachine, machine.handle());
            }
        }
        llvm.trim();
    }

    private static final String WARM_UP = """
            define i32 @jaculus_entry(ptr %args, ptr %results, ptr %env) !dbg !3 {
              br label %loop, !dbg !4
            loop:
              %i = phi i64 [ 0, %0 ], [ %next, %loop ]
              %sum = phi double [ 0.0, %0 ], [ %sum.next, %loop ]
              %at = getelementptr double, ptr %args, i64 %i
              %x = load double, ptr %at, !dbg !4
              %sum.next = fadd double %sum, %x, !dbg !4
              %next = add i64 %i, 1, !dbg !4
              %done = icmp eq i64 %next, 64, !dbg !4
              br i1 %done, label %end, label %loop, !dbg !4
            end:
              store double %sum.next, ptr %results, !dbg !4
              ret i32 0, !dbg !4
            }
            !llvm.dbg.cu = !{!0}
            !llvm.module.flags = !{!2}
            !0 = distinct !DICompileUnit(language: DW_LANG_Python, file: !1, emissionKind: LineTablesOnly)
            !1 = !DIFile(filename: "warm_up.py", directory: "")
            !2 = !{i32 2, !"Debug Info Version", i32 3}
            !3 = distinct !DISubprogram(name: "warm_up", file: !1, line: 1, unit: !0, spFlags: DISPFlagDefinition)
            !4 = !DILocation(line: 2, column: 5, scope: !3)
            """;

    /** What becomes of an optimised module. */
    private interface Output<T> {
        T of(Module module, TargetMachine machine, Diagnostics.Heard heard);
    }

    private static final Output<byte[]> OBJECT = (module, machine, heard) -> module.emit(machine, Module.Output.OBJECT);

    private <T> T compile(String text, CodeOptions options, Output<T> output) {
        targets.check(options, () -> unchecked(WARM_UP, options, false, OBJECT));
        return unchecked(text, options, false, output);
    }

    private <T> T unchecked(String text, CodeOptions asked, boolean remarks, Output<T> output) {
        CodeOptions options = VectorLibrary.options(text, asked);
        Queue<TargetMachine> idle = machines.computeIfAbsent(options, o -> new ConcurrentLinkedQueue<>());
        TargetMachine machine = idle.poll();
        if (machine == null) {
            machine = new TargetMachine(llvm, options);
        }
        try (Context context = new Context(llvm)) {
            Diagnostics.Heard heard = diagnostics.listen(context.handle(), remarks);
            try (Module module = context.parse(text, machine)) {
                module.verify();
                module.optimise(machine, options.level());
                if (text.contains(VectorCalls.MARK)) {
                    module.resolveVectorCalls();
                }
                T result = output.of(module, machine, heard);
                heard.check();
                return result;
            }
        } finally {
            idle.add(machine);
        }
    }
}
