package io.promsh.volume.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A record: the kinds of its columns, then their values. */
final class Row {
    private final ByteBuffer bytes;
    private final List<Long> kinds = new ArrayList<>();
    private final long headBytes;

    private Row(ByteBuffer bytes, long headBytes) {
        this.bytes = bytes;
        this.headBytes = headBytes;
    }

    /**
     * Reads a record's head.
     *
     * @param bytes the first bytes of it, or all
     * @param length of it in all
     */
    static Row of(ByteBuffer bytes, long length) throws Malformed {
        Varint head = new Varint(bytes, 0, bytes.limit());
        Row row = new Row(bytes, head.next());
        if (row.headBytes < 1 || row.headBytes > length) {
            throw new Malformed("a row has an impossible head");
        }
        if (row.headBytes > bytes.limit()) {
            // Of a row with very many columns only the beginning is at hand.
            return row;
        }
        long sum = row.headBytes;
        while (head.at() < row.headBytes) {
            long kind = head.next();
            row.kinds.add(kind);
            sum += size(kind);
        }
        if (head.at() != row.headBytes || sum != length) {
            throw new Malformed("a row is not as long as its columns are");
        }
        return row;
    }

    private static long size(long kind) throws Malformed {
        if (kind == 10 || kind == 11 || kind < 0) {
            throw new Malformed("a row has a column of an unknown kind");
        }
        if (kind >= 12) {
            return (kind - 12) / 2;
        }
        return kind == 8 || kind == 9 ? 0 : kind == 7 ? 8 : kind == 6 ? 8 : kind == 5 ? 6 : kind;
    }

    private int offset(int column) throws Malformed {
        long at = headBytes;
        for (int i = 0; i < column; i++) {
            at += size(kinds.get(i));
        }
        if (at + size(kinds.get(column)) > bytes.limit()) {
            throw new Malformed("a row breaks off");
        }
        return (int) at;
    }

    /** Returns a column's text; empty for another kind. */
    String text(int column) throws Malformed {
        if (column >= kinds.size() || kinds.get(column) < 13 || kinds.get(column) % 2 == 0) {
            return "";
        }
        byte[] text = new byte[(int) size(kinds.get(column))];
        bytes.get(offset(column), text);
        return new String(text, UTF_8);
    }

    /** Returns a column's whole number; 0 for another kind. */
    long number(int column) throws Malformed {
        long kind = column < kinds.size() ? kinds.get(column) : 0;
        if (kind == 9) {
            return 1;
        }
        if (kind < 1 || kind > 6) {
            return 0;
        }
        int at = offset(column);
        long value = bytes.get(at);
        for (int i = 1; i < size(kind); i++) {
            value = (value << 8) | (bytes.get(at + i) & 0xff);
        }
        return value;
    }
}
