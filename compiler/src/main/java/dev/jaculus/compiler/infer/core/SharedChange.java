package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.source.Span;

/** A change of a list or an object that the iterations of a parallel loop share, in words that follow "because". */
public record SharedChange(String what, Span at) {}
