package dev.jaculus.explain.fate;

/** LLVM's types of elements by the names that users know. */
final class Types {
    private Types() {}

    static int bits(String type) {
        return switch (type) {
            case "double", "ptr" -> 64;
            case "float" -> 32;
            case "half" -> 16;
            default -> Integer.parseInt(type.substring(1));
        };
    }

    static String name(String type) {
        return switch (type) {
            case "double", "float", "half" -> "float" + bits(type);
            case "i1" -> "bool";
            default -> "int" + bits(type);
        };
    }
}
