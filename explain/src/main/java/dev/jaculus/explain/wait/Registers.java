package dev.jaculus.explain.wait;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Registers by their whole: al, ax, eax and rax are rax; xmm3, ymm3 and zmm3 are v3. */
final class Registers {
    static final String FLAGS = "flags";

    private static final Map<String, String> WHOLE = new HashMap<>();
    private static final Map<String, Integer> BYTES = new HashMap<>();

    static {
        for (String letter : List.of("a", "b", "c", "d")) {
            put("r" + letter + "x", 8, "r" + letter + "x");
            put("e" + letter + "x", 4, "r" + letter + "x");
            put(letter + "x", 2, "r" + letter + "x");
            put(letter + "l", 1, "r" + letter + "x");
            put(letter + "h", 1, "r" + letter + "x");
        }
        for (String name : List.of("si", "di", "bp", "sp")) {
            put("r" + name, 8, "r" + name);
            put("e" + name, 4, "r" + name);
            put(name, 2, "r" + name);
            put(name + "l", 1, "r" + name);
        }
        for (int i = 8; i < 32; i++) {
            put("r" + i, 8, "r" + i);
            put("r" + i + "d", 4, "r" + i);
            put("r" + i + "w", 2, "r" + i);
            put("r" + i + "b", 1, "r" + i);
        }
        for (int i = 0; i < 32; i++) {
            put("xmm" + i, 16, "v" + i);
            put("ymm" + i, 32, "v" + i);
            put("zmm" + i, 64, "v" + i);
        }
        for (int i = 0; i < 8; i++) {
            put("k" + i, 8, "k" + i);
        }
    }

    private Registers() {}

    private static void put(String name, int bytes, String whole) {
        WHOLE.put(name, whole);
        BYTES.put(name, bytes);
    }

    /** The whole register of an operand such as {@code %eax}; empty for what is none. */
    static String whole(String operand) {
        return operand.startsWith("%") ? WHOLE.getOrDefault(operand.substring(1), operand.substring(1)) : "";
    }

    static int bytes(String operand) {
        return BYTES.getOrDefault(operand.substring(1), 8);
    }
}
