package io.promsh.volume.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Checks the head of an SQLite file against its size: a file that was copied while it grew, or was cut, shows there. Pages are not
 * looked into; that needs SQLite itself.
 */
final class SqliteCheck {
    private static final byte[] MAGIC = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};
    private static final int HEAD_BYTES = 100;
    private static final int PAGE_SIZE_AT = 16;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int VALID_FOR_AT = 92;

    private SqliteCheck() {}

    /** Returns what is wrong; nothing for a file that is not SQLite's at all. */
    static Optional<String> file(long size, InputStream in) throws IOException {
        byte[] head = in.readNBytes(HEAD_BYTES);
        if (head.length < MAGIC.length || !Arrays.equals(Arrays.copyOf(head, MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        if (head.length < HEAD_BYTES) {
            return Optional.of("the database breaks off in its head");
        }
        ByteBuffer fields = ByteBuffer.wrap(head);
        int typed = fields.getShort(PAGE_SIZE_AT) & 0xffff;
        long pageSize = typed == 1 ? 65_536 : typed;
        long pages = fields.getInt(PAGES_AT) & 0xffffffffL;
        boolean isValid = Long.bitCount(pageSize) == 1 && pageSize >= 512;
        if (!isValid) {
            return Optional.of("the database has a page size of " + pageSize);
        }
        if (size % pageSize != 0) {
            return Optional.of("the database breaks off within a page");
        }
        boolean isCounted = fields.getInt(CHANGES_AT) == fields.getInt(VALID_FOR_AT);
        if (isCounted && pages * pageSize > size) {
            return Optional.of("the database has " + size / pageSize + " of its " + pages + " pages");
        }
        return Optional.empty();
    }
}
