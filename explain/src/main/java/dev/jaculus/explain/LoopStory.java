package dev.jaculus.explain;

/**
 * An innermost loop of the source.
 *
 * @param place of the loop's statement, or of the expression that is one
 * @param weight samples that waited for its instructions
 */
public record LoopStory(Place place, Vectorisation vectorisation, long weight) {}
