package io.promsh.tsdb;

import java.util.Arrays;

/** A value of a float or float histogram that is written as what changed since the last one; the window of changed bits is its own. */
final class XorField {
    private static final int NO_WINDOW = -1;

    private int leading = NO_WINDOW;
    private int trailing;
    private long last;

    /** Returns so many of them. */
    static XorField[] row(int fields) {
        XorField[] all = new XorField[fields];
        Arrays.setAll(all, field -> new XorField());
        return all;
    }

    long readFirst(BitReader in) {
        last = in.bits(64);
        return last;
    }

    /** Reads the next value. Throws a failure where it cannot be one. */
    long read(BitReader in, String where) {
        if (in.bits(1) == 0) {
            return last;
        }
        if (in.bits(1) == 1) {
            leading = (int) in.bits(5);
            int significant = (int) in.bits(6);
            trailing = 64 - leading - (significant == 0 ? 64 : significant);
        }
        if (leading == NO_WINDOW || trailing < 0) {
            throw Damage.in(where, "a value in it is not possible");
        }
        last ^= in.bits(64 - leading - trailing) << trailing;
        return last;
    }

    void writeFirst(BitWriter out, long bits) {
        out.put(bits, 64);
        last = bits;
    }

    void write(BitWriter out, long bits) {
        long changed = bits ^ last;
        last = bits;
        if (changed == 0) {
            out.put(0, 1);
            return;
        }
        int newLeading = Math.min(31, Long.numberOfLeadingZeros(changed));
        int newTrailing = Long.numberOfTrailingZeros(changed);
        if (leading != NO_WINDOW && newLeading >= leading && newTrailing >= trailing) {
            out.put(0b10, 2);
        } else {
            leading = newLeading;
            trailing = newTrailing;
            // 64 does not fit six bits and is written as 0.
            out.put(0b11 << 11 | leading << 6 | ((64 - leading - trailing) & 0x3F), 13);
        }
        out.put(changed >>> trailing, 64 - leading - trailing);
    }
}
