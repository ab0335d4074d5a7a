package io.promsh.volume.copy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Passes on to a second place what is read. Closing it closes neither. */
final class TeeStream extends FilterInputStream {
    private final OutputStream copy;

    TeeStream(InputStream in, OutputStream copy) {
        super(in);
        this.copy = copy;
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        if (one >= 0) {
            copy.write(one);
        }
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            copy.write(buffer, offset, count);
        }
        return count;
    }

    /** Reads instead: what is skipped belongs to the copy too. */
    @Override
    public long skip(long count) throws IOException {
        byte[] buffer = new byte[8192];
        long left = count;
        while (left > 0) {
            int got = read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                break;
            }
            left -= got;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {
        // The streams belong to the caller.
    }
}
