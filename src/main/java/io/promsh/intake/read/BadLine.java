package io.promsh.intake.read;

/**
 * A line that cannot be read.
 *
 * @param file the name under which the user knows the file
 * @param line its number, from 1; 0 when the fault is the file's, not a line's
 * @param reason what is wrong, in words
 */
public record BadLine(String file, long line, String reason) {
    /** Returns it as editors and compilers write it: {@code file:line: reason}. */
    @Override
    public String toString() {
        return line == 0 ? file + ": " + reason : file + ":" + line + ": " + reason;
    }
}
