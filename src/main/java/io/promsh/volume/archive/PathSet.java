package io.promsh.volume.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Which paths were seen, by 64 bits of each: millions of them in little memory. Two that share them are as good as never met. */
final class PathSet {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private long[] slots = new long[1 << 10];
    private int size;

    /** Adds a path; returns whether it is new. */
    boolean add(String path) {
        if (size * 2 >= slots.length) {
            grow();
        }
        boolean isNew = put(slots, hash(path));
        size += isNew ? 1 : 0;
        return isNew;
    }

    boolean contains(String path) {
        long hash = hash(path);
        return slots[slot(slots, hash)] == hash;
    }

    private void grow() {
        long[] wider = new long[slots.length * 2];
        Arrays.stream(slots).filter(hash -> hash != 0).forEach(hash -> put(wider, hash));
        slots = wider;
    }

    private static boolean put(long[] slots, long hash) {
        int at = slot(slots, hash);
        boolean isNew = slots[at] == 0;
        slots[at] = hash;
        return isNew;
    }

    /** Returns where a hash is, or the free place where it belongs. */
    private static int slot(long[] slots, long hash) {
        int at = (int) (hash >>> 32) & slots.length - 1;
        while (slots[at] != 0 && slots[at] != hash) {
            at = at + 1 & slots.length - 1;
        }
        return at;
    }

    /** Fowler, Noll and Vo's, mixed; never 0, which is a free place. */
    private static long hash(String path) {
        long hash = OFFSET;
        for (byte one : path.getBytes(UTF_8)) {
            hash = (hash ^ one) * PRIME;
        }
        hash ^= hash >>> 32;
        hash *= MIX;
        return hash == 0 ? 1 : hash;
    }
}
