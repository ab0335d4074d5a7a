package io.promsh.render;

import io.promsh.text.Glyphs;

/** What the lines of a chart are made of: how many dots a character has, and which character shows which dots. */
public enum ChartMarks {
    /** Braille patterns: two by four dots, the finest. */
    BRAILLE(2, 4),
    /** Quadrants: two by two, for fonts in which braille is faint. */
    BLOCK(2, 2),
    /** Dots above and below: one by two. */
    ASCII(1, 2),
    /** One sign a series, for several series without colour. */
    SIGNS(1, 1);

    /** By column, from the lowest dot up. */
    private static final int[][] BRAILLE_BITS = {{0x40, 0x04, 0x02, 0x01}, {0x80, 0x20, 0x10, 0x08}};

    private static final String QUADRANTS =
            " \u2596\u2598\u258c\u2597\u2584\u259a\u2599\u259d\u259e\u2580\u259b\u2590\u259f\u259c\u2588";
    private static final String HALVES = " .':";
    private static final String SIGNS_OF_SERIES = "*+ox#@%&";

    private final int across;
    private final int up;

    ChartMarks(int across, int up) {
        this.across = across;
        this.up = up;
    }

    /** Returns the finest that a terminal can show. */
    public static ChartMarks of(Glyphs glyphs) {
        return glyphs == Glyphs.UNICODE ? BRAILLE : ASCII;
    }

    /** Returns the dots side by side in a character. */
    int across() {
        return across;
    }

    /** Returns the dots one above the other in a character. */
    int up() {
        return up;
    }

    /** Returns the bit of a dot; {@code y} counts from the lowest. */
    int bit(int x, int y) {
        return this == BRAILLE ? BRAILLE_BITS[x][y] : 1 << (x * up + y);
    }

    /** Returns the character that shows the dots of series {@code series}. */
    char character(int bits, int series) {
        return switch (this) {
            case BRAILLE -> (char) (0x2800 + bits);
            case BLOCK -> QUADRANTS.charAt(bits);
            case ASCII -> HALVES.charAt(bits);
            case SIGNS -> sign(series);
        };
    }

    /** Returns the sign of a series in a legend without colours. */
    static char sign(int series) {
        return SIGNS_OF_SERIES.charAt(series % SIGNS_OF_SERIES.length());
    }
}
