package dev.jaculus.compiler.emit;

/** The text of one function as it grows, instruction by instruction. */
final class Code {
    private final StringBuilder slots = new StringBuilder();
    private final StringBuilder text = new StringBuilder(4096);
    private String at = "";
    private String block = "entry";
    private int count;

    /** Everything written: the entry block with its slots, and the rest. */
    StringBuilder finish() {
        return new StringBuilder(slots.length() + text.length() + 8)
                .append("entry:\n")
                .append(slots)
                .append(text);
    }

    /** The instructions from here on belong to this place: {@code ", !dbg !7"}. */
    void at(String debug) {
        at = debug;
    }

    /** The block being written, or null where control does not come. */
    String block() {
        return block;
    }

    /** A new name; no two of a function are equal. */
    String fresh(String prefix) {
        return prefix + count++;
    }

    /** Writes an instruction that gives a value, and returns the value's name. */
    String let(String... parts) {
        String name = "%t" + count++;
        text.append("  ").append(name).append(" = ");
        return finishLine(name, parts);
    }

    /** Writes an instruction. */
    void line(String... parts) {
        finishLine(text.append("  "), parts);
    }

    private <T> T finishLine(T result, String... parts) {
        for (String part : parts) {
            text.append(part);
        }
        text.append(at).append('\n');
        return result;
    }

    /** Memory of this function's own, made once whatever loop it is in. */
    String slot(String type) {
        String name = "%s" + count++;
        slots.append("  ").append(name).append(" = alloca ").append(type).append(", align 8\n");
        return name;
    }

    /** Begins a block. */
    void start(String name) {
        text.append(name).append(":\n");
        block = name;
    }

    /** Ends the block: control does not come to what is written next. */
    void end() {
        block = null;
    }

    /** Ends the block with an instruction. */
    void end(String... parts) {
        line(parts);
        block = null;
    }

    /** Where the text is now, for {@link #insert}. */
    int mark() {
        return text.length();
    }

    /** Puts lines where the text was at a mark. */
    void insert(int mark, CharSequence lines) {
        text.insert(mark, lines);
    }

    /** What is behind each instruction now. */
    String debug() {
        return at;
    }
}
