package dev.jaculus.explain;

import java.util.List;

/** What became of a line, or of a part of it. */
public sealed interface Fate {
    /** Several elements are worked on by one instruction. */
    record Vectorised(int elements, String type, int bits) implements Fate {}

    /**
     * It has no instruction of its own: a later one does its work too.
     *
     * @param into the lines whose instructions do
     * @param with other lines that are in the same instruction
     * @param operation what they became together, such as "one addition of 123456789"; empty where there is no such
     */
    record Folded(List<Integer> into, List<Integer> with, String operation) implements Fate {
        public Folded {
            into = List.copyOf(into);
            with = List.copyOf(with);
        }
    }

    /** What other lines put into its instruction. */
    record Absorbed(List<Integer> lines, String operation) implements Fate {
        public Absorbed {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Its division or call is done once before a loop, not in each turn.
     *
     * @param loop the loop's line
     * @param partly a version of the loop has it in each turn still: that for arrays that overlap, or for the last turns
     */
    record Hoisted(int loop, boolean partly) implements Fate {}

    /** Nothing is left of it: nobody reads its result, or the result is known. */
    record Removed() implements Fate {}

    /** It calls functions that are not part of the kernel. */
    record Calls(List<String> functions) implements Fate {
        public Calls {
            functions = List.copyOf(functions);
        }
    }

    /** These functions of the user's are part of the machine code here. */
    record Inlined(List<String> functions) implements Fate {
        public Inlined {
            functions = List.copyOf(functions);
        }
    }

    /** A loop whose body is there so many times; 0: as many as it has turns, and it is no loop any more. */
    record Unrolled(int times) implements Fate {}
}
