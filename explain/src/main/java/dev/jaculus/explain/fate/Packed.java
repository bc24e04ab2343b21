package dev.jaculus.explain.fate;

import dev.jaculus.explain.code.Instruction;
import java.util.regex.Pattern;

/** Which machine instructions work on several elements at once. */
final class Packed {
    private static final Pattern WIDE = Pattern.compile("%[yz]mm\\d");
    /** Of 128-bit registers the low element only: scalar floats, and moves to and from other registers. */
    private static final Pattern SCALAR = Pattern.compile(
            "v?(\\w+s[sdh]|mov[dq]|\\w*[su]?comis[sd]|cvt\\w*si2?\\w*|zeroupper|x?orp[sd]|andn?p[sd]|pxor|pextr\\w|pinsr\\w"
                    + "|broadcast\\w*|pbroadcast\\w|mov[au]p[sd]|movdq\\w*)");

    private Packed() {}

    static boolean isPacked(Instruction one) {
        return WIDE.matcher(one.text()).find()
                || (one.text().contains("%xmm") && !SCALAR.matcher(one.name()).matches());
    }
}
