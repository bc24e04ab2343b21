package dev.jaculus.compiler.emit;

import dev.jaculus.compiler.types.Type;
import java.util.List;

/**
 * How one of our functions gives its results to another. Up to two scalars come back in registers beside the status, {@code { i32, double }}; all
 * else is written through a pointer, the last parameter, and the status comes back alone.
 */
final class Results {
    private static final int REGISTERS = 2;

    private final List<String> types;
    private final boolean direct;
    private final boolean body;

    Results(List<Type> results) {
        types = results.stream().flatMap(t -> Values.leafTypes(t).stream()).toList();
        direct = !types.isEmpty()
                && types.size() <= REGISTERS
                && results.stream().allMatch(Type.Scalar.class::isInstance);
        body = false;
    }

    /** A generator's body gives nothing here: how it ends is noted in the generator. */
    static Results ofBody() {
        return new Results();
    }

    private Results() {
        types = List.of();
        direct = false;
        body = true;
    }

    /** The results' leaves. */
    List<String> types() {
        return types;
    }

    /** Whether they come back in registers. */
    boolean direct() {
        return direct;
    }

    /** What the function returns. */
    String returned() {
        return direct ? "{ i32, " + String.join(", ", types) + " }" : "i32";
    }

    /** The slots that a caller gives for them. */
    String slots() {
        return "[" + types.size() + " x i64]";
    }

    /** Ends the function without results. */
    void fail(Code code, String status) {
        if (body) {
            Generators.end(code, status);
        } else if (direct) {
            String failed = code.let("insertvalue ", returned(), " poison, i32 ", status, ", 0");
            // Zeros, not poison: a caller may copy the result before it looks at the status.
            for (int i = 0; i < types.size(); i++) {
                failed = insert(code, failed, i, "zeroinitializer");
            }
            code.end("ret ", returned(), " ", failed);
        } else {
            code.end("ret i32 ", status);
        }
    }

    /** Ends the function with its results; those that do not come back in registers are stored already. */
    void succeed(Code code, List<String> leaves) {
        if (body) {
            Generators.end(code, "0");
        } else if (direct) {
            String done = code.let("insertvalue ", returned(), " poison, i32 0, 0");
            for (int i = 0; i < types.size(); i++) {
                done = insert(code, done, i, leaves.get(i));
            }
            code.end("ret ", returned(), " ", done);
        } else {
            code.end("ret i32 0");
        }
    }

    /** The status in what a call returned. */
    String status(Code code, String call) {
        return direct ? code.let("extractvalue ", returned(), " ", call, ", 0") : call;
    }

    /** A result's leaf in what a call returned. */
    String leaf(Code code, String call, int number) {
        return code.let("extractvalue ", returned(), " ", call, ", ", Integer.toString(number + 1));
    }

    private String insert(Code code, String into, int number, String x) {
        return code.let(
                "insertvalue ",
                returned(),
                " ",
                into,
                ", ",
                types.get(number),
                " ",
                x,
                ", ",
                Integer.toString(number + 1));
    }

    /** Writes a leaf into a slot: a bool takes a byte. */
    static void store(Code code, String type, String x, String to) {
        if (type.equals("i1")) {
            code.line("store i8 ", code.let("zext i1 ", x, " to i8"), ", ptr ", to, ", align 8");
        } else {
            code.line("store ", type, " ", x, ", ptr ", to, ", align 8");
        }
    }

    /** Reads what {@link #store} wrote. */
    static String load(Code code, String type, String from) {
        if (type.equals("i1")) {
            return code.let("trunc i8 ", code.let("load i8, ptr ", from, ", align 8"), " to i1");
        }
        return code.let("load ", type, ", ptr ", from, ", align 8");
    }
}
