package io.promsh.target.prometheus;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.SampleKind;
import io.promsh.snappy.Snappy;
import io.promsh.snappy.SnappyPacker;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawQuery;
import io.promsh.target.RawSink;
import io.promsh.target.SeriesMatcher;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Refusal;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus's remote read: the server sends the chunks that it stores, a series a frame, and they are handed on frame by frame.
 * A server that does not stream sends all samples in one packed block. What it adds to every series is taken off again.
 */
final class RemoteRead {
    private static final int STREAMED_XOR_CHUNKS = 1;
    private static final int SAMPLES = 0;

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type",
            "application/x-protobuf",
            "Content-Encoding",
            "snappy",
            "Accept",
            "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse, application/x-protobuf",
            // Chunks are packed already.
            "Accept-Encoding",
            "identity",
            "X-Prometheus-Remote-Read-Version",
            "0.1.0");

    private final Wire wire;
    private final Map<String, String> externalLabels;

    RemoteRead(Wire wire, Map<String, String> externalLabels) {
        this.wire = wire;
        this.externalLabels = externalLabels;
    }

    /** Reads; the failure of a server that does not offer it has an UnsupportedOperationException as its cause. */
    RawAnswer read(RawQuery query, RawSink sink) {
        byte[] request = request(query);
        Ask ask = Ask.bytes(
                        query.timeout(), new SnappyPacker().pack(request, request.length), HEADERS, "api", "v1", "read")
                .about(query.selector())
                .once();
        return wire.ask(ask, reply -> take(reply, sink), RemoteRead::refused);
    }

    static byte[] request(RawQuery query) {
        ProtoBytes inner = new ProtoBytes();
        inner.number(1, query.window().start().toEpochMilli());
        inner.number(2, query.window().end().toEpochMilli() - 1);
        ProtoBytes one = new ProtoBytes();
        for (SeriesMatcher matcher : query.matchers()) {
            one.clear();
            one.number(1, List.of("=", "!=", "=~", "!~").indexOf(matcher.operator()));
            one.text(2, matcher.name());
            one.text(3, matcher.value());
            inner.message(3, one);
        }
        ProtoBytes request = new ProtoBytes();
        request.message(1, inner);
        one.clear();
        one.varint(STREAMED_XOR_CHUNKS);
        one.varint(SAMPLES);
        request.message(2, one);
        return Arrays.copyOf(request.array(), request.size());
    }

    private static @Nullable RawAnswer refused(Refusal refusal) {
        int status = refusal.status();
        boolean unknown = status == 404 || status == 405 || status == 415 || status == 501;
        if (unknown || (status == 400 && !refusal.error().contains("limit"))) {
            throw notOffered("the server does not offer remote read (" + status + ")");
        }
        return null;
    }

    static Failure notOffered(String message) {
        return Failure.failed(message, "").withCause(new UnsupportedOperationException(message));
    }

    private RawAnswer take(Reply reply, RawSink sink) throws IOException {
        String type = reply.header("Content-Type");
        boolean whole;
        boolean endKnown = true;
        if (type.startsWith("application/x-streamed-protobuf")) {
            whole = frames(reply, sink);
            endKnown = reply.isStraight();
        } else if (type.startsWith("application/x-protobuf")) {
            whole = block(reply, sink);
        } else {
            throw notOffered("the server answers remote read with " + type);
        }
        return new RawAnswer(List.of(), List.of(), false, whole, reply.bytesRead(), SampleKind.RAW, endKnown);
    }

    /**
     * Frames have no last one: an answer that ends between two looks whole. The server itself breaks the connection where it cannot
     * go on, but what stands between may make a good end of it, as proxies do that ask by HTTP/1.0.
     */
    private boolean frames(Reply reply, RawSink sink) throws IOException {
        DataInputStream in = new DataInputStream(reply.body());
        CRC32C sum = new CRC32C();
        byte[] frame = new byte[1 << 16];
        for (int first = in.read(); first >= 0; first = in.read()) {
            if (sink.isFull()) {
                return false;
            }
            long length = first & 0x7f;
            for (int next = first, shift = 7; next >= 0x80; shift += 7) {
                next = in.read();
                if (next < 0 || shift > 35) {
                    throw new EOFException();
                }
                length |= (long) (next & 0x7f) << shift;
            }
            int expected = in.readInt();
            if (length > reply.bound().bytes()) {
                return false;
            }
            if (length > frame.length) {
                frame = new byte[(int) length];
            }
            in.readFully(frame, 0, (int) length);
            sum.reset();
            sum.update(frame, 0, (int) length);
            if ((int) sum.getValue() != expected) {
                throw new IOException("unexpected end of stream: a frame does not fit its checksum");
            }
            Protobuf message = new Protobuf(frame, 0, (int) length);
            while (message.next()) {
                if (message.field() == 1) {
                    chunks(message.message(), sink);
                } else {
                    message.skip();
                }
            }
        }
        return true;
    }

    private void chunks(Protobuf series, RawSink sink) throws IOException {
        String[] pairs = new String[16];
        int size = 0;
        boolean begun = false;
        while (series.next()) {
            if (series.field() == 1) {
                pairs = label(series.message(), pairs, size);
                size += 2;
            } else if (series.field() == 2) {
                if (!begun) {
                    sink.series(labels(pairs, size));
                    begun = true;
                }
                chunk(series.message(), sink);
            } else {
                series.skip();
            }
        }
    }

    private static void chunk(Protobuf chunk, RawSink sink) throws IOException {
        int encoding = 0;
        byte[] data = {};
        while (chunk.next()) {
            switch (chunk.field()) {
                case 3 -> encoding = (int) chunk.varint();
                case 4 -> data = chunk.data();
                default -> chunk.skip();
            }
        }
        sink.chunk(encoding, data);
    }

    private static String[] label(Protobuf label, String[] pairs, int size) throws IOException {
        String[] room = size + 2 > pairs.length ? Arrays.copyOf(pairs, 2 * pairs.length) : pairs;
        room[size] = "";
        room[size + 1] = "";
        while (label.next()) {
            switch (label.field()) {
                case 1 -> room[size] = label.text();
                case 2 -> room[size + 1] = label.text();
                default -> label.skip();
            }
        }
        return room;
    }

    private Labels labels(String[] pairs, int size) {
        Labels labels = Labels.of(Arrays.copyOf(pairs, size));
        for (Map.Entry<String, String> external : externalLabels.entrySet()) {
            if (labels.get(external.getKey()).equals(external.getValue())) {
                labels = labels.without(external.getKey());
            }
        }
        return labels;
    }

    /** All samples in one block: only as large as memory allows for. */
    private boolean block(Reply reply, RawSink sink) throws IOException {
        long most = Math.min(reply.bound().bytes(), 1L << 30);
        byte[] packed = reply.body().readNBytes((int) most);
        if (packed.length == most || Snappy.length(packed) > most) {
            return false;
        }
        byte[] plain = Snappy.unpack(packed);
        Protobuf response = new Protobuf(plain, 0, plain.length);
        while (response.next()) {
            if (response.field() != 1) {
                response.skip();
                continue;
            }
            Protobuf result = response.message();
            while (result.next()) {
                if (result.field() == 1) {
                    samples(result.message(), sink);
                } else {
                    result.skip();
                }
            }
        }
        return !sink.isFull();
    }

    private void samples(Protobuf series, RawSink sink) throws IOException {
        String[] pairs = new String[16];
        int size = 0;
        SampleColumns columns = new SampleColumns();
        boolean histograms = false;
        while (series.next()) {
            switch (series.field()) {
                case 1 -> {
                    pairs = label(series.message(), pairs, size);
                    size += 2;
                }
                case 2 -> sample(series.message(), columns);
                case 4 -> {
                    histograms = true;
                    series.skip();
                }
                default -> series.skip();
            }
        }
        sink.series(labels(pairs, size));
        columns.into(sink);
        if (histograms) {
            sink.chunk(0, new byte[0]);
        }
    }

    /** What is zero is left out. */
    private static void sample(Protobuf sample, SampleColumns into) throws IOException {
        long bits = 0;
        long time = 0;
        while (sample.next()) {
            switch (sample.field()) {
                case 1 -> bits = sample.fixed64();
                case 2 -> time = sample.varint();
                default -> sample.skip();
            }
        }
        into.add(time, Double.longBitsToDouble(bits));
    }
}
