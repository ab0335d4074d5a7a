package io.promsh.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * One search in a {@link NameIndex}: every name is decided ({@link NameDecision}), then the best are picked, the better kinds of
 * fit first and in each kind the shorter names first. All work is bounded in steps, not in time, so that the same question always
 * has the same answer. What the bounds cost: of more than {@link #WORD_CHECKS} names that may fit equally well the longest are
 * not read, and rank behind.
 */
final class NameSearch {
    /** Names read at most while the best of one kind are picked. */
    private static final int WORD_CHECKS = 6_000;

    private static final int INITIALS_CHECKS = 3_000;
    private static final int OTHER_CHECKS = 400;

    private final NameIndex index;
    private final FuzzyQuery query;
    private final int most;

    NameSearch(NameIndex index, FuzzyQuery query, int most) {
        this.index = index;
        this.query = query;
        this.most = most;
    }

    /** Returns the first names in their own order. */
    static NameMatches first(NameIndex index, int most) {
        List<NameMatch> names = new ArrayList<>();
        for (int i = 0; i < Math.min(most, index.size()); i++) {
            names.add(new NameMatch(index.get(i), FuzzyRank.UNASKED));
        }
        return new NameMatches(names, index.size(), true);
    }

    NameMatches run() {
        int low = prefixBound(0);
        int high = prefixBound(1);
        boolean prefixesSuffice = high - low >= most && !query.caseMatters;
        NameDecision decision = new NameDecision(index, query);
        decision.decide();
        if (!prefixesSuffice) {
            decision.classify();
        }
        NamePick pick = new NamePick(index, query, most, decision.hits);
        pick.prefixes(range(low, high), high - low);
        if (!pick.isFull()) {
            pick.words(decision.words, decision.wordCount, WORD_CHECKS);
        }
        if (!pick.isFull()) {
            pick.initials(decision.starts, decision.startCount, INITIALS_CHECKS);
        }
        if (!pick.isFull()) {
            pick.others(decision.hitCount, OTHER_CHECKS);
        }
        List<NameMatch> best = pick.best();
        return new NameMatches(best, Math.max(best.size(), decision.total), decision.exact);
    }

    /** Returns the first name that begins with the query (bound 0), or the first behind those that do (bound 1). */
    private int prefixBound(int bound) {
        int low = 0;
        int high = index.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = NameOrder.comparePrefix(index.text, index.start[middle], index.start[middle + 1], query.bytes);
            if (order < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long[] range(int low, int high) {
        long[] bits = new long[index.blocks()];
        for (int i = low; i < high; i++) {
            if ((i & 63) == 0 && i + 64 <= high) {
                bits[i >> 6] = -1L;
                i += 63;
                continue;
            }
            bits[i >> 6] |= 1L << i;
        }
        return bits;
    }
}
