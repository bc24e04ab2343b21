package dev.jaculus.compiler.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel's function for callers in C, {@code jaculus_native}: scalars and pointers as the C ABI passes them. A pointer reaches the kernel as an
 * array that is as long as arrays can be. An exception goes to the host, and the caller gets zeroes.
 */
public final class NativeEntry {
    /** The exported name. */
    public static final String SYMBOL = "jaculus_native";

    private static final String LONGEST = Long.toString(1L << 52);

    private final StringBuilder body = new StringBuilder();
    private int slots;

    private NativeEntry() {}

    /**
     * The LLVM text of that function, to stand behind a module's.
     *
     * @param arguments int8 … float64 and bool, or {@code float64*} for a pointer
     * @param result the same, or none
     */
    public static String text(List<String> arguments, String result) {
        return new NativeEntry().write(arguments, result);
    }

    private String write(List<String> arguments, String result) {
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String type = arguments.get(i);
            parameters.add(type(type) + (extension(type).isEmpty() ? "" : " " + extension(type)) + " %a" + i);
            if (type.endsWith("*")) {
                store("i64", "1"); // an owner that is the host's
                store("ptr", "%a" + i);
                store("i64", LONGEST);
                store("i64", Integer.toString(size(type.substring(0, type.length() - 1))));
            } else {
                store(type, "%a" + i, i);
            }
        }
        boolean nothing = result.equals("none");
        String returned = nothing ? "void" : type(result);
        String extended = nothing ? "" : extension(result);
        StringBuilder text = new StringBuilder("\ndeclare ptr @jac_native_enter()\n")
                .append("declare void @jac_native_failed(ptr, ptr, i32)\n")
                .append("declare void @jac_native_leave(ptr)\n")
                .append("define " + (extended.isEmpty() ? "" : extended + " ") + returned)
                .append(" @" + SYMBOL + "(" + String.join(", ", parameters) + ") nounwind {\n")
                .append("  %args = alloca [" + Math.max(slots, 1) + " x i64], align 8\n")
                .append("  %results = alloca i64, align 8\n")
                .append("  store i64 0, ptr %results, align 8\n")
                .append(body)
                .append("  %env = call ptr @jac_native_enter()\n")
                .append("  %status = call i32 @" + EntryPoint.SYMBOL + "(ptr %args, ptr %results, ptr %env)\n")
                .append("  %ok = icmp eq i32 %status, 0\n")
                .append("  br i1 %ok, label %leave, label %failed\nfailed:\n")
                .append("  store i64 0, ptr %results, align 8\n")
                .append("  call void @jac_native_failed(ptr %env, ptr @" + EntryPoint.SYMBOL + ", i32 %status)\n")
                .append("  br label %leave\nleave:\n")
                .append("  call void @jac_native_leave(ptr %env)\n");
        if (nothing) {
            return text.append("  ret void\n}\n").toString();
        }
        String stored = result.equals("bool") ? "i8" : returned;
        return text.append("  %result = load " + stored + ", ptr %results, align 8\n")
                .append("  ret " + returned + " %result\n}\n")
                .toString();
    }

    /** A scalar: sign- or zero-extended to its slot. */
    private void store(String type, String value, int number) {
        if (type.startsWith("float") || type.endsWith("64")) {
            store(type(type), value);
            return;
        }
        body.append("  %w" + number + " = " + (type.startsWith("int") ? "sext " : "zext ") + type(type) + " " + value
                + " to i64\n");
        store("i64", "%w" + number);
    }

    private void store(String type, String value) {
        body.append("  %s" + slots + " = getelementptr i64, ptr %args, i64 " + slots + "\n");
        body.append("  store " + type + " " + value + ", ptr %s" + slots + ", align 8\n");
        slots++;
    }

    private static String type(String name) {
        if (name.endsWith("*")) {
            return "ptr";
        }
        return switch (name) {
            case "float64" -> "double";
            case "float32" -> "float";
            case "bool" -> "i8";
            default -> "i" + bits(name);
        };
    }

    /** The C ABI has callers extend small integers. */
    private static String extension(String name) {
        if (name.endsWith("*") || name.startsWith("float") || bits(name) >= 32) {
            return "";
        }
        return name.startsWith("int") ? "signext" : "zeroext";
    }

    private static int size(String name) {
        return bits(name) / 8;
    }

    private static int bits(String name) {
        return name.equals("bool") ? 8 : Integer.parseInt(name.replaceAll("\\D", ""));
    }
}
