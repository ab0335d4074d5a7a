package io.promsh.volume.archive;

import java.util.Arrays;

/** One block of deflate: what was matched in it, then its codes and its bits. */
final class DeflateBlock {
    private static final int END = 256;
    private static final int LENGTHS = 257;
    private static final int[] LENGTH_BASE = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int LONGEST_RUN = 138;

    /** The symbol of each length. */
    private static final byte[] LENGTH_SYMBOL = new byte[259];

    static {
        for (int i = 0; i < LENGTH_BASE.length; i++) {
            for (int length = LENGTH_BASE[i]; length < LENGTH_SYMBOL.length; length++) {
                LENGTH_SYMBOL[length] = (byte) i;
            }
        }
    }

    private final DeflateCode literals = new DeflateCode(286, 15);
    private final DeflateCode distances = new DeflateCode(30, 15);
    private final DeflateCode lengths = new DeflateCode(19, 7);
    private final int[] runs;
    private final int[] matches;
    private int count;
    private byte[] in = {};
    private int from;
    private int end;

    /** Holds at most so many matches. */
    DeflateBlock(int most) {
        runs = new int[most];
        matches = new int[most];
    }

    void begin(byte[] in, int from, int end) {
        this.in = in;
        this.from = from;
        this.end = end;
        count = 0;
        literals.clear();
        distances.clear();
        literals.counts[END] = 1;
    }

    /** Takes a match at {@code at}; what stands between {@code run} and it goes as it is. */
    void add(int run, int at, int length, int distance) {
        literal(run, at);
        runs[count] = at - run;
        matches[count++] = distance << 9 | length;
        literals.counts[LENGTHS + LENGTH_SYMBOL[length]]++;
        distances.counts[distanceSymbol(distance)]++;
    }

    /** Nothing matches from {@code run} to the end. */
    void rest(int run) {
        literal(run, end);
    }

    private void literal(int start, int stop) {
        int[] counts = literals.counts;
        for (int i = start; i < stop; i++) {
            counts[in[i] & 0xff]++;
        }
    }

    /** Writes the block: packed, or as it is if that is no longer. */
    void write(DeflateBits bits, boolean isLast) {
        literals.make();
        distances.make();
        int symbols = literals.used(LENGTHS);
        int places = distances.used(1);
        int[] told = told(symbols, places);
        lengths.make();
        if (packedBits() >= (end - from) * 8L) {
            bits.stored(in, from, end, isLast);
            return;
        }
        bits.put(isLast ? 0b101 : 0b100, 3);
        head(bits, symbols, places, told);
        body(bits);
    }

    /** A method of its own: with all of the above around this loop the compiler takes 40 MB for it. */
    private void body(DeflateBits bits) {
        int at = from;
        for (int i = 0; i < count; i++) {
            bits.literals(in, at, at + runs[i], literals.codes);
            match(bits, matches[i] & 0x1ff, matches[i] >>> 9);
            at += runs[i] + (matches[i] & 0x1ff);
        }
        bits.literals(in, at, end, literals.codes);
        literals.write(bits, END);
    }

    /** Returns the codes' lengths as deflate tells them: runs are said in short; each a symbol, above 8 bits what it repeats. */
    private int[] told(int symbols, int places) {
        lengths.clear();
        int[] told = new int[symbols + places];
        int many = 0;
        for (int i = 0; i < symbols + places; ) {
            int length = length(i, symbols);
            int next = i + 1;
            while (next < symbols + places && next - i < LONGEST_RUN && length(next, symbols) == length) {
                next++;
            }
            int run = next - i;
            int symbol = length;
            if (length == 0 && run >= 3) {
                symbol = run > 10 ? 18 : 17;
            } else if (i > 0 && length(i - 1, symbols) == length && run >= 3) {
                run = Math.min(run, 6);
                symbol = 16;
            } else {
                run = 1;
            }
            told[many++] = symbol | run << 8;
            lengths.counts[symbol]++;
            i += run;
        }
        return Arrays.copyOf(told, many);
    }

    private int length(int i, int symbols) {
        return i < symbols ? literals.length(i) : distances.length(i - symbols);
    }

    private int orders() {
        int orders = ORDER.length;
        while (orders > 4 && lengths.length(ORDER[orders - 1]) == 0) {
            orders--;
        }
        return orders;
    }

    private long packedBits() {
        long bits = 17 + 3L * orders() + lengths.bits() + literals.bits() + distances.bits();
        bits += 2L * lengths.counts[16] + 3L * lengths.counts[17] + 7L * lengths.counts[18];
        for (int i = 0; i < LENGTH_BASE.length; i++) {
            bits += (long) literals.counts[LENGTHS + i] * lengthExtra(i);
        }
        for (int i = 0; i < distances.counts.length; i++) {
            bits += (long) distances.counts[i] * Math.max(0, (i >> 1) - 1);
        }
        return bits;
    }

    private void head(DeflateBits bits, int symbols, int places, int[] told) {
        int orders = orders();
        bits.put(symbols - LENGTHS | places - 1 << 5 | orders - 4 << 10, 14);
        for (int i = 0; i < orders; i++) {
            bits.put(lengths.length(ORDER[i]), 3);
        }
        for (int one : told) {
            int symbol = one & 0xff;
            lengths.write(bits, symbol);
            switch (symbol) {
                case 16 -> bits.put((one >>> 8) - 3, 2);
                case 17 -> bits.put((one >>> 8) - 3, 3);
                case 18 -> bits.put((one >>> 8) - 11, 7);
                default -> {}
            }
        }
    }

    private void match(DeflateBits bits, int length, int distance) {
        int symbol = LENGTH_SYMBOL[length];
        long value = literals.codes[LENGTHS + symbol] & 0xffff;
        int count = literals.length(LENGTHS + symbol);
        value |= (long) (length - LENGTH_BASE[symbol]) << count;
        count += lengthExtra(symbol);
        int place = distanceSymbol(distance);
        value |= (long) (distances.codes[place] & 0xffff) << count;
        count += distances.length(place);
        int extra = Math.max(0, (place >> 1) - 1);
        value |= (long) (distance - 1 & (1 << extra) - 1) << count;
        bits.put(value, count + extra);
    }

    private static int lengthExtra(int symbol) {
        return symbol == LENGTH_BASE.length - 1 ? 0 : Math.max(0, symbol - 4 >> 2);
    }

    private static int distanceSymbol(int distance) {
        int before = distance - 1;
        if (before < 2) {
            return before;
        }
        int log = 31 - Integer.numberOfLeadingZeros(before);
        return 2 * log + (before >>> log - 1 & 1);
    }
}
