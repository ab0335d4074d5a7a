package io.promsh.docker;

/** What came of a program in a container. Output is cut after 16 MB. */
public record ExecResult(int exitCode, String out, String err) {
    /** Returns whether it ended well. */
    public boolean isGood() {
        return exitCode == 0;
    }
}
