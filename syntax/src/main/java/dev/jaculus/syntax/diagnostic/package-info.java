/**
 * Mistakes in the user's program, and how they are shown. A {@link dev.jaculus.syntax.diagnostic.Diagnostic} is data;
 * {@link dev.jaculus.syntax.diagnostic.Renderer} is the one place that knows how it looks.
 */
package dev.jaculus.syntax.diagnostic;
