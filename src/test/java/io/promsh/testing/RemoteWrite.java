package io.promsh.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;

/**
 * Puts samples into a Prometheus that was started with {@code --web.enable-remote-write-receiver}: stale markers, payloads of NaN
 * and native histograms too, which no text format carries. A server that is still empty takes samples of any time.
 */
public final class RemoteWrite {
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();

    /** Adds series of float samples, whose times ascend. */
    public RemoteWrite add(Series series) {
        ByteArrayOutputStream one = labels(series.labels());
        for (int i = 0; i < series.values().length; i++) {
            ByteArrayOutputStream sample = new ByteArrayOutputStream();
            fixed(sample, 1, Double.doubleToRawLongBits(series.values()[i]));
            number(sample, 2, series.timestampsMillis()[i]);
            message(one, 2, sample);
        }
        message(request, 1, one);
        return this;
    }

    /** Adds native histograms of schema 0 with {@code counts} observations in the buckets (0.5,1], (1,2] and (2,4]. */
    public RemoteWrite addHistograms(Labels labels, List<Long> times, long... counts) {
        ByteArrayOutputStream one = labels(labels);
        for (long time : times) {
            ByteArrayOutputStream histogram = new ByteArrayOutputStream();
            long count = 0;
            for (long each : counts) {
                count += each;
            }
            number(histogram, 1, count);
            fixed(histogram, 3, Double.doubleToRawLongBits(count * 1.5));
            ByteArrayOutputStream span = new ByteArrayOutputStream();
            number(span, 2, counts.length);
            message(histogram, 11, span);
            ByteArrayOutputStream deltas = new ByteArrayOutputStream();
            long before = 0;
            for (long each : counts) {
                varint(deltas, (each - before) << 1 ^ (each - before) >> 63);
                before = each;
            }
            message(histogram, 12, deltas);
            number(histogram, 15, time);
            message(one, 4, histogram);
        }
        message(request, 1, one);
        return this;
    }

    /**
     * Adds native histograms of floats of schema 3, with a zero bucket, negative buckets and a gap between the positive ones; what they
     * count grows with the time. A histogram at a time in {@code stale} is a stale marker.
     */
    public RemoteWrite addFloatHistograms(Labels labels, List<Long> times, Set<Long> stale) {
        ByteArrayOutputStream one = labels(labels);
        for (long time : times) {
            boolean isStale = stale.contains(time);
            double grown = 1 + time % 86_400_000 / 7000.0;
            ByteArrayOutputStream histogram = new ByteArrayOutputStream();
            fixed(histogram, 2, Double.doubleToRawLongBits(isStale ? 0 : grown * 7.25));
            fixed(histogram, 3, isStale ? Values.STALE_BITS : Double.doubleToRawLongBits(grown * -0.1));
            number(histogram, 4, 3 << 1);
            fixed(histogram, 5, Double.doubleToRawLongBits(0.001));
            fixed(histogram, 7, Double.doubleToRawLongBits(isStale ? 0 : grown * 0.25));
            if (!isStale) {
                span(histogram, 8, -2, 1);
                doubles(histogram, 10, grown * 3);
                span(histogram, 11, 0, 2);
                span(histogram, 11, 5, 1);
                doubles(histogram, 13, grown, grown * 2, grown);
            }
            number(histogram, 15, time);
            message(one, 4, histogram);
        }
        message(request, 1, one);
        return this;
    }

    private static void span(ByteArrayOutputStream histogram, int field, int offset, int length) {
        ByteArrayOutputStream span = new ByteArrayOutputStream();
        number(span, 1, (long) offset << 1 ^ offset >> 31);
        number(span, 2, length);
        message(histogram, field, span);
    }

    private static void doubles(ByteArrayOutputStream histogram, int field, double... values) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (double value : values) {
            for (int shift = 0; shift < 64; shift += 8) {
                packed.write((int) (Double.doubleToRawLongBits(value) >>> shift) & 0xff);
            }
        }
        message(histogram, field, packed);
    }

    /** Sends what was added. Throws where the server does not take it. */
    public void to(String address) {
        HttpRequest post = HttpRequest.newBuilder(URI.create(address + "/api/v1/write"))
                .header("Content-Encoding", "snappy")
                .header("Content-Type", "application/x-protobuf")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed(request.toByteArray())))
                .build();
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ByteArrayOutputStream labels(Labels labels) {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        labels.forEach((name, value) -> {
            ByteArrayOutputStream label = new ByteArrayOutputStream();
            data(label, 1, name.getBytes(UTF_8));
            data(label, 2, value.getBytes(UTF_8));
            message(one, 1, label);
        });
        return one;
    }

    private static void message(ByteArrayOutputStream out, int field, ByteArrayOutputStream message) {
        data(out, field, message.toByteArray());
    }

    private static void data(ByteArrayOutputStream out, int field, byte[] data) {
        varint(out, (long) field << 3 | 2);
        varint(out, data.length);
        out.writeBytes(data);
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void fixed(ByteArrayOutputStream out, int field, long bits) {
        varint(out, (long) field << 3 | 1);
        for (int shift = 0; shift < 64; shift += 8) {
            out.write((int) (bits >>> shift) & 0xff);
        }
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Snappy's block format, as literals. */
    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        varint(out, plain.length);
        for (int from = 0; from < plain.length; from += 60_000) {
            int length = Math.min(60_000, plain.length - from);
            out.write(61 << 2);
            out.write(length - 1 & 0xff);
            out.write((length - 1) >>> 8);
            out.write(plain, from, length);
        }
        return out.toByteArray();
    }
}
