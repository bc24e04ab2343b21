package dev.jaculus.profiler.model;

/** What an explanation says of a line. */
public record Note(String file, int line, Topic topic, String text) {
    /** What it is about. */
    public enum Topic {
        /** What became of the line's own work. */
        FATE("fate"),
        /** What the loop waits for that the line is in. */
        WAIT("wait"),
        /** Whether its loop was vectorised, else why not. */
        VECTOR("vector"),
        /** What would make it faster. */
        ADVICE("advice");

        private final String id;

        Topic(String id) {
            this.id = id;
        }

        /** How files name it. */
        public String id() {
            return id;
        }
    }
}
