package io.promsh.export;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Digests and writes buffers behind the back of who fills them, from the second one on: the digest alone can take as long as
 * making the text. Small files need no thread.
 */
final class DigestedOutput {
    private static final int AHEAD = 2;

    /** A buffer and how much of it is filled; a negative length means that no other follows. */
    private static final class Filled {
        private static final int END = -1;

        private final byte[] bytes;
        private final int length;

        Filled(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        boolean isEnd() {
            return length == END;
        }
    }

    private final OutputStream out;
    private final int size;
    private final MessageDigest digest;
    private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(AHEAD);
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(AHEAD + 2);

    @Nullable
    private Thread thread;

    @Nullable
    private volatile IOException broken;

    DigestedOutput(OutputStream out, int size) {
        this.out = out;
        this.size = size;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /** Takes a full buffer and returns one to go on with. */
    byte[] write(byte[] bytes, int length) throws IOException {
        if (thread == null) {
            thread = new Thread(this::work, "export-output");
            thread.setDaemon(true);
            thread.start();
        }
        hand(new Filled(bytes, length));
        byte[] next = free.poll();
        return next == null ? new byte[size] : next;
    }

    /** Takes the last buffer; returns the SHA-256 of everything, in hexadecimal. */
    String finish(byte[] bytes, int length) throws IOException {
        if (thread == null) {
            digest.update(bytes, 0, length);
            out.write(bytes, 0, length);
        } else {
            hand(new Filled(bytes, length));
            hand(new Filled(new byte[0], Filled.END));
            join(thread);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Ends the thread where there is one; what it still holds is of no use. */
    void abandon() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void hand(Filled one) throws IOException {
        try {
            filled.put(one);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        check();
    }

    private void check() throws IOException {
        IOException failed = broken;
        if (failed != null) {
            throw failed;
        }
    }

    private void join(Thread worker) throws IOException {
        try {
            worker.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        check();
    }

    private void work() {
        try {
            for (Filled one = filled.take(); !one.isEnd(); one = filled.take()) {
                if (broken == null) {
                    put(one);
                }
                if (one.bytes.length == size) {
                    free.offer(one.bytes);
                }
            }
        } catch (InterruptedException e) {
            // Abandoned.
        }
    }

    /** After a failure buffers are taken and thrown away, so that nobody waits for room. */
    private void put(Filled one) {
        try {
            digest.update(one.bytes, 0, one.length);
            out.write(one.bytes, 0, one.length);
        } catch (IOException e) {
            broken = e;
        }
    }
}
