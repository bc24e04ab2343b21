package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hears what LLVM reports while it works. Where nobody listens, LLVM prints to stderr and for an error ends the process.
 *
 * <p>Making the upcall takes the JVM some 10 ms, so {@link #prepare} is not called on the way to the first kernel: the
 * errors that would need it do not come from a text that the verifier accepts, as far as we know.
 */
final class Diagnostics {
    private static final int ERROR = 0;
    private static final int REMARK = 2;
    private static final Pattern PLACE = Pattern.compile("(.*?):(\\d+):(\\d+): (.*)", Pattern.DOTALL);

    /** LLVM calls back on the thread that called it. */
    private static final ThreadLocal<Heard> CURRENT = new ThreadLocal<>();

    /** The process's, as the switch for remarks is: a context that does not report here would print them. */
    private static volatile long handler;

    private final Bindings llvm;

    /** What one compilation reported. */
    record Heard(List<String> errors, List<Remark> remarks, boolean wantsRemarks) {
        /** Throws the first error. */
        void check() {
            if (!errors.isEmpty()) {
                throw new LlvmException(errors.getFirst());
            }
        }
    }

    Diagnostics(Bindings llvm) {
        this.llvm = llvm;
    }

    /** From now on contexts report here. */
    void prepare() {
        synchronized (Diagnostics.class) {
            if (handler == 0) {
                handler = upcall();
            }
        }
    }

    private long upcall() {
        try {
            MethodHandle hear = MethodHandles.lookup()
                    .bind(this, "hear", MethodType.methodType(void.class, long.class, long.class));
            FunctionDescriptor shape = FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG);
            return Linker.nativeLinker().upcallStub(hear, shape, Arena.global()).address();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Makes LLVM compute remarks: a switch of the whole process, and every later compilation is slower by it. */
    void wantRemarks() {
        prepare();
        Settings.set(
                llvm,
                "-pass-remarks=loop-vectorize|loop-unroll|loop-idiom",
                "-pass-remarks-missed=loop-vectorize",
                "-pass-remarks-analysis=loop-vectorize|loop-accesses"); // by which it looks for more than one reason
    }

    /** Listens for one compilation on this thread; to remarks too, if it wants them. */
    Heard listen(long context, boolean remarks) {
        Heard heard = new Heard(new ArrayList<>(), new ArrayList<>(), remarks);
        CURRENT.set(heard);
        if (handler != 0) {
            llvm.call(LlvmCall.LLVMContextSetDiagnosticHandler, context, handler, 0);
        }
        return heard;
    }

    /** Called by LLVM. An exception here would end the process. */
    void hear(long diagnostic, long unused) {
        Heard heard = CURRENT.get();
        int severity = (int) llvm.call(LlvmCall.LLVMGetDiagInfoSeverity, diagnostic);
        if (heard == null || (severity != ERROR && !(severity == REMARK && heard.wantsRemarks))) {
            return;
        }
        String text = llvm.take(llvm.call(LlvmCall.LLVMGetDiagInfoDescription, diagnostic));
        if (severity == ERROR) {
            heard.errors.add(text);
        } else {
            Matcher m = PLACE.matcher(text);
            if (m.matches() && !m.group(2).equals("0")) {
                heard.remarks.add(
                        new Remark(m.group(1), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)), m.group(4)));
            }
        }
    }
}
