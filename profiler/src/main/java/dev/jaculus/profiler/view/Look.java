package dev.jaculus.profiler.view;

import java.util.Map;

/**
 * How a text may look where it goes.
 *
 * @param width columns; longer lines of source are cut
 * @param colour whether it obeys escapes
 */
public record Look(int width, boolean colour) {
    /** For files and pipes. */
    public static final Look PLAIN = new Look(Integer.MAX_VALUE, false);

    private static final int NARROWEST = 40;

    /** Of our standard output: whoever started us says in {@code JACULUS_TERMINAL} how wide the terminal is, if it is one. */
    public static Look of(Map<String, String> environment) {
        String columns = environment.getOrDefault("JACULUS_TERMINAL", "");
        if (!columns.matches("\\d{1,5}")) {
            return PLAIN;
        }
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Look(Math.max(NARROWEST, Integer.parseInt(columns)), colour);
    }

    /** As a heading. */
    public String heading(String text) {
        return paint("1", text);
    }

    /** As what stands beside what is meant. */
    public String faint(String text) {
        return paint("2", text);
    }

    /** As warm as a share, in percent, is. */
    public String warm(double percent, String text) {
        if (percent >= 20) {
            return paint("1;31", text);
        }
        if (percent >= 5) {
            return paint("1;33", text);
        }
        return percent < 1 ? faint(text) : text;
    }

    private String paint(String how, String text) {
        return colour && !text.isEmpty() ? "\033[" + how + "m" + text + "\033[0m" : text;
    }

    /** As much of a text as fits behind so many columns. */
    public String cut(String text, int before) {
        int room = Math.max(8, width - before);
        if (text.codePointCount(0, text.length()) <= room) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, room - 1)) + "…";
    }
}
