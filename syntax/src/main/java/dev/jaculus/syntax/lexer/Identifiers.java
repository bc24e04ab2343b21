package dev.jaculus.syntax.lexer;

import java.text.Normalizer;

/** Which characters make a name: Unicode's XID_Start and XID_Continue, as in PEP 3131. */
final class Identifiers {
    private Identifiers() {}

    static boolean startsAt(String text, int at) {
        return at < text.length() && isStart(text.codePointAt(at));
    }

    static boolean isStart(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        }
        return isRawStart(c) && survivesNormalising(c, true);
    }

    static boolean isPart(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return isRawPart(c) && survivesNormalising(c, false);
    }

    /** Two spellings of one name are one name. */
    static String normalised(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 128) {
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
            }
        }
        return name;
    }

    private static boolean isRawStart(int c) {
        return Character.isUnicodeIdentifierStart(c) && !Character.isIdentifierIgnorable(c);
    }

    private static boolean isRawPart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    /** XID is ID without the characters that normalise to something that is no name. */
    private static boolean survivesNormalising(int c, boolean first) {
        String normal = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        for (int i = 0; i < normal.length(); i += Character.charCount(normal.codePointAt(i))) {
            int part = normal.codePointAt(i);
            boolean atStart = first && i == 0;
            boolean fine = part == '_' || (atStart ? isRawStart(part) : isRawPart(part));
            if (!fine) {
                return false;
            }
        }
        return true;
    }
}
