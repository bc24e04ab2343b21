/**
 * Python source text and places in it.
 *
 * <p>A text may be a part of a file ({@link dev.jaculus.syntax.source.SourceFile#firstLine()}); places are always those of
 * the file. Lines count from 1 and columns from 0, in characters (code points), not in bytes.
 */
package dev.jaculus.syntax.source;
