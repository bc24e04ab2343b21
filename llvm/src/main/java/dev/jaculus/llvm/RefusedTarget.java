package dev.jaculus.llvm;

/** LLVM makes no code for the processor or the features that were asked for. */
public final class RefusedTarget extends RuntimeException {
    RefusedTarget(CodeOptions options, String reason) {
        super("LLVM makes no code for the processor `" + (options.cpu().isEmpty() ? "host" : options.cpu()) + "`"
                + (options.features().isEmpty() ? "" : " with the features `" + options.features() + "`") + ": "
                + reason);
    }
}
