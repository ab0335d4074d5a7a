package io.promsh.text;

/** A run of text in one style. The text holds no control characters: see {@link Escaping}. */
public record Span(String text, Style style) {
    /** A span without emphasis. */
    public static Span plain(String text) {
        return new Span(text, Style.PLAIN);
    }
}
