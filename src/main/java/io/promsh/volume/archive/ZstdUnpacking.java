package io.promsh.volume.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacks what zstd has packed. */
public final class ZstdUnpacking extends FilterInputStream {
    private final ZstdProgram zstd;
    private boolean over;

    private ZstdUnpacking(ZstdProgram zstd) {
        super(zstd.output());
        this.zstd = zstd;
    }

    /** Reads {@code in} to its end, on a thread of its own. Throws FAILED where there is no zstd. */
    public static ZstdUnpacking of(InputStream in) {
        return new ZstdUnpacking(ZstdProgram.unpacking(in));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (over) {
            return -1;
        }
        int got = in.read(bytes, offset, length);
        if (got < 0) {
            zstd.finish();
            over = true;
        }
        return got;
    }

    @Override
    public void close() {
        zstd.kill();
    }
}
