package dev.jaculus.compiler.infer.core;

/** A function that the compiler itself knows. */
public interface Known {
    Value call(Scope f, CallArguments arguments);
}
