package dev.jaculus.compiler.infer.core;

import dev.jaculus.syntax.source.Span;
import java.util.List;

/** The parts of a loop but for what it goes over: its key among the loops, its body, its `else`. */
public record LoopBody(Object key, Span span, Runnable body, List<dev.jaculus.syntax.ast.Stmt> orElse) {}
