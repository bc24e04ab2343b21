package dev.jaculus.llvm;

import java.util.List;

/** LLVM text after LLVM's passes, and what they said of their work. */
public record Observed(String optimised, List<Remark> remarks) {}
