package io.promsh.completion;

/**
 * Decides for every name of an index whether it has the query's letters in their order. The start that a block's names share is
 * read once; the columns of the letters that are still missing leave the names that may match, and are the answer when one letter
 * is missing. Only where two or more are, names are read, and of these only what they do not share with the one before.
 */
final class NameDecision {
    /** Names read at most; when more are in doubt, every so many blocks are read and the total is estimated from them. */
    static final int MOST_READ = 20_000;

    /** Unless only few seem to match: then about so many bytes are read, lest one of the few is missed. */
    static final int MOST_BYTES_FOR_FEW = 2_000_000;

    static final int FEW = 1_000;

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
    private final int[] positions;
    /** Per block how many letters its common start holds, or SETTLED by columns, or READ. */
    private final byte[] foundInCommon;

    private int readNames;
    private int readHits;

    private static final byte SETTLED = -1;
    private static final byte READ = -2;

    NameDecision(NameIndex index, FuzzyQuery query) {
        this.index = index;
        this.query = query;
        int blocks = index.blocks();
        this.hits = new long[blocks];
        this.words = new long[blocks];
        this.starts = new long[blocks];
        this.foundInCommon = new byte[blocks];
        this.positions = new int[query.length()];
    }

    /** Fills {@link #hits} and counts. */
    void decide() {
        int doubtful = decideByColumns();
        int stride = 1 + (doubtful - 1) / MOST_READ;
        readEvery(stride);
        long expected = readNames == 0 ? 0 : (long) doubtful * readHits / readNames;
        exact = stride == 1;
        if (!exact && expected < FEW && doubtful <= MOST_BYTES_FOR_FEW / bytesToRead()) {
            readEvery(1);
            exact = true;
        }
        total = exact ? readHits : (int) expected;
        for (int b = 0; b < hits.length; b++) {
            int count = Long.bitCount(hits[b]);
            hitCount += count;
            total += foundInCommon[b] == SETTLED ? count : 0;
        }
    }

    /** Returns the bytes of an average name behind what its block shares. */
    private int bytesToRead() {
        int name = index.text.length / index.size();
        int common = index.commonText.length / index.blocks();
        return Math.max(1, name - common);
    }

    /** Reads the names in doubt of every so many blocks that have some. */
    private void readEvery(int stride) {
        int passed = 0;
        for (int b = 0; b < hits.length; b++) {
            if (foundInCommon[b] < 0 || passed++ % stride != 0) {
                continue;
            }
            readNames += Long.bitCount(hits[b]);
            hits[b] = read(b, hits[b], index.commonLength(b), foundInCommon[b]);
            readHits += Long.bitCount(hits[b]);
            foundInCommon[b] = READ;
        }
    }

    /** Decides what the columns decide; returns how many names are in doubt. Locals, because fields are slow in plain code. */
    private int decideByColumns() {
        long[] columns = index.letters;
        long[] decided = this.hits;
        byte[] foundIn = this.foundInCommon;
        int blocks = decided.length;
        int wanted = query.length();
        int[] at = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            at[i] = Letters.bit(query.bytes[i]) * blocks;
        }
        int upper = query.caseMatters ? Letters.UPPER * blocks : -1;
        int mostByColumns = query.lastIsExact ? 1 : 0;
        int doubtful = 0;
        for (int b = 0; b < blocks; b++) {
            int found = foundIn(b);
            long hit = upper < 0 ? -1L : columns[upper + b];
            for (int i = found; i < wanted && hit != 0; i++) {
                hit &= columns[at[i] + b];
            }
            decided[b] = hit;
            foundIn[b] = SETTLED;
            if (hit != 0 && wanted - found > mostByColumns) {
                foundIn[b] = (byte) found;
                doubtful += Long.bitCount(hit);
            }
        }
        cutLastBlock();
        return doubtful;
    }

    /** Takes the bits back that the last block has no names for. */
    private void cutLastBlock() {
        int names = index.size() % NameIndex.BLOCK;
        if (names > 0) {
            hits[hits.length - 1] &= (1L << names) - 1;
        }
    }

    /** Returns how many letters the start holds that a block's names share. */
    private int foundIn(int b) {
        byte[] text = index.commonText;
        byte[] letters = query.bytes;
        int[] folds = query.fold;
        int end = index.commonStart[b + 1];
        int found = 0;
        int letter = letters[0];
        int fold = folds[0];
        for (int p = index.commonStart[b]; p < end; p++) {
            if ((text[p] | fold) == letter) {
                if (++found == letters.length) {
                    return found;
                }
                letter = letters[found];
                fold = folds[found];
            }
        }
        return found;
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
        WordColumns wanted = WordColumns.of(query, hits.length);
        int[] first = wanted.first;
        int[] all = wanted.all;
        int[] later = wanted.later;
        long[] columns = index.beginnings;
        for (int b = 0; b < hits.length; b++) {
            long hit = hits[b];
            if (hit == 0) {
                continue;
            }
            for (int at : first) {
                hit &= columns[at + b];
            }
            long again = later.length == 0 ? -1L : 0;
            for (int at : later) {
                again |= columns[at + b];
            }
            long word = hit;
            for (int at : all) {
                word &= columns[at + b];
            }
            starts[b] = hit & again;
            words[b] = word;
            startCount += Long.bitCount(hit & again);
            wordCount += Long.bitCount(word);
        }
    }
}
