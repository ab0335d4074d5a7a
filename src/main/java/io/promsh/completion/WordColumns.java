package io.promsh.completion;

/** Where the columns of {@link NameIndex#beginnings} begin that a query asks for. */
final class WordColumns {
    /** Columns that hold every name of which a word may begin with the query's first letter. */
    final int[] first;
    /** Columns of the query's first two and three letters. */
    final int[] all;
    /** Columns of which one holds a name in which a second run may begin; empty when any may. */
    final int[] later;

    private WordColumns(int[] first, int[] all, int[] later) {
        this.first = first;
        this.all = all;
        this.later = later;
    }

    static WordColumns of(FuzzyQuery query, int blocks) {
        byte[] letters = query.bytes;
        int begin = query.firstInWord();
        int left = begin > 1 ? 0 : letters.length - begin;
        int[] first = left > 0 ? new int[] {Letters.initial(letters[begin])} : new int[0];
        int[] all = new int[Math.max(0, Math.min(2, left - 1))];
        if (left > 1) {
            all[0] = NameIndex.PAIRS_AT + Letters.pair(letters[begin], letters[begin + 1]);
        }
        if (left > 2) {
            all[1] = NameIndex.TRIPLES_AT + Letters.triple(letters[begin], letters[begin + 1], letters[begin + 2]);
        }
        return new WordColumns(times(blocks, first), times(blocks, all), times(blocks, later(letters, begin)));
    }

    private static int[] times(int blocks, int[] columns) {
        for (int i = 0; i < columns.length; i++) {
            columns[i] *= blocks;
        }
        return columns;
    }

    /** A run may begin at any separator, and so may the one behind a separator that begins the query. */
    private static int[] later(byte[] letters, int begin) {
        if (begin > 0 || letters.length == 1) {
            return new int[0];
        }
        int[] columns = new int[letters.length - 1];
        for (int i = 1; i < letters.length; i++) {
            if (!Letters.inWord(letters[i])) {
                return new int[0];
            }
            columns[i - 1] = Letters.initial(letters[i]);
        }
        return columns;
    }
}
