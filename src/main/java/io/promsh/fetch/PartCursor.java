package io.promsh.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a part file series by series. */
final class PartCursor implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 15;

    private final InputStream in;
    private byte[] eights = new byte[0];

    private PartCursor(InputStream in) {
        this.in = in;
    }

    /** Opens a file that {@link #check} has found whole. */
    static PartCursor open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            in.skipNBytes(PartWriter.MAGIC.length);
            return new PartCursor(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Returns the number of samples of a whole part file, or -1 where it is torn or changed. */
    static long check(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        long rest = Files.size(file) - Digests.BYTES;
        if (rest < PartWriter.MAGIC.length + 9) {
            return -1;
        }
        byte[] last = new byte[8];
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            while (rest > 0) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, rest));
                if (read == 0) {
                    return -1;
                }
                digest.update(buffer, 0, read);
                // The count stands in the last eight bytes, which two reads may share.
                byte[] both = Arrays.copyOf(last, 8 + Math.min(8, read));
                System.arraycopy(buffer, Math.max(0, read - 8), both, 8, Math.min(8, read));
                last = Arrays.copyOfRange(both, both.length - 8, both.length);
                rest -= read;
            }
            if (!Arrays.equals(digest.digest(), in.readNBytes(Digests.BYTES))) {
                return -1;
            }
        }
        long count = 0;
        for (byte one : last) {
            count = count << 8 | (one & 0xff);
        }
        return count;
    }

    /** Returns the next series, or null at the end. */
    @Nullable
    Series next() throws IOException {
        if (number() == 0) {
            return null;
        }
        Labels labels = labels();
        long[] times = times();
        double[] values = doubles(times.length);
        int count = (int) number();
        List<HistogramSample> histograms = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            histograms.add(new HistogramSample(signed(), histogram()));
        }
        return new Series(labels, times, values, histograms);
    }

    private Labels labels() throws IOException {
        String[] pairs = new String[2 * (int) number()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new String(bytes((int) number()), UTF_8);
        }
        return Labels.of(pairs);
    }

    private long[] times() throws IOException {
        long[] times = new long[(int) number()];
        long before = 0;
        long delta = 0;
        for (int i = 0; i < times.length; i++) {
            delta += signed();
            before += delta;
            times[i] = before;
        }
        return times;
    }

    private double[] doubles(int count) throws IOException {
        int length = 8 * count;
        if (eights.length < length) {
            eights = new byte[length];
        }
        if (in.readNBytes(eights, 0, length) < length) {
            throw new EOFException();
        }
        double[] values = new double[count];
        java.nio.ByteBuffer.wrap(eights, 0, length).asDoubleBuffer().get(values);
        return values;
    }

    private NativeHistogram histogram() throws IOException {
        double[] figures = doubles(2);
        int count = (int) number();
        List<Bucket> buckets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int rule = (int) number();
            double[] bounds = doubles(3);
            buckets.add(new Bucket(rule, bounds[0], bounds[1], bounds[2]));
        }
        return new NativeHistogram(figures[0], figures[1], buckets);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private long signed() throws IOException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.read();
            if (next < 0 || shift > 63) {
                throw new EOFException();
            }
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
