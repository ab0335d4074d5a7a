package io.promsh.volume.sqlite;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first hundred bytes of a database.
 *
 * @param pageBytes size of a page, 512 to 65536
 * @param usableBytes of each page
 * @param pages that the database says to have; 0 when it does not say
 * @param hasLog whether changes go to a log beside it (WAL mode)
 * @param freeTrunk first page of the list of free pages, 0 for none
 * @param freePages number of free pages
 * @param hasPointerMap whether pages stand among the others that say who points where (auto-vacuum)
 */
record Header(
        int pageBytes,
        int usableBytes,
        long pages,
        boolean hasLog,
        long freeTrunk,
        long freePages,
        boolean hasPointerMap) {
    static final int BYTES = 100;

    private static final byte[] MAGIC = {'S', 'Q', 'L', 'i', 't', 'e', ' ', 'f', 'o', 'r', 'm', 'a', 't', ' ', '3', 0};
    private static final int PAGE_SIZE_AT = 16;
    private static final int READ_VERSION_AT = 19;
    private static final int RESERVED_AT = 20;
    private static final int FRACTIONS_AT = 21;
    private static final int CHANGES_AT = 24;
    private static final int PAGES_AT = 28;
    private static final int FREE_TRUNK_AT = 32;
    private static final int FREE_PAGES_AT = 36;
    private static final int LARGEST_ROOT_AT = 52;
    private static final int VALID_FOR_AT = 92;
    private static final int LEAST_USABLE_BYTES = 480;

    /** Returns whether a file begins as SQLite's do. */
    static boolean isAt(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(Arrays.copyOf(start, MAGIC.length), MAGIC);
    }

    /** Reads it. Throws for one that no database has. */
    static Header of(byte[] start) throws Malformed {
        if (start.length < BYTES) {
            throw new Malformed("the database breaks off in its head");
        }
        ByteBuffer fields = ByteBuffer.wrap(start);
        int pageBytes = pageBytes(fields.getShort(PAGE_SIZE_AT) & 0xffff)
                .orElseThrow(() ->
                        new Malformed("the database has a page size of " + (fields.getShort(PAGE_SIZE_AT) & 0xffff)));
        int usable = pageBytes - (start[RESERVED_AT] & 0xff);
        boolean isUsual = start[FRACTIONS_AT] == 64 && start[FRACTIONS_AT + 1] == 32 && start[FRACTIONS_AT + 2] == 32;
        if (!isUsual || usable < LEAST_USABLE_BYTES || start[READ_VERSION_AT] < 1 || start[READ_VERSION_AT] > 2) {
            throw new Malformed("the head of the database is damaged");
        }
        boolean isCounted = fields.getInt(CHANGES_AT) == fields.getInt(VALID_FOR_AT);
        return new Header(
                pageBytes,
                usable,
                isCounted ? fields.getInt(PAGES_AT) & 0xffffffffL : 0,
                start[READ_VERSION_AT] == 2,
                fields.getInt(FREE_TRUNK_AT) & 0xffffffffL,
                fields.getInt(FREE_PAGES_AT) & 0xffffffffL,
                fields.getInt(LARGEST_ROOT_AT) != 0);
    }

    /** Returns the size that a field of 16 bits stands for; empty for none that there is. */
    private static Optional<Integer> pageBytes(int typed) {
        int size = typed == 1 ? 65_536 : typed;
        return size >= 512 && Integer.bitCount(size) == 1 ? Optional.of(size) : Optional.empty();
    }
}
