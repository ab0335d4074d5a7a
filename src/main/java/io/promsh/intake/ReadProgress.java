package io.promsh.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.function.LongSupplier;
import java.util.function.ObjDoubleConsumer;

/** Tells how far the reading is, by the bytes of the files read so far. */
final class ReadProgress {
    private final long allBytes;
    private final ObjDoubleConsumer<Long> told;
    private long bytes;
    private LongSupplier samples = () -> 0;

    /**
     * @param allBytes the size of everything
     * @param told hears of samples so far and the fraction done, 0..1
     */
    ReadProgress(long allBytes, ObjDoubleConsumer<Long> told) {
        this.allBytes = Math.max(1, allBytes);
        this.told = told;
    }

    /** Opens a file, unpacked; what is read of it counts. {@code samples} says how many there are by then. */
    InputStream watch(Source source, LongSupplier samplesSoFar) throws IOException {
        samples = samplesSoFar;
        return Packed.unpack(new Counted(Files.newInputStream(source.path())));
    }

    /** Says that a source is read, with the samples of all so far. */
    void read(long samplesSoFar) {
        samples = () -> samplesSoFar;
        tell();
    }

    /** The end is told by {@link #over} alone. */
    private void tell() {
        told.accept(samples.getAsLong(), Math.min(0.999, (double) bytes / allBytes));
    }

    /** Says that it is over, well or not. */
    void over() {
        told.accept(samples.getAsLong(), 1);
    }

    private void advanced(int read) {
        if (read > 0) {
            bytes += read;
            tell();
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
