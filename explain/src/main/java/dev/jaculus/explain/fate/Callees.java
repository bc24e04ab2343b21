package dev.jaculus.explain.fate;

import dev.jaculus.explain.code.Instruction;
import java.util.Set;

/** The functions that kernels call, by the names that linkers know. */
public final class Callees {
    /** What each call of a kernel does at its end, and looks at the stack: nothing that a line asks for. */
    private static final Set<String> HOUSEKEEPING = Set.of(
            "jac_sweep",
            "jac_trace",
            "jac_list_release",
            "jac_parallel_pieces",
            "jac_get_num_threads",
            "jac_escape",
            "jac_release",
            "jac_retain",
            "jac_arguments",
            "jac_leave_lists",
            "jac_look_at_stack");

    private Callees() {}

    /** Whether a function keeps a kernel's books: references, results, what is raised. */
    public static boolean isHousekeeping(String name) {
        return HOUSEKEEPING.contains(name) || name.endsWith(".0()");
    }

    /** Whether an instruction calls a function that works on one element: not of our runtime, nor on whole arrays, nor for vectors. */
    public static boolean isForOne(Instruction one) {
        String name = one.callee();
        return one.isCall() && !name.startsWith("jac_") && !name.startsWith("mem") && !name.startsWith("_ZGV");
    }

    /** A callee as people name it. */
    public static String shown(String name) {
        return switch (name) {
            case "jac_alloc" -> "the allocator, for a new array";
            case "jac_parallel_for" -> "the threads, for the pieces of the loop";
            case "jac_list_new" -> "the allocator, for a new list";
            case "jac_list_reserve" -> "the allocator, for a longer list";
            case "jac_generator_next" -> "a generator, for its next value";
            case "jac_remainder_slow" -> "a division of large floats";
            default -> name.startsWith("jac_") ? "our runtime (" + name + ")" : plain(name);
        };
    }

    /** A function of the kernel's as it is named in the source: {@code half.1()} is half. */
    static String plain(String name) {
        return name.replaceFirst("(\\.\\d+\\.piece)?\\.\\d+(\\(.*\\))?$", "");
    }
}
