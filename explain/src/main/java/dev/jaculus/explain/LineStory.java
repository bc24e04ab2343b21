package dev.jaculus.explain;

import java.util.List;

/**
 * One line of a kernel.
 *
 * @param weight samples that waited for its instructions
 * @param instructions how many the machine code has of it
 */
public record LineStory(String file, int line, long weight, int instructions, List<Fate> fates) {
    public LineStory {
        fates = List.copyOf(fates);
    }
}
