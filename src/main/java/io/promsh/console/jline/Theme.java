package io.promsh.console.jline;

import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;

/**
 * How each {@link Style} looks. The colours of the two larger palettes keep a contrast of at least 3 to 1 to black and to white, so
 * that one theme serves dark and light terminals; of the sixteen only those are used that terminals draw readable on both.
 */
public final class Theme {
    /** The code of the first of the sixteen foreground colours. */
    private static final int FIRST_FOREGROUND = 30;

    private static final String RESET = "\u001b[0m";

    private final ColourDepth depth;

    /** Makes the theme for a terminal. */
    public Theme(ColourDepth depth) {
        this.depth = depth;
    }

    /** Returns the line with the control sequences of its styles. */
    public String paint(Line line) {
        if (depth == ColourDepth.NONE) {
            return line.text();
        }
        StringBuilder painted = new StringBuilder();
        for (Span span : line.spans()) {
            String begin = begin(span.style());
            if (begin.isEmpty() || span.text().isEmpty()) {
                painted.append(span.text());
                continue;
            }
            painted.append(begin).append(span.text()).append(RESET);
        }
        return painted.toString();
    }

    /** Returns the sequence that begins a style, empty where it has no look of its own. */
    String begin(Style style) {
        if (depth == ColourDepth.NONE) {
            return "";
        }
        Look look = look(style);
        StringBuilder codes = new StringBuilder(look.attributes);
        if (look.rgb >= 0) {
            codes.append(codes.length() == 0 ? "" : ";").append(colour(look));
        }
        return codes.length() == 0 ? "" : "\u001b[" + codes + "m";
    }

    /** Returns the code of attributes of a style, for example {@code 1} for bold; empty for none. */
    static String attributes(Style style) {
        return look(style).attributes;
    }

    /** Returns the colour of a style as 0xRRGGBB, or -1 for the terminal's own. */
    static int rgb(Style style) {
        return look(style).rgb;
    }

    /** Returns the number of the colour in the terminal's palette, or -1 for its own. */
    int editorColour(Style style) {
        Look look = look(style);
        if (depth == ColourDepth.SIXTEEN) {
            return look.rgb < 0 ? -1 : look.sixteen - FIRST_FOREGROUND;
        }
        return look.indexed;
    }

    private String colour(Look look) {
        return switch (depth) {
            case NONE -> "";
            case SIXTEEN -> Integer.toString(look.sixteen);
            case INDEXED -> "38;5;" + look.indexed;
            case TRUE_COLOUR -> "38;2;" + (look.rgb >> 16) + ";" + ((look.rgb >> 8) & 0xff) + ";" + (look.rgb & 0xff);
        };
    }

    /** The indexed colours are points of the 6x6x6 cube or the grey ramp, with the same value as {@code rgb}. */
    private record Look(String attributes, int sixteen, int indexed, int rgb) {
        static final Look PLAIN = new Look("", 39, -1, -1);
        static final Look RED = new Look("", 31, 160, 0xd70000);
        static final Look ORANGE = new Look("", 33, 166, 0xd75f00);
        static final Look GREEN = new Look("", 32, 28, 0x008700);
        static final Look TEAL = new Look("", 36, 30, 0x008787);
        static final Look BLUE = new Look("", 36, 31, 0x0087af);
        static final Look PURPLE = new Look("", 35, 98, 0x875fd7);
        static final Look PINK = new Look("", 35, 133, 0xaf5faf);
        static final Look GREY = new Look("", 39, 244, 0x808080);

        Look with(String newAttributes) {
            return new Look(newAttributes, sixteen, indexed, rgb);
        }
    }

    private static Look look(Style style) {
        return switch (style) {
            case PLAIN, METRIC -> Look.PLAIN;
            case HEADING -> Look.PLAIN.with("1");
            case DIM, COMMENT -> Look.GREY.with("2");
            case LABEL_NAME -> Look.TEAL;
            case LABEL_VALUE, STRING, GOOD, SERIES_1 -> Look.GREEN;
            case NUMBER, DURATION -> Look.PINK;
            case FUNCTION, AGGREGATION, SERIES_2 -> Look.BLUE;
            case KEYWORD -> Look.PURPLE.with("1");
            case OPERATOR -> Look.PLAIN.with("1");
            case COMMAND -> Look.BLUE.with("1");
            case OPTION -> Look.TEAL;
            case WARNING, SERIES_3 -> Look.ORANGE;
            case BAD -> Look.RED.with("1");
            case ERROR_MARK -> Look.RED.with("4");
            case SERIES_4 -> Look.PURPLE;
            case SERIES_5 -> Look.RED;
            case SERIES_6 -> Look.TEAL;
        };
    }
}
