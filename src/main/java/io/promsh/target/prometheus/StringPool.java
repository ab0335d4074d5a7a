package io.promsh.target.prometheus;

import org.jspecify.annotations.Nullable;

/** The label strings of one answer, each kept once: looked up by their characters, so that a repeated one costs no allocation. */
final class StringPool {
    private static final int START = 256;

    /** Past this, what still comes is unlikely to come again. */
    private static final int MOST = 1 << 16;

    private @Nullable String[] slots = new @Nullable String[START];
    private int size;

    String of(char[] text, int from, int length) {
        if (length == 0) {
            return "";
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + text[i];
        }
        int mask = slots.length - 1;
        int slot = spread(hash) & mask;
        while (true) {
            String held = slots[slot];
            if (held == null) {
                return add(slot, new String(text, from, length));
            }
            if (held.hashCode() == hash && isSame(held, text, from, length)) {
                return held;
            }
            slot = (slot + 1) & mask;
        }
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    private static boolean isSame(String held, char[] text, int from, int length) {
        if (held.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (held.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private String add(int slot, String fresh) {
        if (size >= MOST) {
            return fresh;
        }
        slots[slot] = fresh;
        size++;
        if (size * 2 > slots.length) {
            grow();
        }
        return fresh;
    }

    private void grow() {
        @Nullable String[] old = slots;
        slots = new @Nullable String[old.length * 2];
        int mask = slots.length - 1;
        for (String held : old) {
            if (held == null) {
                continue;
            }
            int slot = spread(held.hashCode()) & mask;
            while (slots[slot] != null) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = held;
        }
    }
}
