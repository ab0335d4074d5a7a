package io.promsh.promql.edit;

import java.util.Arrays;
import java.util.OptionalInt;

/** Which bracket belongs to which: round, square and curly, outside of strings and comments. */
public final class Brackets {
    private static final int NONE = -1;
    /** How many brackets left open are passed in search of the one to close; keeps hostile text linear. */
    private static final int MAX_LEFT_OPEN = 16;

    private final int[] partners;
    private final boolean open;

    private Brackets(int[] partners, boolean open) {
        this.partners = partners;
        this.open = open;
    }

    /** Reads any text. */
    public static Brackets of(String text) {
        int[] partners = new int[text.length()];
        Arrays.fill(partners, NONE);
        int[] opened = new int[text.length()];
        int depth = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                opened[depth++] = i;
            } else if (depth > 0 && (c == ')' || c == ']' || c == '}')) {
                int matching = matching(text, opened, depth, c);
                if (matching >= 0) {
                    partners[opened[matching]] = i;
                    partners[i] = opened[matching];
                    depth = matching;
                }
            }
            i = Quotes.skip(text, i);
        }
        return new Brackets(partners, depth > 0);
    }

    /**
     * Only the bracket opened last can be closed, but a bracket that was left open within others does not keep those
     * from being closed.
     */
    private static int matching(String text, int[] opened, int depth, char closing) {
        char opening = closing == ')' ? '(' : closing == ']' ? '[' : '{';
        int nearest = Math.max(0, depth - MAX_LEFT_OPEN);
        for (int i = depth - 1; i >= nearest; i--) {
            if (text.charAt(opened[i]) == opening) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * The position of the bracket that belongs to the one at a position.
     *
     * @param position a UTF-16 offset, anything
     * @return nothing when there is no bracket or no partner
     */
    public OptionalInt match(int position) {
        if (position < 0 || position >= partners.length || partners[position] == NONE) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(partners[position]);
    }

    /** The position of the bracket that belongs to the one at a position of a text. */
    public static OptionalInt match(String text, int position) {
        return of(text).match(position);
    }

    /** Whether a bracket waits to be closed. */
    boolean isOpen() {
        return open;
    }
}
