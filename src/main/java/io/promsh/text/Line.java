package io.promsh.text;

import java.util.ArrayList;
import java.util.List;

/** One line of output as styled spans; knows its text and its width in terminal columns. */
public record Line(List<Span> spans) {
    public static final Line EMPTY = new Line(List.of());

    public Line {
        spans = List.copyOf(spans);
    }

    /** A line in one style. */
    public static Line of(String text, Style style) {
        return new Line(List.of(new Span(text, style)));
    }

    /** A line without emphasis. */
    public static Line plain(String text) {
        return of(text, Style.PLAIN);
    }

    /** Returns this line followed by more text. */
    public Line plus(String text, Style style) {
        List<Span> all = new ArrayList<>(spans);
        all.add(new Span(text, style));
        return new Line(all);
    }

    /** Returns the text without styles. */
    public String text() {
        if (spans.size() == 1) {
            return spans.get(0).text();
        }
        StringBuilder text = new StringBuilder();
        spans.forEach(span -> text.append(span.text()));
        return text.toString();
    }

    /** Returns the width in terminal columns. */
    public int width() {
        int width = 0;
        for (Span span : spans) {
            width += DisplayWidth.of(span.text());
        }
        return width;
    }
}
