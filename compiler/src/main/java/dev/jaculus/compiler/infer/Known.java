package dev.jaculus.compiler.infer;

/** A function that the compiler itself knows. */
interface Known {
    Value call(Scope f, CallArguments arguments);
}
