package io.promsh.failure;

/** The closed list of ways in which a promsh command ends badly, each with its process exit code. */
public enum FailureKind {
    /** Anything that no other kind names. */
    FAILED(1),
    /** The line, an option or a value cannot be understood. */
    USAGE(2),
    /** The answer is empty and {@code --fail-on-empty} asks for that to count. */
    NO_DATA(3),
    /** The target cannot be reached or did not answer in time. */
    UNREACHABLE(4),
    /** Refused for safety. */
    REFUSED(5),
    /** Authentication failed or a permission is missing. */
    DENIED(6),
    /** Only a part was had (with {@code --strict}), or a check fell below its threshold. */
    PARTIAL(7),
    /** Ended by the user with Ctrl-C. */
    INTERRUPTED(130);

    private final int exitCode;

    FailureKind(int exitCode) {
        this.exitCode = exitCode;
    }

    /** Returns the process exit code, 1..7 or 130. */
    public int exitCode() {
        return exitCode;
    }
}
