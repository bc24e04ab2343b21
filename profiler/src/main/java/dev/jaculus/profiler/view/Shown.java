package dev.jaculus.profiler.view;

/** Text of a program's as a terminal may get it. */
public final class Shown {
    private Shown() {}

    /**
     * Names and sources can hold anything: characters that a terminal obeys (escapes, and those that change the direction
     * of writing) are shown by their numbers.
     */
    public static String harmless(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(one -> {
            int kind = Character.getType(one);
            boolean obeyed = kind == Character.CONTROL
                    || kind == Character.FORMAT
                    || kind == Character.LINE_SEPARATOR
                    || kind == Character.PARAGRAPH_SEPARATOR
                    || kind == Character.SURROGATE;
            if (!obeyed || one == '\t') {
                shown.appendCodePoint(one);
            } else {
                shown.append(String.format(one < 0x100 ? "\\x%02x" : "\\u%04x", one));
            }
        });
        return shown.toString();
    }
}
