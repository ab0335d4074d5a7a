package io.promsh.volume.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Checks a file of a Prometheus write-ahead log: pages of 32 KB with fragments of records, each with its type, its length and the
 * CRC-32C of its bytes.
 */
final class WalCheck {
    private static final int PAGE_BYTES = 32 * 1024;
    private static final int HEAD_BYTES = 7;
    private static final int TYPE_MASK = 7;
    private static final int FULL = 1;
    private static final int FIRST = 2;
    private static final int MIDDLE = 3;
    private static final int LAST = 4;

    private long records;
    private boolean isOpen;

    /** Reads a file to its end and returns the first thing that is wrong. */
    Optional<String> file(InputStream in) throws IOException {
        byte[] page = new byte[PAGE_BYTES];
        long at = 0;
        while (true) {
            int count = in.readNBytes(page, 0, PAGE_BYTES);
            if (count == 0) {
                return isOpen ? Optional.of("the last record has no end") : Optional.empty();
            }
            Optional<String> problem = page(page, count, at);
            if (problem.isPresent()) {
                return problem;
            }
            at += count;
        }
    }

    private Optional<String> page(byte[] page, int count, long start) {
        int at = 0;
        while (at < count) {
            int type = page[at] & TYPE_MASK;
            if (type == 0) {
                // The rest of a page is zeros when the next record did not fit.
                for (int i = at; i < count; i++) {
                    if (page[i] != 0) {
                        return Optional.of("padding that is not empty at " + (start + i));
                    }
                }
                return Optional.empty();
            }
            if (at + HEAD_BYTES > count) {
                return Optional.of("a record breaks off at " + (start + at));
            }
            ByteBuffer head = ByteBuffer.wrap(page, at + 1, HEAD_BYTES - 1);
            int length = head.getShort() & 0xffff;
            int expected = head.getInt();
            if (at + HEAD_BYTES + length > count) {
                return Optional.of("a record breaks off at " + (start + at));
            }
            CRC32C crc = new CRC32C();
            crc.update(page, at + HEAD_BYTES, length);
            if ((int) crc.getValue() != expected) {
                return Optional.of("the checksum of the record at " + (start + at) + " differs");
            }
            boolean isInOrder = isOpen ? type == MIDDLE || type == LAST : type == FULL || type == FIRST;
            if (!isInOrder) {
                return Optional.of("a piece of another record at " + (start + at));
            }
            isOpen = type == FIRST || type == MIDDLE;
            records += isOpen ? 0 : 1;
            at += HEAD_BYTES + length;
        }
        return Optional.empty();
    }

    long records() {
        return records;
    }
}
