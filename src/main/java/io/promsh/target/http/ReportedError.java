package io.promsh.target.http;

/** An error that came with a good status code. */
public final class ReportedError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String errorType;

    /** {@code errorType} is Prometheus's word for the kind of error, or empty. */
    public ReportedError(String errorType, String error) {
        super(error, null, false, false);
        this.errorType = errorType;
    }

    String errorType() {
        return errorType;
    }

    String error() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
