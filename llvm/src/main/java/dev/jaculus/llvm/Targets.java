package dev.jaculus.llvm;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which processors and features LLVM makes code for. It does not say so when it is asked for one: what it does not know it
 * leaves out, and later finds that something is missing, which is fatal. So a thread that can be spared tries first.
 */
final class Targets {
    private static final String UNKNOWN = "64-bit code requested";

    private final Map<CodeOptions, Optional<String>> refused = new ConcurrentHashMap<>();
    private final Runnable prepare;

    /** What has to be done before fatal errors are heard. */
    Targets(Runnable prepare) {
        this.prepare = prepare;
    }

    /** Throws for a target that a compilation, tried once, does not survive. */
    void check(CodeOptions options, Runnable compilation) {
        if (options.cpu().isEmpty() && options.features().isEmpty()) {
            return; // this machine
        }
        Optional<String> reason = refused.computeIfAbsent(options, one -> trial(compilation));
        if (reason.isPresent()) {
            throw new RefusedTarget(options, reason.get());
        }
    }

    private Optional<String> trial(Runnable compilation) {
        prepare.run();
        CompletableFuture<Optional<String>> end = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("trial").start(() -> {
            try (FatalErrors.Told _ = FatalErrors.tell(reason -> end.complete(Optional.of(said(reason))))) {
                compilation.run();
                end.complete(Optional.empty());
            } catch (LlvmException e) {
                end.complete(Optional.of(e.getMessage()));
            } catch (RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        return end.join();
    }

    private static String said(String reason) {
        return reason.startsWith(UNKNOWN)
                ? "no x86-64 processor of LLVM's has this name, or its 64-bit mode is off"
                : reason;
    }
}
