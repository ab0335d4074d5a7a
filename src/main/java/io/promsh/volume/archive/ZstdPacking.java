package io.promsh.volume.archive;

import java.io.IOException;
import java.io.OutputStream;

/** Packs with zstd. */
final class ZstdPacking extends PackedStream {
    private final OutputStream out;
    private final ZstdProgram zstd;
    private boolean closed;

    /** Writes to {@code out}, which is closed with this. Throws FAILED where there is no zstd. */
    ZstdPacking(OutputStream out) {
        this.out = out;
        this.zstd = ZstdProgram.packing(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            zstd.input().write(bytes, offset, length);
        } catch (IOException e) {
            throw zstd.cause(e);
        }
    }

    @Override
    void abandon() {
        closed = true;
        zstd.kill();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            zstd.input().close();
            zstd.finish();
        } catch (IOException e) {
            throw zstd.cause(e);
        } finally {
            zstd.kill();
        }
    }
}
