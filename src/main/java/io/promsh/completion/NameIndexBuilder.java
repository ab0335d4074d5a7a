package io.promsh.completion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/** Makes a {@link NameIndex} from names in their order, given as "so much of the last name, then these bytes". */
final class NameIndexBuilder {
    private final byte[] text;
    private final int[] start;
    private final byte[] shared;
    private byte[] commonText;
    private final int[] commonStart;
    private final int blocks;
    private final long[] letters;
    private final long[] beginnings;

    private int size;

    /** Makes room for exactly {@code names} names of {@code bytes} bytes in all. */
    private NameIndexBuilder(int names, int bytes) {
        blocks = (names + NameIndex.BLOCK - 1) / NameIndex.BLOCK;
        text = new byte[bytes];
        start = new int[names + 1];
        shared = new byte[names];
        commonText = new byte[blocks * 16];
        commonStart = new int[blocks + 1];
        letters = new long[blocks * Letters.COUNT];
        beginnings = new long[blocks * NameIndex.BEGINNINGS];
    }

    /** Encodes each name twice instead of keeping a million arrays beside the million strings. */
    static NameIndex build(Collection<String> names) {
        String[] sorted = names.toArray(new String[0]);
        long bytes = 0;
        boolean inOrder = true;
        for (int i = 0; i < sorted.length; i++) {
            inOrder = inOrder && (i == 0 || NameOrder.compare(sorted[i - 1], sorted[i]) < 0);
            bytes += encodedLength(sorted[i]);
        }
        int count = sorted.length;
        if (!inOrder) {
            Arrays.sort(sorted, NameOrder::compare);
            count = withoutDuplicates(sorted);
        }
        NameIndexBuilder builder = new NameIndexBuilder(count, Math.toIntExact(bytes));
        for (int i = 0; i < count; i++) {
            byte[] encoded = sorted[i].getBytes(StandardCharsets.UTF_8);
            builder.add(encoded);
        }
        return builder.finish();
    }

    private static int encodedLength(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 0x7f) {
                return name.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return name.length();
    }

    private static int withoutDuplicates(String[] sorted) {
        int kept = 0;
        for (String name : sorted) {
            if (kept == 0 || !sorted[kept - 1].equals(name)) {
                sorted[kept++] = name;
            }
        }
        return kept;
    }

    private void add(byte[] name) {
        int from = start[size];
        System.arraycopy(name, 0, text, from, name.length);
        if (size % NameIndex.BLOCK != 0) {
            int before = start[size - 1];
            int most = Math.min(NameIndex.MOST_SHARED, Math.min(from - before, name.length));
            int same = Arrays.mismatch(text, before, before + most, name, 0, most);
            shared[size] = (byte) (same < 0 ? most : same);
        }
        size++;
        start[size] = from + name.length;
        if (size % NameIndex.BLOCK == 0) {
            closeBlock();
        }
    }

    private NameIndex finish() {
        if (size % NameIndex.BLOCK != 0) {
            closeBlock();
        }
        return new NameIndex(
                text,
                start,
                shared,
                Arrays.copyOf(commonText, commonStart[blocks]),
                commonStart,
                letters,
                beginnings,
                sortedByLength());
    }

    private void closeBlock() {
        int b = (size - 1) / NameIndex.BLOCK;
        int first = b * NameIndex.BLOCK;
        int same = Math.min(NameIndex.MOST_SHARED, start[first + 1] - start[first]);
        for (int i = first + 1; i < size; i++) {
            same = Math.min(same, shared[i] & 0xff);
        }
        int at = commonStart[b];
        if (at + same > commonText.length) {
            commonText = Arrays.copyOf(commonText, Math.max(at + same, commonText.length * 2));
        }
        System.arraycopy(text, start[first], commonText, at, same);
        commonStart[b + 1] = at + same;
        for (int i = first; i < size; i++) {
            noteLetters(b, 1L << i, start[i] + same, start[i + 1]);
            noteWords(b, 1L << i, start[i], start[i + 1]);
        }
    }

    private void noteLetters(int b, long bit, int from, int end) {
        for (int p = from; p < end; p++) {
            letters[b + blocks * Letters.bit(text[p])] |= bit;
        }
    }

    private void noteWords(int b, long bit, int from, int end) {
        for (int p = from; p < end; p++) {
            if (Letters.isUpper(text[p])) {
                letters[b + blocks * Letters.UPPER] |= bit;
            }
            if (!Letters.startsWord(p == from ? 0 : text[p - 1], text[p])) {
                continue;
            }
            beginnings[b + blocks * Letters.initial(text[p])] |= bit;
            if (p + 1 < end) {
                int pair = NameIndex.PAIRS_AT + Letters.pair(text[p], text[p + 1]);
                beginnings[b + blocks * pair] |= bit;
            }
            if (p + 2 < end) {
                int triple = NameIndex.TRIPLES_AT + Letters.triple(text[p], text[p + 1], text[p + 2]);
                beginnings[b + blocks * triple] |= bit;
            }
        }
    }

    private int[] sortedByLength() {
        int most = 4096;
        int[] next = new int[most + 1];
        for (int i = 0; i < size; i++) {
            next[Math.min(most, start[i + 1] - start[i] + 1)]++;
        }
        for (int length = 1; length <= most; length++) {
            next[length] += next[length - 1];
        }
        int[] sorted = new int[size];
        for (int i = 0; i < size; i++) {
            sorted[next[Math.min(most, start[i + 1] - start[i] + 1) - 1]++] = i;
        }
        return sorted;
    }
}
