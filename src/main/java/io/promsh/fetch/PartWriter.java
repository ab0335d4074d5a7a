package io.promsh.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Writes the samples of a part: {@code PSHPART3}; a 1 and the series for each; a 0, the number of samples and the CRC-32C of all
 * before it, eight bytes each. Of a series: labels, times as differences of differences (a 0 is followed by how many there are in
 * a row), values bit for bit, histograms, histograms as they are stored. Whole numbers are LEB128,
 * signed ones zigzag; eight bytes begin with the lowest.
 */
final class PartWriter {
    static final byte[] MAGIC = "PSHPART3".getBytes(UTF_8);

    private final OutputStream out;
    private final CRC32C sum = new CRC32C();
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private long samples;

    PartWriter(OutputStream out) {
        this.out = out;
        bytes(MAGIC);
    }

    void add(Series series) throws IOException {
        number(1);
        labels(series.labels());
        times(series.timestampsMillis());
        int bytes = 8 * series.values().length;
        room(bytes);
        ByteBuffer.wrap(buffer, size, bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .put(series.values());
        size += bytes;
        number(series.histograms().size());
        for (HistogramSample sample : series.histograms()) {
            signed(sample.timestampMillis());
            histogram(sample.histogram());
        }
        number(series.encoded().size());
        for (EncodedHistograms run : series.encoded()) {
            number(run.encoding());
            signed(run.firstMillis());
            number(run.samples());
            number(run.bytes().length);
            bytes(run.bytes());
        }
        samples += series.size();
        if (size > 1 << 15) {
            flush();
        }
    }

    /** Writes the end. The stream stays open. */
    void finish() throws IOException {
        number(0);
        room(8);
        eight(samples);
        flush();
        eight(sum.getValue());
        out.write(buffer, 0, size);
        size = 0;
    }

    private void labels(Labels labels) {
        number(labels.size());
        labels.forEach((name, value) -> {
            text(name);
            text(value);
        });
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        number(bytes.length);
        bytes(bytes);
    }

    private void times(long[] times) {
        number(times.length);
        long before = 0;
        long delta = 0;
        for (int i = 0; i < times.length; i++) {
            long next = times[i] - before;
            signed(next - delta);
            if (next == delta) {
                int same = 1;
                while (i + same < times.length && times[i + same] - times[i + same - 1] == delta) {
                    same++;
                }
                number(same);
                i += same - 1;
            }
            before = times[i];
            delta = next;
        }
    }

    private void histogram(NativeHistogram histogram) {
        room(16);
        eight(Double.doubleToRawLongBits(histogram.count()));
        eight(Double.doubleToRawLongBits(histogram.sum()));
        number(histogram.buckets().size());
        for (Bucket bucket : histogram.buckets()) {
            number(bucket.rule());
            room(24);
            eight(Double.doubleToRawLongBits(bucket.left()));
            eight(Double.doubleToRawLongBits(bucket.right()));
            eight(Double.doubleToRawLongBits(bucket.count()));
        }
    }

    private void signed(long value) {
        number((value << 1) ^ (value >> 63));
    }

    private void number(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** Without a check: whoever calls has made room. */
    private void eight(long bits) {
        for (int shift = 0; shift < 64; shift += 8) {
            buffer[size++] = (byte) (bits >>> shift);
        }
    }

    private void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void room(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
        }
    }

    private void flush() throws IOException {
        sum.update(buffer, 0, size);
        out.write(buffer, 0, size);
        size = 0;
    }
}
