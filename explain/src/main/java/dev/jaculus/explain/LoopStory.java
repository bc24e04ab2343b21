package dev.jaculus.explain;

import java.util.Optional;

/**
 * An innermost loop of the source.
 *
 * @param place of the loop's statement, or of the expression that is one
 * @param weight samples that waited for its instructions
 * @param waits what its turns wait for, where it is a loop in the machine code
 */
public record LoopStory(Place place, Vectorisation vectorisation, Optional<Wait> waits, long weight) {}
