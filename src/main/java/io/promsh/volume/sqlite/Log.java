package io.promsh.volume.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A write-ahead log ({@code -wal}): frames of changed pages, each with the log's salts and a checksum over all before it. What was
 * committed counts; frames behind that are of an older round of the log, or of a change that was under way.
 */
final class Log {
    private static final int HEAD_BYTES = 32;
    private static final int FRAME_HEAD_BYTES = 24;
    private static final int MAGIC_LITTLE = 0x377f0682;
    private static final int MAGIC_BIG = 0x377f0683;
    private static final int VERSION = 3_007_000;

    private final FileChannel file;
    private final int pageBytes;
    private final Map<Long, Long> committed = new HashMap<>();
    private final Map<Long, Long> underWay = new HashMap<>();
    private long pages;
    private int first;
    private int second;
    private ByteOrder order = ByteOrder.BIG_ENDIAN;

    Log(FileChannel file, int pageBytes) {
        this.file = file;
        this.pageBytes = pageBytes;
    }

    /** Reads it and lays what was committed over the database's pages. Returns a remark. Throws for damage amid what counts. */
    Optional<String> layOver(Pages database) throws IOException, Malformed {
        if (file.size() == 0) {
            return Optional.empty();
        }
        ByteBuffer head = read(0, HEAD_BYTES);
        if (head.remaining() < HEAD_BYTES) {
            return Optional.of("its log breaks off in the head; nothing in it counts");
        }
        int magic = head.getInt(0);
        if ((magic != MAGIC_LITTLE && magic != MAGIC_BIG) || head.getInt(4) != VERSION) {
            throw new Malformed("its log (-wal) does not begin as one");
        }
        order = magic == MAGIC_LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        sum(head, 0, 24);
        if (first != head.getInt(24) || second != head.getInt(28)) {
            throw new Malformed("the checksum of its log's head differs");
        }
        if (head.getInt(8) != pageBytes) {
            throw new Malformed("its log has pages of " + head.getInt(8) + " bytes, the database of " + pageBytes);
        }
        Optional<String> remark = frames(head.getInt(16), head.getInt(20));
        if (pages > 0) {
            database.resize(pages);
            committed.forEach((page, at) -> database.lay(page, file, at));
        }
        return remark;
    }

    private Optional<String> frames(int salt, int salt2) throws IOException, Malformed {
        long at = HEAD_BYTES;
        int frames = 0;
        for (ByteBuffer frame = frame(at); isWhole(frame); frame = frame(at)) {
            if (frame.getInt(8) != salt || frame.getInt(12) != salt2) {
                return Optional.empty();
            }
            sum(frame, 0, 8);
            sum(frame, FRAME_HEAD_BYTES, pageBytes);
            if (first != frame.getInt(16) || second != frame.getInt(20)) {
                return torn(frames, at, salt, salt2);
            }
            frames++;
            underWay.put(frame.getInt(0) & 0xffffffffL, at + FRAME_HEAD_BYTES);
            long size = frame.getInt(4) & 0xffffffffL;
            if (size > 0) {
                pages = size;
                committed.putAll(underWay);
                underWay.clear();
            }
            at += FRAME_HEAD_BYTES + pageBytes;
        }
        return Optional.empty();
    }

    /** A frame that was being written is the last of its round; one with others of the same round behind it was whole once. */
    private Optional<String> torn(int frames, long at, int salt, int salt2) throws IOException, Malformed {
        long next = at + FRAME_HEAD_BYTES + pageBytes;
        for (ByteBuffer frame = frame(next); frame.remaining() >= FRAME_HEAD_BYTES; frame = frame(next)) {
            if (frame.getInt(8) == salt && frame.getInt(12) == salt2) {
                throw new Malformed("frame " + (frames + 1)
                        + " of its log (-wal) is damaged, and SQLite would leave out all behind it in silence");
            }
            next += FRAME_HEAD_BYTES + pageBytes;
        }
        return Optional.of("frame " + (frames + 1) + " of its log was being written; SQLite leaves it out");
    }

    private boolean isWhole(ByteBuffer frame) {
        return frame.remaining() == FRAME_HEAD_BYTES + pageBytes;
    }

    private ByteBuffer frame(long at) throws IOException {
        return read(at, FRAME_HEAD_BYTES + pageBytes);
    }

    private ByteBuffer read(long at, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        while (read.hasRemaining() && file.read(read, at + read.position()) >= 0) {
            // On, to the end of what is wanted or of the file.
        }
        return read.flip();
    }

    /** The checksum goes on from word to word through the whole log. */
    private void sum(ByteBuffer bytes, int from, int length) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int i = from; i < from + length; i += 8) {
            first += words.getInt(i) + second;
            second += words.getInt(i + 4) + first;
        }
    }
}
