package io.promsh.shell;

import io.promsh.failure.FailureKind;

/**
 * How a line ended.
 *
 * @param exitCode 0, or that of the failure
 * @param outputClosed whether nobody reads the output any more, so that further lines make no sense
 */
public record Outcome(int exitCode, boolean outputClosed) {
    static final Outcome DONE = new Outcome(0, false);
    static final Outcome CLOSED = new Outcome(0, true);

    static Outcome failed(int exitCode) {
        return new Outcome(exitCode, false);
    }

    /** Returns whether the line did what it should. */
    public boolean isDone() {
        return exitCode == 0;
    }

    /** Returns whether the user ended the line. */
    public boolean isInterrupted() {
        return exitCode == FailureKind.INTERRUPTED.exitCode();
    }
}
