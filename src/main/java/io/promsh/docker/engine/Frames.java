package io.promsh.docker.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes apart the stream of a container's output: frames of a stream number, three zero bytes and a length of four bytes. A
 * container with a terminal has no frames; then everything is standard output.
 */
final class Frames {
    private static final int LIMIT_BYTES = 16 << 20;
    private static final int ERROR_STREAM = 2;
    private static final int PIECE_BYTES = 64 * 1024;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Reads to the end; {@code framed} is false for a container with a terminal, {@code joined} puts errors among the output. */
    static Frames read(InputStream stream, boolean framed, boolean joined) throws IOException {
        Frames frames = new Frames();
        if (framed) {
            frames.takeFrames(new DataInputStream(stream), joined);
        } else {
            frames.take(new DataInputStream(stream), frames.out, Long.MAX_VALUE);
        }
        return frames;
    }

    private void takeFrames(DataInputStream stream, boolean joined) throws IOException {
        while (true) {
            int kind = stream.read();
            if (kind < 0) {
                return;
            }
            if (stream.skipBytes(3) != 3) {
                throw new EOFException("a frame without its head");
            }
            long length = stream.readInt() & 0xffffffffL;
            take(stream, kind == ERROR_STREAM && !joined ? err : out, length);
        }
    }

    private void take(InputStream stream, ByteArrayOutputStream into, long length) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long left = length;
        while (left > 0) {
            int count = stream.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                if (length == Long.MAX_VALUE) {
                    return;
                }
                throw new EOFException("a frame without its end");
            }
            into.write(piece, 0, Math.max(0, Math.min(count, LIMIT_BYTES - into.size())));
            left -= count;
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
