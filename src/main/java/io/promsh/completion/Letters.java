package io.promsh.completion;

/**
 * Bytes of a name as the fuzzy search sees them: the bit that stands for a byte in a name's mask, and where words begin. ASCII
 * upper and lower case share a bit; a byte above 0x7f counts as a letter and shares the last bit with everything rare.
 */
final class Letters {
    private static final int COUNT_OF_BYTES = 256;

    /** The bit of every byte without one of its own. */
    static final int OTHER = 39;

    /** The column of names that have an upper-case letter anywhere; no byte has this bit. */
    static final int UPPER = 40;

    static final int COUNT = 41;
    static final int INITIALS = 24;
    static final int PAIRS = 40;
    static final int TRIPLES = 24;

    private static final byte[] BIT = new byte[COUNT_OF_BYTES];
    private static final byte[] INITIAL = new byte[COUNT_OF_BYTES];

    static {
        for (int b = 0; b < BIT.length; b++) {
            BIT[b] = (byte) bitOf(b);
            INITIAL[b] = (byte) initialOf(BIT[b]);
        }
    }

    private static int initialOf(int bit) {
        if (bit >= 26) {
            return INITIALS - 1;
        }
        int letter = 'a' + bit;
        int common = "eariotnslcudpmhgbfywkv".indexOf(letter);
        return common < 0 ? INITIALS - 2 : common;
    }

    private Letters() {}

    private static int bitOf(int b) {
        if (b >= 'a' && b <= 'z') {
            return b - 'a';
        }
        if (b >= 'A' && b <= 'Z') {
            return b - 'A';
        }
        if (b >= '0' && b <= '9') {
            return 26 + b - '0';
        }
        if (b == '_') {
            return 36;
        }
        if (b == ':') {
            return 37;
        }
        return b == '.' ? 38 : OTHER;
    }

    /** Returns the number of the bit of a byte, 0..39. */
    static int bit(byte b) {
        return BIT[b & 0xff];
    }

    /** Returns the mask with the bit of a byte. */
    static long mask(byte b) {
        return 1L << BIT[b & 0xff];
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    static boolean isUpper(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    /** Returns whether a byte belongs to a word, that is, does not part two words. */
    static boolean inWord(byte b) {
        return BIT[b & 0xff] < 36 || b < 0;
    }

    /** Returns whether a word begins with {@code b}, the byte before it being {@code before} (0 at the start of the name). */
    static boolean startsWord(byte before, byte b) {
        if (!inWord(b)) {
            return false;
        }
        return before == 0 || !inWord(before) || (isUpper(b) && !isUpper(before));
    }

    /** Returns the column, 0..23, of a word's first byte: rare letters share one, so do all digits and all else. */
    static int initial(byte b) {
        return INITIAL[b & 0xff];
    }

    /** Returns the column, 0..39, of a word's first two bytes. */
    static int pair(byte first, byte second) {
        return (bit(first) * 23 + bit(second) * 7) % PAIRS;
    }

    /** Returns the column, 0..23, of a word's first three bytes. */
    static int triple(byte first, byte second, byte third) {
        return (bit(first) * 11 + bit(second) * 5 + bit(third) * 17) % TRIPLES;
    }
}
