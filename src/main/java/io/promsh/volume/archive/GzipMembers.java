package io.promsh.volume.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Packs with gzip on several threads: each megabyte becomes a member of its own, and members one after the other are one gzip
 * file. Memory is bounded: when so many are under way, the writer waits for the oldest.
 *
 * <p>Most of a backup's time is the search for what repeats. Chunks of samples hardly repeat: where a look at a part of the
 * megabyte says that the search would save less than an eighth, its bytes are coded by how often each occurs and no more, in 40 %
 * of the time.
 */
public final class GzipMembers extends PackedStream {
    private static final int MEMBER_BYTES = 1 << 20;
    /** Deflate, no name, no time, on no system in particular. */
    private static final byte[] HEAD = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int TAIL_BYTES = 8;
    /** What deflate adds to what cannot be packed: five bytes for each stored block of 16 KB at the least, and some. */
    private static final int SPARE_BYTES = 1024;

    private static final int LOOK_BYTES = 1 << 14;
    private static final double WORTH_A_SEARCH = 0.875;

    private final OutputStream out;
    private final boolean stored;
    private final int most;
    private final ExecutorService workers;
    private final Deque<Future<Member>> underway = new ArrayDeque<>();
    private final Deque<Member> free = new ArrayDeque<>();
    private Member filling = new Member();
    private boolean closed;

    /**
     * Writes to {@code out}, which is closed with this.
     *
     * @param stored whether it keeps only the form of gzip and packs nothing
     * @param threads at least 1
     */
    public GzipMembers(OutputStream out, boolean stored, int threads) {
        this.out = out;
        this.stored = stored;
        this.most = threads * 2;
        this.workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "promsh-gzip");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class Member {
        private final byte[] plain = new byte[MEMBER_BYTES];
        private final byte[] packed = new byte[HEAD.length + MEMBER_BYTES + SPARE_BYTES + TAIL_BYTES];
        private int count;
        private int packedCount;

        Member pack(boolean stored) {
            int level = stored ? Deflater.NO_COMPRESSION : Deflater.BEST_SPEED;
            int end = HEAD.length + deflate(0, count, level, stored || repeats());
            System.arraycopy(HEAD, 0, packed, 0, HEAD.length);
            CRC32 crc = new CRC32();
            crc.update(plain, 0, count);
            ByteBuffer.wrap(packed, end, TAIL_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt(count);
            packedCount = end + TAIL_BYTES;
            return this;
        }

        /** Tries both ways on a part in the middle. */
        private boolean repeats() {
            int from = Math.max(0, count - LOOK_BYTES) / 2;
            int length = Math.min(count, LOOK_BYTES);
            int searched = deflate(from, length, Deflater.BEST_SPEED, true);
            return searched < WORTH_A_SEARCH * deflate(from, length, Deflater.BEST_SPEED, false);
        }

        /** Packs behind the room for the head and returns the bytes made. */
        private int deflate(int from, int length, int level, boolean searching) {
            Deflater deflater = new Deflater(level, true);
            try {
                deflater.setStrategy(searching ? Deflater.DEFAULT_STRATEGY : Deflater.HUFFMAN_ONLY);
                deflater.setInput(plain, from, length);
                deflater.finish();
                int at = HEAD.length;
                // The first call may do no more than change the strategy.
                while (!deflater.finished()) {
                    int room = packed.length - TAIL_BYTES - at;
                    if (room == 0) {
                        throw new IllegalStateException("a gzip member does not fit");
                    }
                    at += deflater.deflate(packed, at, room);
                }
                return at - HEAD.length;
            } finally {
                deflater.end();
            }
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int count = Math.min(left, MEMBER_BYTES - filling.count);
            System.arraycopy(bytes, from, filling.plain, filling.count, count);
            filling.count += count;
            from += count;
            left -= count;
            if (filling.count == MEMBER_BYTES) {
                submit();
            }
        }
    }

    private void submit() throws IOException {
        Member full = filling;
        underway.add(workers.submit(() -> full.pack(stored)));
        while (underway.size() >= most) {
            writeOldest();
        }
        Member next = free.poll();
        filling = next == null ? new Member() : next;
        filling.count = 0;
    }

    private void writeOldest() throws IOException {
        try {
            Member packed = underway.remove().get();
            out.write(packed.packed, 0, packed.packedCount);
            free.add(packed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IOException("packing failed: " + e.getCause(), e);
        }
    }

    @Override
    void abandon() {
        closed = true;
        workers.shutdownNow();
    }

    /** Writes what is left and closes the stream below. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (filling.count > 0) {
                submit();
            }
            while (!underway.isEmpty()) {
                writeOldest();
            }
        } finally {
            workers.shutdownNow();
        }
    }
}
