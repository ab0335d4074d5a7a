package io.promsh.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.function.ObjDoubleConsumer;
import java.util.zip.GZIPInputStream;

/** Tells how far the reading is, by the bytes of the files read so far. */
final class ReadProgress {
    private final long allBytes;
    private final ObjDoubleConsumer<Long> told;
    private long bytes;
    private long samples;

    /**
     * @param allBytes the size of everything
     * @param told hears of samples so far and the fraction done, 0..1
     */
    ReadProgress(long allBytes, ObjDoubleConsumer<Long> told) {
        this.allBytes = Math.max(1, allBytes);
        this.told = told;
    }

    /** Opens a file, unpacked; what is read of it counts. */
    InputStream watch(Source source, long samplesBefore) throws IOException {
        samples = samplesBefore;
        InputStream counted = new Counted(Files.newInputStream(source.path()));
        try {
            boolean isGzip;
            try (InputStream head = Files.newInputStream(source.path())) {
                isGzip = head.read() == 0x1F && head.read() == 0x8B;
            }
            return isGzip ? new GZIPInputStream(counted, 1 << 16) : counted;
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    void samples(long now) {
        samples = now;
        told.accept(samples, Math.min(1, (double) bytes / allBytes));
    }

    private void advanced(int read) {
        if (read > 0) {
            bytes += read;
            told.accept(samples, Math.min(1, (double) bytes / allBytes));
        }
    }

    private final class Counted extends FilterInputStream {
        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            advanced(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            advanced(read);
            return read;
        }
    }
}
