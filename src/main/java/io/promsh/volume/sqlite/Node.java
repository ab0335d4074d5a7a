package io.promsh.volume.sqlite;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A page of a tree: its cells, and that they and the gaps between them fill the page without lying on each other. */
final class Node {
    private static final int INDEX_INTERIOR = 2;
    private static final int TABLE_INTERIOR = 5;
    private static final int INDEX_LEAF = 10;
    private static final int TABLE_LEAF = 13;
    private static final int LEAST_CELL_BYTES = 4;

    private final long number;
    private final ByteBuffer page;
    private final int usable;
    private final int begin;
    private final int type;
    private final int cells;
    private final int content;

    /**
     * A cell.
     *
     * @param child page to its left, 0 in leaves
     * @param key of the row, 0 in indexes
     * @param payload bytes of it in all, {@code local} of them on the page at {@code at}
     * @param overflow page where the rest is, 0 for none
     */
    record Cell(long child, long key, long payload, int at, int local, long overflow, int begin, int end) {}

    /** Takes a page in; throws where it is no page of a tree, or is not filled as one. */
    Node(long number, ByteBuffer page, int usable) throws Malformed {
        this.number = number;
        this.page = page;
        this.usable = usable;
        this.begin = number == 1 ? Header.BYTES : 0;
        this.type = page.get(begin);
        if (type != INDEX_INTERIOR && type != TABLE_INTERIOR && type != INDEX_LEAF && type != TABLE_LEAF) {
            throw malformed("is no page of a table or an index");
        }
        this.cells = u16(begin + 3);
        int start = u16(begin + 5);
        this.content = start == 0 ? 65_536 : start;
        if (pointersEnd() > usable || content < pointersEnd() || content > usable) {
            throw malformed("has more cells than room");
        }
    }

    private int pointersEnd() {
        return begin + (isLeaf() ? 8 : 12) + 2 * cells;
    }

    boolean isLeaf() {
        return type == INDEX_LEAF || type == TABLE_LEAF;
    }

    boolean isTable() {
        return type == TABLE_INTERIOR || type == TABLE_LEAF;
    }

    int cells() {
        return cells;
    }

    long rightChild() {
        return page.getInt(begin + 8) & 0xffffffffL;
    }

    ByteBuffer bytes() {
        return page;
    }

    Cell cell(int index) throws Malformed {
        int from = u16(pointersEnd() - 2 * cells + 2 * index);
        if (from < content || from > usable - LEAST_CELL_BYTES) {
            throw malformed("points outside its cells");
        }
        Varint at = new Varint(page, from, usable);
        long child = isLeaf() ? 0 : at.u32();
        long payload = type == TABLE_INTERIOR ? 0 : at.next();
        long key = isTable() ? at.next() : 0;
        if (at.isBeyond() || payload < 0 || payload > Integer.MAX_VALUE) {
            throw malformed("has a cell that runs off its end");
        }
        int local = local(payload);
        int end = at.at() + local + (local < payload ? 4 : 0);
        if (end > usable) {
            throw malformed("has a cell that runs off its end");
        }
        long overflow = local < payload ? page.getInt(at.at() + local) & 0xffffffffL : 0;
        return new Cell(child, key, payload, at.at(), local, overflow, from, Math.max(end, from + LEAST_CELL_BYTES));
    }

    /** Returns how much of a payload stays on the page. */
    private int local(long payload) {
        int most = type == TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
        if (payload <= most) {
            return (int) payload;
        }
        int least = (usable - 12) * 32 / 255 - 23;
        int some = (int) (least + (payload - least) % (usable - 4));
        return some <= most ? some : least;
    }

    /** Throws where cells and free blocks lie on each other, or leave other gaps than the page says. */
    void checkRoom(Cell[] all) throws Malformed {
        long[] extents = new long[all.length + usable / LEAST_CELL_BYTES + 1];
        int count = 0;
        for (Cell cell : all) {
            extents[count++] = extent(cell.begin(), cell.end());
        }
        int before = 0;
        for (int block = u16(begin + 1); block != 0; block = u16(block)) {
            if (block <= before || block < content || block > usable - 4 || block + u16(block + 2) > usable) {
                throw malformed("has a damaged list of free blocks");
            }
            before = block;
            extents[count++] = extent(block, block + u16(block + 2));
        }
        Arrays.sort(extents, 0, count);
        int end = content;
        int gaps = 0;
        for (int i = 0; i < count; i++) {
            int from = (int) (extents[i] >>> 32);
            if (from < end) {
                throw malformed("has cells that lie on each other");
            }
            gaps += from - end;
            end = (int) extents[i];
        }
        if (gaps + usable - end != (page.get(begin + 7) & 0xff)) {
            throw malformed("has other gaps than it says");
        }
    }

    private static long extent(int from, int end) {
        return (long) from << 32 | end;
    }

    private int u16(int at) {
        return page.getShort(at) & 0xffff;
    }

    private Malformed malformed(String what) {
        return new Malformed("page " + number + " " + what);
    }
}
