package io.promsh.fetch;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Reads a part file series by series. */
final class PartCursor implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 15;

    private static final int TRAILER_BYTES = 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private byte[] eights = new byte[0];
    private int at;
    private int size;

    private PartCursor(InputStream in) {
        this.in = in;
    }

    /** Opens a file that {@link #check} has found whole. */
    static PartCursor open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            in.skipNBytes(PartWriter.MAGIC.length);
            return new PartCursor(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Returns the number of samples of a whole part file, or -1 where it is torn, changed, or of another version. */
    static long check(Path file) throws IOException {
        long rest = Files.size(file) - TRAILER_BYTES;
        if (rest <= PartWriter.MAGIC.length) {
            return -1;
        }
        CRC32C sum = new CRC32C();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(PartWriter.MAGIC.length);
            if (!Arrays.equals(magic, PartWriter.MAGIC)) {
                return -1;
            }
            sum.update(magic);
            rest -= magic.length;
            byte[] some = new byte[1 << 16];
            while (rest > 0) {
                int read = in.readNBytes(some, 0, (int) Math.min(some.length, rest));
                if (read == 0) {
                    return -1;
                }
                sum.update(some, 0, read);
                rest -= read;
            }
            ByteBuffer trailer = ByteBuffer.wrap(in.readNBytes(TRAILER_BYTES)).order(LITTLE_ENDIAN);
            sum.update(trailer.array(), 0, 8);
            return trailer.getLong(8) == sum.getValue() ? trailer.getLong(0) : -1;
        }
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
        return new Series(labels, times, values, histograms, encoded());
    }

    private List<EncodedHistograms> encoded() throws IOException {
        int count = (int) number();
        List<EncodedHistograms> runs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            runs.add(new EncodedHistograms((int) number(), signed(), (int) number(), bytes((int) number())));
        }
        return runs;
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
        int i = 0;
        while (i < times.length) {
            long change = signed();
            delta += change;
            for (long same = change == 0 ? number() : 1; same > 0; same--) {
                before += delta;
                times[i++] = before;
            }
        }
        return times;
    }

    private double[] doubles(int count) throws IOException {
        int length = 8 * count;
        if (eights.length < length) {
            eights = new byte[length];
        }
        read(eights, length);
        double[] values = new double[count];
        ByteBuffer.wrap(eights, 0, length).order(LITTLE_ENDIAN).asDoubleBuffer().get(values);
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
        byte[] bytes = new byte[length];
        read(bytes, length);
        return bytes;
    }

    private void read(byte[] into, int length) throws IOException {
        int ahead = Math.min(length, size - at);
        System.arraycopy(buffer, at, into, 0, ahead);
        at += ahead;
        if (in.readNBytes(into, ahead, length - ahead) < length - ahead) {
            throw new EOFException();
        }
    }

    private int one() throws IOException {
        if (at == size) {
            size = Math.max(0, in.read(buffer, 0, buffer.length));
            at = 0;
            if (size == 0) {
                throw new EOFException();
            }
        }
        return buffer[at++];
    }

    private long signed() throws IOException {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    private long number() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int next = one();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new EOFException();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
