package io.promsh.volume.copy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Watches for the two empty blocks that end a tar: an engine that fails half way may end the stream as if all was well. */
final class TarEnd extends FilterInputStream {
    private static final int END_BYTES = 1024;
    private int zeros;

    TarEnd(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        zeros = one == 0 ? zeros + 1 : one > 0 ? 0 : zeros;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int got = in.read(buffer, offset, length);
        int trailing = 0;
        while (trailing < got && trailing < END_BYTES && buffer[offset + got - 1 - trailing] == 0) {
            trailing++;
        }
        if (got > 0) {
            zeros = trailing == got ? Math.min(END_BYTES, zeros + trailing) : trailing;
        }
        return got;
    }

    /** Throws where the stream has ended without the end of a tar. */
    void check() throws IOException {
        if (zeros < END_BYTES) {
            throw new IOException("the archive has no end");
        }
    }
}
