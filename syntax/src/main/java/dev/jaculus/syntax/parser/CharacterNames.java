package dev.jaculus.syntax.parser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds characters by their Unicode names, as {@code \N{...}} gives them. Java knows most names; it has others for
 * ideographs and Hangul, whose names follow rules, and none of the aliases.
 */
final class CharacterNames {
    private static final String IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";
    private static final String HANGUL = "HANGUL SYLLABLE ";
    private static final List<String> LEADS =
            List.of("G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H");
    private static final List<String> VOWELS = List.of(
            "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU",
            "EU", "YI", "I");
    private static final List<String> TAILS = List.of(
            "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS",
            "S", "SS", "NG", "J", "C", "K", "T", "P", "H");

    private CharacterNames() {}

    /** Read when a program first needs them. */
    private static final class Aliases {
        static final Map<String, Integer> BY_NAME = read();

        private static Map<String, Integer> read() {
            Map<String, Integer> aliases = new HashMap<>();
            try (InputStream in = CharacterNames.class.getResourceAsStream("character-aliases.txt");
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                    int space = line.indexOf(' ');
                    aliases.put(line.substring(space + 1), Integer.parseInt(line.substring(0, space), 16));
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(aliases);
        }
    }

    /** The character, or -1. */
    static int find(String name) {
        if (!name.equals(name.strip())) {
            return -1; // which Java would overlook
        }
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.startsWith(IDEOGRAPH)) {
            return ideograph(upper.substring(IDEOGRAPH.length()));
        }
        if (upper.startsWith(HANGUL)) {
            return syllable(upper.substring(HANGUL.length()));
        }
        Integer alias = Aliases.BY_NAME.get(upper);
        if (alias != null) {
            return alias;
        }
        try {
            int c = Character.codePointOf(upper);
            return Character.isISOControl(c) ? -1 : c;
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static int ideograph(String digits) {
        try {
            int c = Integer.parseInt(digits, 16);
            return Character.isIdeographic(c) ? c : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** A syllable's name is the names of its letters. */
    private static int syllable(String name) {
        for (int lead = 0; lead < LEADS.size(); lead++) {
            for (int vowel = 0; vowel < VOWELS.size(); vowel++) {
                String start = LEADS.get(lead) + VOWELS.get(vowel);
                int tail = name.startsWith(start) ? TAILS.indexOf(name.substring(start.length())) : -1;
                if (tail >= 0) {
                    return 0xAC00 + (lead * VOWELS.size() + vowel) * TAILS.size() + tail;
                }
            }
        }
        return -1;
    }
}
