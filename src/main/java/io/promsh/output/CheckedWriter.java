package io.promsh.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Ends a long output when nobody reads on: a {@link PrintWriter} by itself says nothing of a closed pipe. */
final class CheckedWriter extends Writer {
    private final PrintWriter out;

    CheckedWriter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        out.write(chars, from, length);
        if (out.checkError()) {
            throw new ClosedPipe();
        }
    }

    @Override
    public void flush() {
        out.flush();
    }

    /** The stream is the caller's: it stays open. */
    @Override
    public void close() {
        out.flush();
    }

    /** Whoever read our output does so no longer: a normal end. */
    static final class ClosedPipe extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
