package io.promsh.intake.read;

import io.promsh.model.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Knows series by the very bytes that a line begins with, so that labels are taken apart once a series and not once a sample. Which
 * series came after which is remembered too: files repeat themselves, and a right guess costs one comparison.
 */
final class SeriesTable {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] NOTHING = {};

    private int[] slots = new int[1 << 10];
    private byte[][] keys = new byte[256][];
    private int[] hashes = new int[256];
    private int[] series = new int[256];
    private int[] following = new int[256];
    private int size;
    private int last = -1;

    /** Returns the bytes that the next line most likely begins with; empty when nothing is known. */
    byte[] guess() {
        return last < 0 ? NOTHING : keys[following[last]];
    }

    /** Takes the guess as right; returns its series. */
    int guessed() {
        last = following[last];
        return series[last];
    }

    /** Returns the series that {@code bytes[from, to)} stands for, or -1 when it was not seen before. */
    int find(byte[] bytes, int from, int to) {
        int hash = hash(bytes, from, to);
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            int key = slots[slot] - 1;
            if (hashes[key] == hash && Arrays.equals(keys[key], 0, keys[key].length, bytes, from, to)) {
                follow(key);
                return series[key];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }

    /** Remembers that {@code bytes[from, to)} stands for a series. */
    void put(byte[] bytes, int from, int to, Labels labels, SampleSink sink) {
        if (2 * (size + 1) > slots.length) {
            rehash();
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
            series = Arrays.copyOf(series, 2 * size);
            following = Arrays.copyOf(following, 2 * size);
        }
        keys[size] = Arrays.copyOfRange(bytes, from, to);
        hashes[size] = hash(bytes, from, to);
        series[size] = sink.series(labels);
        following[size] = size;
        insert(size);
        follow(size++);
    }

    private void follow(int key) {
        if (last >= 0) {
            following[last] = key;
        }
        last = key;
    }

    private void insert(int key) {
        int slot = hashes[key] & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = key + 1;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int key = 0; key < size; key++) {
            insert(key);
        }
    }

    private static int hash(byte[] bytes, int from, int to) {
        long hash = 0x9E3779B97F4A7C15L * (to - from);
        int at = from;
        while (at + 8 <= to) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 32;
            at += 8;
        }
        while (at < to) {
            hash = (hash ^ bytes[at++]) * 0xC4CEB9FE1A85EC53L;
            hash ^= hash >>> 29;
        }
        return (int) (hash ^ (hash >>> 32));
    }
}
