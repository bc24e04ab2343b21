package dev.jaculus.explain;

import java.util.Comparator;

/** A place in the user's source. */
public record Place(String file, int line, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** Whether it is in the same line of the same file. */
    public boolean isBeside(Place other) {
        return line == other.line && file.equals(other.file);
    }
}
