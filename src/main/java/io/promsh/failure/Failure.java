package io.promsh.failure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the user is told about: one sentence of what happened, what to type next, and, where it helps, lines that
 * show the place (a query with a caret). It carries no stack trace because nobody but a developer reads one; the cause keeps
 * its own.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String hint;
    private final List<String> detail;

    private Failure(FailureKind kind, String message, String hint, List<String> detail, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
        this.hint = hint;
        this.detail = List.copyOf(detail);
    }

    /** Makes a failure; {@code message} is one sentence without a final full stop, {@code hint} may be empty. */
    public static Failure of(FailureKind kind, String message, String hint) {
        return new Failure(kind, message, hint, List.of(), null);
    }

    /** A line, option or value that cannot be understood. */
    public static Failure usage(String message, String hint) {
        return of(FailureKind.USAGE, message, hint);
    }

    /** A target that cannot be reached or did not answer in time. */
    public static Failure unreachable(String message, String hint) {
        return of(FailureKind.UNREACHABLE, message, hint);
    }

    /** Authentication failed or a permission is missing. */
    public static Failure denied(String message, String hint) {
        return of(FailureKind.DENIED, message, hint);
    }

    /** Anything that no other kind names. */
    public static Failure failed(String message, String hint) {
        return of(FailureKind.FAILED, message, hint);
    }

    /** Ended by the user. */
    public static Failure interrupted() {
        return of(FailureKind.INTERRUPTED, "interrupted", "");
    }

    /** Returns the same failure with lines that are printed as they are between message and hint. */
    public Failure withDetail(List<String> lines) {
        return new Failure(kind, message(), hint, lines, getCause());
    }

    /** Returns the same failure with its technical cause. */
    public Failure withCause(Throwable cause) {
        return new Failure(kind, message(), hint, detail, cause);
    }

    /** Returns the same failure with another hint. */
    public Failure withHint(String newHint) {
        return new Failure(kind, message(), newHint, detail, getCause());
    }

    /** Returns the kind, which decides the exit code. */
    public FailureKind kind() {
        return kind;
    }

    /** Returns the sentence that says what happened. */
    public String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** Returns what to type next, or an empty string. */
    public String hint() {
        return hint;
    }

    /** Returns the lines that show the place; often empty. */
    public List<String> detail() {
        return detail;
    }
}
