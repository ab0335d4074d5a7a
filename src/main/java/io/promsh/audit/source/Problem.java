package io.promsh.audit.source;

/**
 * What is wrong with a file as it is written.
 *
 * @param message one sentence without a final full stop and without any value of the file
 */
public record Problem(Kind kind, Place place, String message) {
    /** How bad it is. */
    public enum Kind {
        /** The file cannot be read at all. */
        UNREADABLE,
        /** A key stands twice in one mapping. */
        DUPLICATE_KEY,
        /** A key that nobody knows. */
        UNKNOWN_KEY,
        /** A key that means nothing any more. */
        OBSOLETE_KEY,
        /** A variable without a value. */
        UNSET_VARIABLE,
        /** A reference that leads nowhere, or not to anything that can be read from here. */
        NOT_FOLLOWED
    }
}
