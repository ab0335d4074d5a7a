package io.promsh.completion;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Collection;
import java.util.List;

/**
 * An immutable set of names (of metrics, labels or label values), sorted without regard to ASCII case, made for a million of
 * them: all bytes lie in one array, about 65 bytes a name of 35 with everything the search needs. Safe for several threads.
 *
 * <p>Names are grouped in blocks of {@link #BLOCK}. A block knows the start that all its names share, and has columns: a long
 * per letter, for instance, in which a bit says whether a name has that letter behind the shared start. Most names are decided
 * by columns, 64 at a time, without being read ({@link NameDecision}). That is what a plain compiler makes fast code of.
 */
public final class NameIndex {
    static final int BLOCK = 64;
    static final int PAIRS_AT = Letters.INITIALS;
    static final int TRIPLES_AT = PAIRS_AT + Letters.PAIRS;
    static final int BEGINNINGS = TRIPLES_AT + Letters.TRIPLES;

    /** Most bytes of a name that count as shared with its predecessor. */
    static final int MOST_SHARED = 255;

    public static final NameIndex EMPTY = of(List.of());

    /** The names' UTF-8 bytes, one after the other; name i is {@code text[start[i], start[i + 1])}. */
    final byte[] text;

    final int[] start;
    /** Bytes shared with the predecessor, unsigned; 0 for the first name of a block. */
    final byte[] shared;
    /** The starts that the names of a block share, block after block; that of b is {@code [commonStart[b], commonStart[b + 1])}. */
    final byte[] commonText;

    final int[] commonStart;
    /** Columns of a long a block: which of its names have the letter behind the common start; which have a capital. */
    final long[] letters;
    /** {@link #BEGINNINGS} columns: some word's first letter, its first two, its first three. */
    final long[] beginnings;
    /** The names' numbers, shorter names first, otherwise in their own order. */
    final int[] byLength;

    NameIndex(
            byte[] text,
            int[] start,
            byte[] shared,
            byte[] commonText,
            int[] commonStart,
            long[] letters,
            long[] beginnings,
            int[] byLength) {
        this.text = text;
        this.start = start;
        this.shared = shared;
        this.commonText = commonText;
        this.commonStart = commonStart;
        this.letters = letters;
        this.beginnings = beginnings;
        this.byLength = byLength;
    }

    /** Makes an index; order and duplicates do not matter. The fastest is the order that servers answer in. */
    public static NameIndex of(Collection<String> names) {
        return NameIndexBuilder.build(names);
    }

    /** Returns the number of names. */
    public int size() {
        return start.length - 1;
    }

    int blocks() {
        return commonStart.length - 1;
    }

    int commonLength(int b) {
        return commonStart[b + 1] - commonStart[b];
    }

    /** Returns name {@code i}, 0 &lt;= i &lt; size. */
    public String get(int i) {
        return new String(text, start[i], start[i + 1] - start[i], StandardCharsets.UTF_8);
    }

    /** Returns the names as a list that makes each when asked for it. */
    public List<String> asList() {
        return new AbstractList<>() {
            @Override
            public String get(int i) {
                return NameIndex.this.get(i);
            }

            @Override
            public int size() {
                return NameIndex.this.size();
            }
        };
    }

    /** Returns whether the index has exactly this name. */
    public boolean contains(String name) {
        return indexOf(name.getBytes(StandardCharsets.UTF_8)) >= 0;
    }

    /** Returns the number of the name with these bytes, or a negative number. */
    int indexOf(byte[] name) {
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = NameOrder.compare(text, start[middle], start[middle + 1], name, 0, name.length);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order > 0 ? middle - 1 : high;
        }
        return -1;
    }

    /**
     * Returns the names that have the letters of {@code typed} in their order, the best {@code most} of them, and how many there
     * are in all. The order is that of {@link NameMatch#compareTo}; nothing typed gives the names in their own order.
     */
    public NameMatches search(String typed, int most) {
        if (typed.isEmpty()) {
            return NameSearch.first(this, most);
        }
        return new NameSearch(this, FuzzyQuery.of(typed), most).run();
    }

    /** Returns the bytes that the index holds on the heap. */
    public long heapBytes() {
        return text.length
                + 4L * (start.length + commonStart.length + byLength.length)
                + shared.length
                + commonText.length
                + 8L * (letters.length + beginnings.length);
    }
}
