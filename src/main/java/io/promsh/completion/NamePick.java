package io.promsh.completion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Picks the best of the names that match. */
final class NamePick {
    /** A set with less than one name in so many is gathered and sorted rather than met on the way through all names. */
    private static final int SPARSE = 16;
    /** Names from this length on count as equally long when sorted. */
    private static final int LONGEST = 512;

    private final NameIndex index;
    private final FuzzyQuery query;
    private final FuzzyRank rank;
    private final int most;

    /** Bit per matching name that is not picked yet. */
    private final long[] open;

    private final TopRanks top;

    NamePick(NameIndex index, FuzzyQuery query, int most, long[] hits) {
        this.index = index;
        this.query = query;
        this.rank = new FuzzyRank(query);
        this.most = most;
        this.open = hits;
        this.top = new TopRanks(most);
    }

    /** Whether a name fits in the way looked for. */
    private interface Check {
        boolean passes(int from, int to);
    }

    boolean isFull() {
        return top.count() >= most;
    }

    void prefixes(long[] among, int count) {
        pick(
                among,
                count,
                Integer.MAX_VALUE,
                most,
                (from, to) -> !query.caseMatters || rank.beginsName(index.text, from, to));
    }

    void words(long[] among, int count, int checks) {
        pick(among, count, checks, most, (from, to) -> rank.beginsWord(index.text, from, to));
    }

    /** Takes more than are wanted, because fewer runs outweigh a shorter name. */
    void initials(long[] among, int count, int checks) {
        pick(among, count, checks, 3 * most, (from, to) -> rank.isInitials(index.text, from, to));
    }

    void others(int count, int checks) {
        pick(open, count, checks, checks, (from, to) -> true);
    }

    /** Reads at most {@code checks} of the names in {@code among}, shorter ones first, until {@code enough} pass. */
    private void pick(long[] among, int count, int checks, int enough, Check check) {
        if (count == 0) {
            return;
        }
        boolean sparse = count < index.size() / SPARSE;
        int[] order = sparse ? gathered(among, count) : index.byLength;
        int left = checks;
        int passed = 0;
        for (int i : order) {
            if ((among[i >> 6] & open[i >> 6] & (1L << i)) == 0) {
                continue;
            }
            if (check.passes(index.start[i], index.start[i + 1])) {
                take(i);
                if (++passed >= enough) {
                    return;
                }
            }
            if (--left == 0) {
                return;
            }
        }
    }

    /** Returns the names of a sparse set, shorter ones first, otherwise in their own order. */
    private int[] gathered(long[] among, int most) {
        int[] found = new int[most];
        int[] next = new int[LONGEST + 2];
        int count = 0;
        for (int word = 0; word < among.length; word++) {
            long bits = among[word] & open[word];
            while (bits != 0) {
                int i = (word << 6) + Long.numberOfTrailingZeros(bits);
                bits &= bits - 1;
                found[count++] = i;
                next[lengthOf(i) + 1]++;
            }
        }
        for (int length = 1; length < next.length; length++) {
            next[length] += next[length - 1];
        }
        int[] sorted = new int[count];
        for (int k = 0; k < count; k++) {
            sorted[next[lengthOf(found[k])]++] = found[k];
        }
        return sorted;
    }

    private int lengthOf(int i) {
        return Math.min(LONGEST, index.start[i + 1] - index.start[i]);
    }

    private void take(int i) {
        open[i >> 6] &= ~(1L << i);
        long found = rank.of(index.text, index.start[i], index.start[i + 1]);
        if (found != FuzzyRank.NONE) {
            top.add(found | i);
        }
    }

    List<NameMatch> best() {
        List<NameMatch> names = new ArrayList<>();
        for (long key : top.sorted()) {
            names.add(new NameMatch(index.get((int) key), key & ~0xffff_ffffL));
        }
        return names;
    }

    /** The smallest of many numbers: a buffer of twice as many, cut when full. */
    private static final class TopRanks {
        private final int most;
        private final long[] ranks;
        private int size;
        private long worst = Long.MAX_VALUE;

        TopRanks(int most) {
            this.most = most;
            this.ranks = new long[2 * Math.max(1, most)];
        }

        void add(long rank) {
            if (rank >= worst) {
                return;
            }
            ranks[size++] = rank;
            if (size == ranks.length) {
                Arrays.sort(ranks);
                size = most;
                worst = ranks[Math.max(0, most - 1)];
            }
        }

        int count() {
            return size;
        }

        long[] sorted() {
            Arrays.sort(ranks, 0, size);
            return Arrays.copyOf(ranks, Math.min(size, most));
        }
    }
}
