package dev.jaculus.profiler.model;

/**
 * A stack: the one without its innermost frame, and that frame.
 *
 * @param caller index of a stack before this one; -1 when the frame is the outermost
 * @param frame index of a frame
 */
public record Stack(int caller, int frame) {
    /** The caller of an outermost frame. */
    public static final int NONE = -1;
}
