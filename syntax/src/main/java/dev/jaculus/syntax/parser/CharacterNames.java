package dev.jaculus.syntax.parser;

import java.util.Locale;

/** Finds characters by their Unicode names, as {@code \N{...}} gives them. */
final class CharacterNames {
    private static final String CJK = "CJK UNIFIED IDEOGRAPH-";

    private CharacterNames() {}

    /** The character, or -1. */
    static int find(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        try {
            return upper.startsWith(CJK) ? ideograph(upper.substring(CJK.length())) : Character.codePointOf(upper);
        } catch (IllegalArgumentException e) {
            return -1;
        }
    }

    private static int ideograph(String digits) {
        int c = Integer.parseInt(digits, 16);
        return Character.isIdeographic(c) ? c : -1;
    }
}
