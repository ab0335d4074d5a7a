package io.promsh.completion;

/**
 * Decides for every name of an index whether it has the query's letters in their order. The start that a block's names share is
 * read once; the columns of the letters that are still missing leave the names that may match, and are the answer when one letter
 * is missing. Only where two or more are, names are read, and of these only what they do not share with the one before.
 */
final class NameDecision {
    /** Names read at most; when more are in doubt, every so many blocks are read and the total is estimated from them. */
    static final int MOST_READ = 120_000;

    /** Bit per name: it matches, or may match where the total is estimated. */
    final long[] hits;
    /** Bit per matching name: a word of it may begin with the query. */
    final long[] words;
    /** Bit per matching name: it may be made of words' beginnings. */
    final long[] starts;

    int total;
    int hitCount;
    int wordCount;
    int startCount;
    boolean exact = true;

    private final NameIndex index;
    private final FuzzyQuery query;
    private final int[] columnOf;
    private final int[] positions;
    /** Per block how many letters its common start holds, or SETTLED. */
    private final byte[] foundInCommon;

    private static final byte SETTLED = -1;

    NameDecision(NameIndex index, FuzzyQuery query) {
        this.index = index;
        this.query = query;
        int blocks = index.common.length;
        this.hits = new long[blocks];
        this.words = new long[blocks];
        this.starts = new long[blocks];
        this.foundInCommon = new byte[blocks];
        this.positions = new int[query.length()];
        this.columnOf = new int[query.length()];
        for (int i = 0; i < columnOf.length; i++) {
            columnOf[i] = Letters.bit(query.bytes[i]);
        }
    }

    /** Fills {@link #hits} and counts. */
    void decide() {
        int doubtful = decideByColumns();
        int stride = 1 + (doubtful - 1) / MOST_READ;
        exact = stride == 1;
        int passed = 0;
        int read = 0;
        int held = 0;
        for (int b = 0; b < hits.length; b++) {
            if (foundInCommon[b] == SETTLED) {
                total += Long.bitCount(hits[b]);
                continue;
            }
            if (passed++ % stride == 0) {
                read += Long.bitCount(hits[b]);
                hits[b] = read(b, hits[b], index.common[b] & 0xff, foundInCommon[b]);
                held += Long.bitCount(hits[b]);
            }
        }
        total += exact || read == 0 ? held : (int) ((long) doubtful * held / read);
        for (long hit : hits) {
            hitCount += Long.bitCount(hit);
        }
    }

    /** Decides what the columns decide; returns how many names are in doubt. */
    private int decideByColumns() {
        long[] columns = index.columns;
        int size = index.size();
        int doubtful = 0;
        for (int b = 0; b < hits.length; b++) {
            int first = b * NameIndex.BLOCK;
            int same = index.common[b] & 0xff;
            int found = same == 0 ? 0 : advance(index.start[first], 0, same, 0);
            long hit = size - first >= NameIndex.BLOCK ? -1L : (1L << (size - first)) - 1;
            int at = b * NameIndex.COLUMNS;
            for (int i = found; i < columnOf.length; i++) {
                hit &= columns[at + columnOf[i]];
            }
            hits[b] = hit;
            int missing = columnOf.length - found;
            boolean settled = hit == 0 || missing == 0 || (missing == 1 && query.lastIsExact);
            foundInCommon[b] = settled ? SETTLED : (byte) found;
            doubtful += settled ? 0 : Long.bitCount(hit);
        }
        return doubtful;
    }

    /** Returns which of the names {@code maybe} match, all of them having {@code foundBefore} letters in their first bytes. */
    private long read(int b, long maybe, int common, int foundBefore) {
        int first = b * NameIndex.BLOCK;
        int[] at = positions;
        int wanted = at.length;
        int found = foundBefore;
        // Of the name looked at last, [0, read) holds the first `found` letters, those behind the common start at
        // at[...].
        int read = common;
        int same = common;
        long hit = 0;
        int last = Math.min(first + NameIndex.BLOCK, index.size());
        for (int i = first; i < last; i++) {
            if (i > first) {
                same = Math.min(same, index.shared[i] & 0xff);
            }
            if ((maybe >>> i & 1) == 0) {
                continue;
            }
            if (read > same) {
                read = same;
                while (found > foundBefore && at[found - 1] >= same) {
                    found--;
                }
            }
            if (found < wanted) {
                int start = index.start[i];
                int length = index.start[i + 1] - start;
                found = advance(start, read, length, found);
                read = found == wanted ? at[wanted - 1] + 1 : length;
            }
            if (found == wanted) {
                hit |= 1L << i;
            }
            same = NameIndex.MOST_SHARED;
        }
        return hit;
    }

    /** Reads bytes [from, to) of the name at {@code name} with {@code found} letters found before; returns how many are then. */
    private int advance(int name, int from, int to, int found) {
        byte[] text = index.text;
        byte[] letters = query.bytes;
        int[] folds = query.fold;
        int next = found;
        int letter = letters[next];
        int fold = folds[next];
        int end = name + to;
        for (int p = name + from; p < end; p++) {
            if ((text[p] | fold) == letter) {
                positions[next++] = p - name;
                if (next == letters.length) {
                    return next;
                }
                letter = letters[next];
                fold = folds[next];
            }
        }
        return next;
    }

    /** Fills {@link #words} and {@link #starts}: what the columns of words' beginnings leave of the hits. */
    void classify() {
        byte[] letters = query.bytes;
        int begin = query.firstInWord();
        int left = begin > 1 ? 0 : letters.length - begin;
        for (int b = 0; b < hits.length; b++) {
            long hit = hits[b];
            if (hit == 0) {
                continue;
            }
            int at = b * NameIndex.COLUMNS;
            long word = hit;
            if (left > 0) {
                word &= index.columns[at + NameIndex.INITIALS_AT + Letters.initial(letters[begin])];
            }
            starts[b] = word & laterInitials(at, begin);
            startCount += Long.bitCount(starts[b]);
            if (left > 1) {
                word &= index.columns[at + NameIndex.PAIRS_AT + Letters.pair(letters[begin], letters[begin + 1])];
            }
            if (left > 2) {
                word &= index.columns[
                        at
                                + NameIndex.TRIPLES_AT
                                + Letters.triple(letters[begin], letters[begin + 1], letters[begin + 2])];
            }
            words[b] = word;
            wordCount += Long.bitCount(word);
        }
    }

    /** Returns the names in which a second run can begin: a separator does so anywhere. */
    private long laterInitials(int at, int begin) {
        long any = begin > 0 ? -1L : 0;
        for (int i = begin + 1; i < query.length(); i++) {
            byte letter = query.bytes[i];
            any |= Letters.inWord(letter) ? index.columns[at + NameIndex.INITIALS_AT + Letters.initial(letter)] : -1L;
        }
        return any;
    }
}
