package dev.jaculus.profiler.format;

import java.io.IOException;

/** A file is no profile, or a damaged one; the message is a sentence for the user. */
public final class UnreadableProfile extends IOException {
    /** With a sentence for the user. */
    public UnreadableProfile(String message) {
        super(message);
    }
}
