package io.promsh.target.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Protocol;
import okhttp3.Response;

/** A good answer while it streams in. */
public final class Reply {
    /** No interning of field names: label names of strangers would stay for ever. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Response response;
    private final Counting body;
    private final AnswerBound bound;

    public Reply(Response response, AnswerBound bound) {
        this.response = response;
        this.body = new Counting(response.body().byteStream());
        this.bound = bound;
    }

    /** Returns a header's value, or an empty string. */
    public String header(String name) {
        String value = response.header(name);
        return value == null ? "" : value;
    }

    /**
     * Returns whether the end of the body is the end that the server gave it: its pieces come as a Go server sends them, without a
     * trace of anything in between that could have put an end of its own to an answer that was cut off.
     */
    public boolean isStraight() {
        boolean inPieces = response.protocol() == Protocol.HTTP_2
                || (response.protocol() == Protocol.HTTP_1_1
                        && header("Transfer-Encoding").equalsIgnoreCase("chunked"));
        return inPieces
                && header("Content-Length").isEmpty()
                && header("Server").isEmpty()
                && header("Via").isEmpty();
    }

    /** Returns the body as JSON tokens; once. */
    public JsonParser json() throws IOException {
        return JSON.createParser(body);
    }

    /** Returns the body as it comes; instead of {@link #json()}. */
    public InputStream body() {
        return body;
    }

    public AnswerBound bound() {
        return bound;
    }

    /** Returns how many bytes of the body, unpacked, have been read so far. */
    public long bytesRead() {
        return body.count;
    }

    /** Returns whether more has been read than may be kept. */
    public boolean isTooLong() {
        return body.count > bound.bytes();
    }

    /** Returns whether reading stopped before the end of the body. */
    public boolean isLeftUnread() {
        return !body.ended;
    }

    private static final class Counting extends FilterInputStream {
        private long count;
        private boolean ended;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            ended = next < 0;
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            ended = read < 0;
            count += Math.max(0, read);
            return read;
        }

        /** The response is closed by whoever opened it: closing here would first read the rest. */
        @Override
        public void close() {}
    }
}
