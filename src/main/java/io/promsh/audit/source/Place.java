package io.promsh.audit.source;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Place(Path file, int line, int column) {
    /** The beginning of a line. */
    public static Place line(Path file, int line) {
        return new Place(file, line, 1);
    }
}
