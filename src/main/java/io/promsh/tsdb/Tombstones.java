package io.promsh.tsdb;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which samples of a block are deleted: closed intervals of time by series. */
final class Tombstones {
    static final Tombstones NONE = new Tombstones(Map.of());
    private static final int MAGIC = 0x0130BA30;
    private static final int HEAD_BYTES = 5;

    private final Map<Integer, List<long[]>> intervals;

    private Tombstones(Map<Integer, List<long[]>> intervals) {
        this.intervals = intervals;
    }

    static Tombstones read(ByteBuffer bytes, String file) {
        ByteCursor head = new ByteCursor(bytes, file);
        if (head.u32() != MAGIC || head.u8() != 1) {
            throw Damage.in(file, "it does not begin as a tombstones file");
        }
        int length = head.left() - 4;
        ByteCursor entries = new ByteCursor(bytes, HEAD_BYTES, HEAD_BYTES + (long) length, file);
        ByteCursor tail = new ByteCursor(bytes, HEAD_BYTES + (long) length, bytes.limit(), file);
        if ((int) tail.u32() != ByteCursor.crc(bytes, HEAD_BYTES, length)) {
            throw Damage.in(file, "its checksum differs");
        }
        Map<Integer, List<long[]>> found = new HashMap<>();
        while (entries.hasMore()) {
            int series = entries.count();
            long from = entries.varint();
            long to = entries.varint();
            found.computeIfAbsent(series, key -> new ArrayList<>()).add(new long[] {from, to});
        }
        return new Tombstones(found);
    }

    /** The bytes of a file without deletions. */
    static byte[] empty() {
        return new ByteSink(16).u32(MAGIC).u8(1).crcFrom(HEAD_BYTES).toByteArray();
    }

    /** Returns the closed intervals that are deleted of a series; often none. */
    List<long[]> of(int series) {
        return intervals.getOrDefault(series, List.of());
    }

    int size() {
        return intervals.values().stream().mapToInt(List::size).sum();
    }
}
