package io.promsh.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** What {@link FaultProxy} does to one exchange in place of just passing it on. */
@FunctionalInterface
public interface Fault {
    /** Handles the exchange; the connection to the client is closed afterwards. */
    void apply(Passage passage) throws IOException;

    /** One exchange: the request has been read, nothing has been sent anywhere yet. */
    interface Passage {
        /** Returns method and target, for example {@code POST /api/v1/query}. */
        String request();

        /** Returns how many exchanges run now, this one included. */
        int running();

        /** Asks the server and passes the whole answer on. */
        void pass() throws IOException;

        /** Asks the server and passes the answer's head and the first {@code bytes} of its body as it is on the wire. */
        void passBody(long bytes) throws IOException;

        /** Asks the server and answers with what {@code part} makes of its body, as if that were all of it. */
        void passPart(UnaryOperator<byte[]> part) throws IOException;

        /** Sends these bytes to the client. */
        void send(byte[] bytes) throws IOException;

        /** Makes the close that follows a reset instead of an orderly end. */
        void reset() throws IOException;

        /** Waits, but not longer than the proxy lives. */
        void await(Duration time) throws IOException;
    }

    /** Passes the exchange on untouched. */
    static Fault none() {
        return Passage::pass;
    }

    /** The connection ends in order after so many bytes of the body (0: head only): fewer than were announced. */
    static Fault cutAfter(long bytes) {
        return passage -> passage.passBody(bytes);
    }

    /** As {@link #cutAfter}, and the connection ends with a reset. */
    static Fault resetAfter(long bytes) {
        return passage -> {
            passage.passBody(bytes);
            passage.reset();
        };
    }

    /** The connection is reset before anything is answered; the server is not asked. */
    static Fault reset() {
        return Passage::reset;
    }

    /** The connection ends before anything is answered; the server is not asked. */
    static Fault hangUp() {
        return passage -> {};
    }

    /** A well-formed answer with the first {@code bytes} of the body only: what is in it ends in the middle. */
    static Fault truncate(int bytes) {
        return passage -> passage.passPart(body -> Arrays.copyOf(body, Math.min(bytes, body.length)));
    }

    /** A well-formed answer that ends after the first frame of a streamed remote read, which cannot be told from a whole one. */
    static Fault firstFrameOnly() {
        return passage -> passage.passPart(body -> Arrays.copyOf(body, Math.min(body.length, firstFrame(body))));
    }

    /** A frame is its length as a varint, a checksum of four bytes, and as many bytes as the length says. */
    private static int firstFrame(byte[] body) {
        int length = 0;
        for (int i = 0; i < body.length; i++) {
            length |= (body[i] & 0x7f) << (7 * i);
            if (body[i] >= 0) {
                return i + 1 + 4 + length;
            }
        }
        return body.length;
    }

    /** The server is asked only after a time. */
    static Fault delay(Duration time) {
        return passage -> {
            passage.await(time);
            passage.pass();
        };
    }

    /** No answer comes as long as the proxy lives. */
    static Fault silence() {
        return passage -> passage.await(Duration.ofDays(1));
    }

    /** An answer with that status and a plain text; the server is not asked. */
    static Fault status(int code, String text) {
        return answer(code, "", text);
    }

    /** Status 429 without Retry-After. */
    static Fault tooMany() {
        return answer(429, "", "too many requests");
    }

    /** Status 429 with Retry-After in whole seconds. */
    static Fault tooMany(Duration retryAfter) {
        return answer(429, "Retry-After: " + retryAfter.toSeconds() + "\r\n", "too many requests");
    }

    /** Status 503 with a plain text, as load balancers answer. */
    static Fault unavailable() {
        return answer(503, "", "upstream connect error");
    }

    /** Passes up to {@code most} exchanges at a time on and answers 429 to others. */
    static Fault tooManyAbove(int most) {
        return passage -> (passage.running() > most ? tooMany() : none()).apply(passage);
    }

    /** Does something of the test's own first, for example kills the server, and then this. */
    default Fault after(Runnable action) {
        return passage -> {
            action.run();
            apply(passage);
        };
    }

    private static Fault answer(int code, String headers, String text) {
        byte[] body = text.getBytes(ISO_8859_1);
        byte[] head = ("HTTP/1.1 " + code + " Fault\r\nContent-Type: text/plain\r\nContent-Length: " + body.length
                        + "\r\nConnection: close\r\n" + headers + "\r\n")
                .getBytes(ISO_8859_1);
        return passage -> {
            passage.send(head);
            passage.send(body);
        };
    }

    /** Waits for {@code time}, or until {@code closing} is counted down. */
    static void await(java.util.concurrent.CountDownLatch closing, Duration time) throws IOException {
        try {
            if (closing.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("the proxy was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
