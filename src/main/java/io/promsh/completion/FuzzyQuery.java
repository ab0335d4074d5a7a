package io.promsh.completion;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What was typed, prepared for the search. A query without upper-case letters matches any case; one with an upper-case letter
 * matches exactly ("smart case"). Only ASCII letters are folded.
 */
final class FuzzyQuery {
    /** Queries are cut here: no name is told apart by more, and the automaton's states fit a long. */
    static final int MAX_BYTES = 60;

    /** The bytes looked for, lower case where case does not matter. */
    final byte[] bytes;

    /** Per byte what a name's byte is or-ed with before the comparison: 0x20 folds the case of a letter, 0 leaves it. */
    final int[] fold;

    /** Whether the column of the last byte stands for that byte alone, so that it answers without reading. */
    final boolean lastIsExact;

    final boolean caseMatters;

    private FuzzyQuery(byte[] bytes, boolean caseMatters) {
        this.bytes = bytes;
        this.caseMatters = caseMatters;
        this.fold = new int[bytes.length];
        for (int i = bytes.length - 1; i >= 0; i--) {
            boolean letter = bytes[i] >= 'a' && bytes[i] <= 'z';
            fold[i] = letter && !caseMatters ? 0x20 : 0;
        }
        this.lastIsExact = bytes.length > 0 && !caseMatters && Letters.bit(bytes[bytes.length - 1]) != Letters.OTHER;
    }

    static FuzzyQuery of(String typed) {
        byte[] bytes = typed.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            bytes = Arrays.copyOf(bytes, MAX_BYTES);
        }
        boolean caseMatters = false;
        for (byte b : bytes) {
            caseMatters |= Letters.isUpper(b);
        }
        return new FuzzyQuery(bytes, caseMatters);
    }

    int length() {
        return bytes.length;
    }

    /** Returns whether byte {@code i} of the query is {@code b}. */
    boolean matches(int i, byte b) {
        return (b | fold[i]) == bytes[i];
    }

    /** Returns the index of the first byte that belongs to a word; what stands behind a separator begins one. */
    int firstInWord() {
        int at = 0;
        while (at < bytes.length && !Letters.inWord(bytes[at])) {
            at++;
        }
        return at;
    }
}
