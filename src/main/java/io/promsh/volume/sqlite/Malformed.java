package io.promsh.volume.sqlite;

/** Thrown where a database is not as one must be; the message says what, and where. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
        super(message);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
