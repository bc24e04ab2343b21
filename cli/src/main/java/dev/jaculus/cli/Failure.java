package dev.jaculus.cli;

/** Ends the command with one line for the user. */
final class Failure extends RuntimeException {
    private final int status;

    Failure(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
