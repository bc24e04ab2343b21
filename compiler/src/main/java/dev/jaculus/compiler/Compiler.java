package dev.jaculus.compiler;

import dev.jaculus.compiler.build.Build;
import dev.jaculus.compiler.emit.Emitter;
import dev.jaculus.compiler.infer.Inference;
import dev.jaculus.compiler.ir.Module;
import dev.jaculus.compiler.ir.Verifier;
import dev.jaculus.compiler.pass.Passes;
import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.tree.Program;

/** The compiler as one pure function: a request in, LLVM text out; a user's mistake is a {@code Diagnostic.Failure}. */
public final class Compiler {
    private static final boolean VERIFY = Boolean.getBoolean("jaculus.verify");

    private Compiler() {}

    /** Text → typed tree → IR → passes → LLVM text. */
    public static Compiled compile(Request request) {
        Program program = Inference.program(request);
        Module built = built(program);
        Module[] fused = {built};
        Module module = Passes.run(built, (pass, result) -> {
            verified(pass.name(), result);
            if (pass.name().equals("fuse")) fused[0] = result;
        });
        return new Compiled(
                Emitter.module(module, request.vectorMath()),
                module,
                request.arguments(),
                program.entry().result(),
                ParallelRemarks.of(request, program, fused[0]),
                program.parts());
    }

    /** The typed program, as inspect_types shows it. */
    public static Program types(Request request) {
        return Inference.program(request);
    }

    private static Module built(Program program) {
        return verified("build", Build.module(program));
    }

    private static Module verified(String stage, Module module) {
        if (!VERIFY) return module;
        try {
            Verifier.check(module);
        } catch (RuntimeException e) {
            throw new IllegalStateException("after " + stage + ": " + e.getMessage(), e);
        }
        return module;
    }
}
