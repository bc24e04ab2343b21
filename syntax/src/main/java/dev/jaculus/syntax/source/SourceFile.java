package dev.jaculus.syntax.source;

/**
 * Python source text and where it comes from.
 *
 * @param path the file as the user knows it, or a name in angle brackets such as {@code <stdin>}
 * @param firstLine the number of the text's first line in that file: a kernel's source starts at its decorator
 */
public record SourceFile(String path, String text, int firstLine) {
    /** A whole file. */
    public SourceFile(String path, String text) {
        this(path, text, 1);
    }

    /** The text of a line of the file, without its end; empty where this source does not hold it. */
    public String line(int number) {
        return number < firstLine
                ? ""
                : text.lines().skip(number - (long) firstLine).findFirst().orElse("");
    }
}
