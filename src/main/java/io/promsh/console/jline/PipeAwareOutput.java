package io.promsh.console.jline;

import io.promsh.console.OutputClosed;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * Tells a reader that has gone, which is normal, from output that cannot be written, a full disk for example, which must not
 * pass in silence. Both leave as unchecked exceptions, because a {@code PrintWriter} swallows the checked ones.
 */
final class PipeAwareOutput extends OutputStream {
    private final OutputStream inner;
    /** What could not be written once is not tried again: it is told once, and the last flush of the process must end. */
    private boolean failed;

    PipeAwareOutput(OutputStream inner) {
        this.inner = inner;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failed) {
            return;
        }
        try {
            inner.write(bytes, offset, length);
        } catch (IOException e) {
            failed = true;
            throw explained(e);
        }
    }

    @Override
    public void flush() {
        if (failed) {
            return;
        }
        try {
            inner.flush();
        } catch (IOException e) {
            failed = true;
            throw explained(e);
        }
    }

    private static RuntimeException explained(IOException e) {
        String message = String.valueOf(e.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        // The JVM passes on the C library's text for EPIPE; a stream of a process that has ended says "closed".
        if (lower.contains("broken pipe") || lower.contains("closed") || lower.contains("connection reset")) {
            return new OutputClosed();
        }
        return Failure.failed("the output cannot be written: " + message, "is the disk full?")
                .withCause(e);
    }
}
