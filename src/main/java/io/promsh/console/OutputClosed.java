package io.promsh.console;

/**
 * Thrown by writes to {@link Console#out()} when its reader has gone, as {@code head} goes after its lines. It is no failure: the
 * line just has nobody left to write for. Unchecked, because a {@code PrintWriter} swallows every checked one.
 */
public final class OutputClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Makes one; it carries no stack trace. */
    public OutputClosed() {
        super("the reader of the output has gone", null, false, false);
    }
}
