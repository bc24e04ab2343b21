package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Type;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** How LLVM's text spells types, numbers and names. */
final class Spelling {
    private Spelling() {}

    /** The type of a scalar in a register. */
    static String type(Type type) {
        return switch (type) {
            case Type.Bool _ -> "i1";
            case Type.Int i ->
                switch (i.bits()) {
                    case 8 -> "i8";
                    case 16 -> "i16";
                    case 32 -> "i32";
                    default -> "i64";
                };
            case Type.Float f -> f.bits() == 64 ? "double" : "float";
            case Type.ListOf _, Type.Generator _, Type.Instance _ -> "ptr";
            case Type.Time _ -> "i64"; // only as a list's item
            default -> throw new IllegalArgumentException(type + " fits no register");
        };
    }

    /** The type of a scalar in memory. */
    static String inMemory(Type type) {
        return switch (type) {
            case Type.Bool _ -> "i8";
            case Type.Complex c -> "[2 x " + type(c.part()) + "]";
            default -> type(type);
        };
    }

    /** A literal of the IR. LLVM wants a float32 as the float64 that is equal to it. */
    static String literal(Type type, Object literal) {
        return switch (type) {
            case Type.Float f -> real(f.bits() == 64 ? (Double) literal : (double) ((Double) literal).floatValue());
            case Type.Bool _ -> (Long) literal == 0 ? "false" : "true";
            default -> literal.toString();
        };
    }

    static String real(double x) {
        return "0x" + HexFormat.of().withUpperCase().toHexDigits(Double.doubleToRawLongBits(x));
    }

    /** The name of a function that we make. No C function has parentheses in its name, so it is never one of libm's. */
    static String function(String name) {
        return "@" + quoted(name.indexOf('(') < 0 ? name + "()" : name);
    }

    static String quoted(String s) {
        var text = new StringBuilder(s.length() + 2).append('"');
        for (byte b : s.getBytes(StandardCharsets.UTF_8)) {
            if (b >= ' ' && b < 127 && b != '"' && b != '\\') {
                text.append((char) b);
            } else {
                text.append('\\');
                HexFormat.of().withUpperCase().toHexDigits(text, b);
            }
        }
        return text.append('"').toString();
    }

    /** Whether an operand is an integer written out. */
    static boolean isNumber(String operand) {
        char first = operand.charAt(0);
        return first == '-' || (first >= '0' && first <= '9');
    }
}
