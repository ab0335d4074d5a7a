package io.promsh.intake;

import io.promsh.volume.archive.ZstdUnpacking;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Streams that may be packed with gzip or zstd, told by how they begin. */
final class Packed {
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int BUFFER_BYTES = 1 << 16;

    private Packed() {}

    /** Returns what is in a stream, which is closed with the returned one, or at once where it cannot be read. */
    static InputStream unpack(InputStream raw) throws IOException {
        try {
            BufferedInputStream in = new BufferedInputStream(raw, 1 << 18);
            in.mark(ZSTD.length);
            byte[] start = in.readNBytes(ZSTD.length);
            in.reset();
            if (Arrays.equals(start, ZSTD)) {
                return new Unzstd(ZstdUnpacking.of(in), in);
            }
            boolean isGzip = start.length >= GZIP.length && Arrays.equals(Arrays.copyOf(start, GZIP.length), GZIP);
            return isGzip ? new GZIPInputStream(in, BUFFER_BYTES) : in;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    /** Closes the file too. */
    private static final class Unzstd extends FilterInputStream {
        private final InputStream file;

        Unzstd(InputStream unpacked, InputStream file) {
            super(unpacked);
            this.file = file;
        }

        @Override
        public void close() throws IOException {
            try (file) {
                in.close();
            }
        }
    }
}
