package io.promsh.completion;

import java.util.Arrays;

/**
 * How well a name fits a query, as one number: the smaller the better, {@link #NONE} when it does not. The kinds of fit, from
 * best to worst, outweigh everything else; then fewer runs of adjoining letters; then shorter names; the caller breaks ties by
 * the names' own order. In a name, words begin after anything but a letter or digit and at a hump of camelCase.
 */
final class FuzzyRank {
    static final long NONE = Long.MAX_VALUE;

    /** The name is the query. */
    static final int EXACT = 0;
    /** The name begins with the query. */
    static final int PREFIX = 1;
    /** A word in the name begins with the query. */
    static final int WORD = 2;
    /** Every run of letters begins a word, as {@code trv} in {@code traffic_vehicles}. */
    static final int INITIALS = 3;
    /** The query stands somewhere in the name. */
    static final int INSIDE = 4;
    /** The query's letters occur in their order. */
    static final int SCATTERED = 5;

    /** The rank of every name when nothing is typed. */
    static final long UNASKED = (long) PREFIX << 60;

    /** A run that begins inside a word costs more than any number of runs that begin one. */
    private static final int INNER_RUN = 64;

    private final FuzzyQuery query;

    /** Per byte the states that are entered by reading it: bit i + 1 for every i whose letter it is. */
    private final long[] entered = new long[256];

    private final int[] ending;
    private final int[] within;

    FuzzyRank(FuzzyQuery query) {
        this.query = query;
        this.ending = new int[query.length() + 1];
        this.within = new int[query.length() + 1];
        for (int i = 0; i < query.length(); i++) {
            entered[query.bytes[i] & 0xff] |= 2L << i;
            if (query.fold[i] != 0) {
                entered[query.bytes[i] & 0xdf] |= 2L << i;
            }
        }
    }

    /** Returns the kind of fit in a rank. */
    static int kind(long rank) {
        return (int) (rank >>> 60);
    }

    private static long rank(int kind, int runs, int length) {
        return ((long) kind << 60) | ((long) Math.min(runs, 0xfff) << 48) | ((long) Math.min(length, 0xffff) << 32);
    }

    /** Returns the rank of {@code text[from, to)}, or {@link #NONE}. The lower 32 bits are 0. */
    long of(byte[] text, int from, int to) {
        int wanted = query.length();
        int length = to - from;
        if (wanted == 0) {
            return rank(PREFIX, 0, length);
        }
        int found = find(text, from, to);
        if (found == from) {
            return rank(wanted == length ? EXACT : PREFIX, 0, length);
        }
        if (found >= 0 && startsWord(text, from, found)) {
            return rank(WORD, 0, length);
        }
        int cost = cheapestRuns(text, from, to);
        if (cost == Integer.MAX_VALUE) {
            return NONE;
        }
        if (cost < INNER_RUN) {
            return rank(INITIALS, cost, length);
        }
        return found >= 0 ? rank(INSIDE, 0, length) : rank(SCATTERED, cost / INNER_RUN + cost % INNER_RUN, length);
    }

    /** Returns where the query stands in the name: at its start, else where a word begins, else anywhere, else -1. */
    private int find(byte[] text, int from, int to) {
        int anywhere = -1;
        int last = to - query.length();
        for (int at = from; at <= last; at++) {
            if (stands(text, at)) {
                if (startsWord(text, from, at)) {
                    return at;
                }
                anywhere = anywhere < 0 ? at : anywhere;
            }
        }
        return anywhere;
    }

    private boolean stands(byte[] text, int at) {
        for (int i = 0; i < query.length(); i++) {
            if (!query.matches(i, text[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether {@code text[from, to)} begins with the query. */
    boolean beginsName(byte[] text, int from, int to) {
        return to - from >= query.length() && stands(text, from);
    }

    /** A query that begins with a separator stands where that separator does. */
    static boolean startsWord(byte[] text, int from, int at) {
        return !Letters.inWord(text[at]) || Letters.startsWord(at == from ? 0 : text[at - 1], text[at]);
    }

    /** Returns whether a word in {@code text[from, to)} begins with the query. */
    boolean beginsWord(byte[] text, int from, int to) {
        int last = to - query.length();
        for (int at = from; at <= last; at++) {
            if (query.matches(0, text[at]) && startsWord(text, from, at) && stands(text, at)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether the query splits into runs that each begin a word: the states of an automaton as bits, bit i standing for
     * "the first i letters are found", {@code open} for runs that end at this very byte, {@code done} for any.
     */
    boolean isInitials(byte[] text, int from, int to) {
        long done = 1;
        long open = 0;
        long goal = 1L << query.length();
        byte before = 0;
        for (int at = from; at < to; at++) {
            byte b = text[at];
            boolean start = !Letters.inWord(b) || Letters.startsWord(before, b);
            long reach = (start ? open | done : open) << 1;
            open = reach & entered[b & 0xff];
            done |= open;
            if ((done & goal) != 0) {
                return true;
            }
            before = b;
        }
        return false;
    }

    /** Returns the least cost of the runs that make up the query, or MAX_VALUE. */
    private int cheapestRuns(byte[] text, int from, int to) {
        int wanted = query.length();
        Arrays.fill(ending, Integer.MAX_VALUE);
        Arrays.fill(within, Integer.MAX_VALUE);
        within[0] = 0;
        for (int at = from; at < to; at++) {
            int open = startsWord(text, from, at) ? 1 : INNER_RUN;
            for (int i = wanted; i >= 1; i--) {
                int best = Integer.MAX_VALUE;
                if (query.matches(i - 1, text[at])) {
                    int fresh = within[i - 1] == Integer.MAX_VALUE ? Integer.MAX_VALUE : within[i - 1] + open;
                    best = Math.min(ending[i - 1], fresh);
                }
                ending[i] = best;
                within[i] = Math.min(within[i], best);
            }
        }
        return within[wanted];
    }
}
