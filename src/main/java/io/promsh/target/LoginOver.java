package io.promsh.target;

/** Cause of the failure of a login that was good once: with a new one the same question may be asked again. */
public final class LoginOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code target} is the name of the target whose login is over. */
    public LoginOver(String target) {
        super(target, null, false, false);
    }

    /** Returns the name of the target. */
    public String target() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
