package io.promsh.text;

/** Which characters may be drawn. */
public enum Glyphs {
    /** Braille, blocks, box drawing and an ellipsis. */
    UNICODE("\u2026", "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588", "\u00b7", "\u2013", "\u03bc"),
    /** Nothing beyond ASCII, for a terminal or font that has no more. */
    ASCII("~", "_.:-=+*#", "|", "-", "u");

    private final String ellipsis;
    private final String levels;
    private final String separator;
    private final String dash;
    private final String micro;

    Glyphs(String ellipsis, String levels, String separator, String dash, String micro) {
        this.ellipsis = ellipsis;
        this.levels = levels;
        this.separator = separator;
        this.dash = dash;
        this.micro = micro;
    }

    /** Returns for a console whether Unicode may be drawn. */
    public static Glyphs of(boolean unicode) {
        return unicode ? UNICODE : ASCII;
    }

    /** Returns the mark, one column wide, of text that was cut. */
    public String ellipsis() {
        return ellipsis;
    }

    /** Returns the eight characters of rising height that bars are made of. */
    public String levels() {
        return levels;
    }

    /** Returns what stands, between blanks, between remarks on a line. */
    public String separator() {
        return separator;
    }

    /** Returns the dash between the ends of a range. */
    public String dash() {
        return dash;
    }

    /** Returns the prefix of millionths. */
    public String micro() {
        return micro;
    }
}
