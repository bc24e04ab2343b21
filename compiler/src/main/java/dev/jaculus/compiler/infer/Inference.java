package dev.jaculus.compiler.infer;

import dev.jaculus.compiler.request.Request;
import dev.jaculus.compiler.tree.Program;
import dev.jaculus.syntax.diagnostic.Diagnostic;

/** Types a request's kernel and all that it calls. */
public final class Inference {
    private Inference() {}

    /**
     * The typed program; the kernel comes first.
     *
     * @throws Diagnostic.Failure when the user's program is wrong, or uses what is not supported
     */
    public static Program program(Request request) {
        Instances instances = new Instances(request);
        instances.root();
        return new Program(instances.functions(), instances.remarks(), instances.parts());
    }
}
