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

    /** Returns this line followed by another. */
    public Line plus(Line other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return new Line(all);
    }

    /** Returns this line cut to at most {@code columns}, with {@code mark} in place of what was cut. */
    public Line cut(int columns, String mark) {
        if (width() <= columns) {
            return this;
        }
        List<Span> kept = new ArrayList<>();
        int room = Math.max(0, columns);
        for (Span span : spans) {
            int width = DisplayWidth.of(span.text());
            // The mark needs a column, so what ends exactly at the edge is cut too: something follows it.
            if (width >= room) {
                String text = DisplayWidth.cut(span.text() + " ", room, mark);
                kept.add(new Span(text, span.style()));
                break;
            }
            kept.add(span);
            room -= width;
        }
        return new Line(kept);
    }
}
