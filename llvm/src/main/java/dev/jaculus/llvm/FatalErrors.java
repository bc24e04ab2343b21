package dev.jaculus.llvm;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Errors after which LLVM ends the process. Here they end a thread only: LLVM's frames on it can be neither returned
 * through nor unwound, so it sleeps for ever, after those who wait for it have been told.
 *
 * <p>LLVM keeps what a compilation uses in that compilation's context, which is lost; others go on.
 */
public final class FatalErrors {
    private static final ThreadLocal<Deque<Consumer<String>>> WAITING = ThreadLocal.withInitial(ArrayDeque::new);

    private static boolean installed;

    private FatalErrors() {}

    /**
     * Says who is to be told, until the result is closed, when this thread does not come back. Those that were added
     * last are told first.
     */
    public static Told tell(Consumer<String> waiting) {
        Deque<Consumer<String>> all = WAITING.get();
        all.push(waiting);
        return all::pop;
    }

    /** Ends what {@link #tell} began. */
    public interface Told extends AutoCloseable {
        @Override
        void close();
    }

    /** From now on, in this process. Making the upcall takes Java some 10 ms. */
    static synchronized void install(Bindings llvm) {
        if (installed) {
            return;
        }
        try {
            MethodHandle end = MethodHandles.lookup()
                    .findStatic(FatalErrors.class, "end", MethodType.methodType(void.class, long.class));
            long handler = Linker.nativeLinker()
                    .upcallStub(end, FunctionDescriptor.ofVoid(JAVA_LONG), Arena.global())
                    .address();
            llvm.call(LlvmCall.LLVMInstallFatalErrorHandler, handler);
            installed = true;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Called by LLVM. An exception here would end the process, and so would a return. */
    static void end(long reason) {
        giveUp(Bindings.text(reason));
    }

    /** Tells those who wait for this thread why they wait in vain. Does not return. */
    @SuppressWarnings("CatchAndPrintStackTrace")
    public static void giveUp(String reason) {
        for (Consumer<String> waiting : WAITING.get()) {
            try {
                waiting.accept(reason);
            } catch (RuntimeException | Error e) {
                e.printStackTrace(); // the next one shall be told all the same
            }
        }
        while (true) {
            LockSupport.park();
        }
    }
}
