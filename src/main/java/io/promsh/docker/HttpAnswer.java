package io.promsh.docker;

/** An answer of a server in a container. */
public record HttpAnswer(int status, String body) {
    /** Returns whether the status is 2xx. */
    public boolean isGood() {
        return status >= 200 && status < 300;
    }
}
