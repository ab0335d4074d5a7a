package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.snappy.Snappy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of the write-ahead log or of a checkpoint: records, cut into fragments that no page border crosses. */
final class WalSegment {
    private static final int PAGE_BYTES = 32 * 1024;
    private static final int HEAD_BYTES = 7;
    private static final int TYPE = 0b111;
    private static final int SNAPPY = 0b1000;
    private static final int ZSTD = 0b10000;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    private final ByteBuffer bytes;
    private final String file;
    private int at;

    WalSegment(Path path) {
        this(MappedFile.of(path), path.toString());
    }

    WalSegment(ByteBuffer bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    /**
     * Gives each whole record, unpacked, to {@code each}.
     *
     * @return what is wrong where reading ended before the file did, else an empty text; the records before are good
     */
    String forEach(Consumer<byte[]> each) {
        try {
            records(each);
            return "";
        } catch (Failure failure) {
            return failure.message();
        }
    }

    private void records(Consumer<byte[]> each) {
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        boolean open = false;
        while (at < bytes.limit()) {
            int left = PAGE_BYTES - at % PAGE_BYTES;
            int flags = bytes.get(at);
            if (left < HEAD_BYTES || (flags & TYPE) == 0) {
                skipZeros(left);
                continue;
            }
            int type = flags & TYPE;
            boolean starts = type == FULL || type == FIRST;
            if (starts == open || type > LAST || type == 0) {
                throw Damage.in(file, "the fragments at " + at + " are not in order");
            }
            record.writeBytes(fragment(left));
            open = type == FIRST || type == MIDDLE;
            if (!open) {
                each.accept(unpack(record.toByteArray(), flags));
                record.reset();
            }
        }
        if (open) {
            throw Damage.in(file, "it ends in the middle of a record");
        }
    }

    private void skipZeros(int count) {
        int end = Math.min(at + count, bytes.limit());
        for (; at < end; at++) {
            if (bytes.get(at) != 0) {
                throw Damage.in(file, "a stray byte at " + at);
            }
        }
    }

    private byte[] fragment(int left) {
        ByteCursor head = new ByteCursor(bytes, at, bytes.limit(), file);
        head.skip(1);
        int length = head.u16();
        int crc = (int) head.u32();
        if (HEAD_BYTES + length > left) {
            throw Damage.in(file, "the fragment at " + at + " crosses a page");
        }
        byte[] data = head.take(length);
        if (ByteCursor.crc(bytes, at + HEAD_BYTES, length) != crc) {
            throw Damage.in(file, "the checksum of the fragment at " + at + " differs");
        }
        at = head.at();
        return data;
    }

    private byte[] unpack(byte[] record, int flags) {
        if ((flags & ZSTD) != 0) {
            throw Failure.failed(
                    file + " is compressed with zstd, which is not read here",
                    "make a snapshot on the server (snapshot): it holds the same as a block");
        }
        return (flags & SNAPPY) != 0 ? unpacked(record) : record;
    }

    private byte[] unpacked(byte[] record) {
        try {
            return Snappy.unpack(record);
        } catch (IOException e) {
            throw Damage.in(file, "a compressed record is damaged");
        }
    }
}
