package io.promsh.volume.archive;

import java.util.Arrays;

/** A Huffman code for symbols that occur so and so often, in the one form that deflate allows. */
final class DeflateCode {
    /** How often each symbol occurs: to be counted up, then {@link #make}. */
    final int[] counts;

    /** Each symbol's code, its bits in deflate's order, and above 16 bits its length; 0 for a symbol that does not occur. */
    final int[] codes;

    private final int longest;
    private final int[] sorted;
    private final int[] weights;

    DeflateCode(int symbols, int longest) {
        this.counts = new int[symbols];
        this.codes = new int[symbols];
        this.longest = longest;
        this.sorted = new int[symbols];
        this.weights = new int[symbols];
    }

    void clear() {
        Arrays.fill(counts, 0);
    }

    /** Makes the code. One symbol alone gets a code of one bit. */
    void make() {
        Arrays.fill(codes, 0);
        int used = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                // A block has less than 2^17 symbols.
                sorted[used++] = counts[i] << 9 | i;
            }
        }
        Arrays.sort(sorted, 0, used);
        if (used == 1) {
            codes[sorted[0] & 0x1ff] = 1 << 16;
        } else if (used > 1) {
            int[] many = limited(depths(used));
            assign(many, used);
        }
    }

    /** Returns how many codes of each length are best, after Moffat and Katajainen: in place, from the sorted weights. */
    private int[] depths(int used) {
        for (int i = 0; i < used; i++) {
            weights[i] = sorted[i] >>> 9;
        }
        int leaf = 0;
        int root = 0;
        for (int next = 0; next < used - 1; next++) {
            int sum = 0;
            for (int side = 0; side < 2; side++) {
                if (leaf >= used || (root < next && weights[root] < weights[leaf])) {
                    sum += weights[root];
                    weights[root++] = next;
                } else {
                    sum += weights[leaf++];
                }
            }
            weights[next] = sum;
        }
        weights[used - 2] = 0;
        for (int next = used - 3; next >= 0; next--) {
            weights[next] = weights[weights[next]] + 1;
        }
        int[] many = new int[used + 1];
        int open = 1;
        int inner = used - 2;
        for (int depth = 0; open > 0; depth++) {
            int nodes = 0;
            while (inner >= 0 && weights[inner] == depth) {
                nodes++;
                inner--;
            }
            many[depth] = open - nodes;
            open = 2 * nodes;
        }
        return many;
    }

    /** Shortens what is too long, and pays for it with the least that the shorter ones can give. */
    private int[] limited(int[] many) {
        int[] kept = Arrays.copyOf(many, Math.max(many.length, longest + 1));
        long taken = 0;
        for (int i = longest + 1; i < kept.length; i++) {
            kept[longest] += kept[i];
        }
        for (int i = 1; i <= longest; i++) {
            taken += (long) kept[i] << longest - i;
        }
        while (taken > 1L << longest) {
            kept[longest]--;
            int shorter = longest - 1;
            while (kept[shorter] == 0) {
                shorter--;
            }
            kept[shorter]--;
            kept[shorter + 1] += 2;
            taken--;
        }
        return kept;
    }

    private void assign(int[] many, int used) {
        int[] next = new int[longest + 1];
        int code = 0;
        int rare = 0;
        for (int length = longest; length > 0; length--) {
            for (int i = 0; i < many[length]; i++) {
                codes[sorted[rare++] & 0x1ff] = length << 16;
            }
        }
        for (int length = 1; length <= longest; length++) {
            next[length] = code;
            code = code + many[length] << 1;
        }
        for (int i = 0; i < codes.length; i++) {
            int length = codes[i] >>> 16;
            if (length > 0) {
                codes[i] |= Integer.reverse(next[length]++) >>> Integer.SIZE - length;
            }
        }
    }

    int length(int symbol) {
        return codes[symbol] >>> 16;
    }

    /** Returns the bits that all symbols take together. */
    long bits() {
        long bits = 0;
        for (int i = 0; i < counts.length; i++) {
            bits += (long) counts[i] * length(i);
        }
        return bits;
    }

    /** Returns how many symbols there are up to the last that occurs, at least {@code least}. */
    int used(int least) {
        int used = counts.length;
        while (used > least && codes[used - 1] == 0) {
            used--;
        }
        return used;
    }

    void write(DeflateBits bits, int symbol) {
        bits.put(codes[symbol] & 0xffff, codes[symbol] >>> 16);
    }
}
