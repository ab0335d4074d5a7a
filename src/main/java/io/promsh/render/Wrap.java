package io.promsh.render;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Line;
import io.promsh.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Breaks a line that is too long: after a blank where one is near the end, else anywhere, so that nothing is cut. */
public final class Wrap {
    private Wrap() {}

    /** Returns the line in pieces of at most so many columns. */
    public static List<Line> of(Line line, int columns) {
        if (line.width() <= columns) {
            return List.of(line);
        }
        String text = line.text();
        List<Line> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from, columns);
            int visible = to;
            while (visible > from + 1 && to < text.length() && text.charAt(visible - 1) == ' ') {
                visible--;
            }
            pieces.add(slice(line, from, visible));
            from = to;
        }
        return pieces;
    }

    private static int end(String text, int from, int columns) {
        int used = 0;
        int blank = -1;
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            used += DisplayWidth.ofCodePoint(codePoint);
            boolean isBlank = codePoint == ' ';
            if (used > columns && i > from && !isBlank) {
                return blank > from + (i - from) / 2 ? blank : i;
            }
            i += Character.charCount(codePoint);
            blank = isBlank ? i : blank;
        }
        return i;
    }

    private static Line slice(Line line, int from, int to) {
        List<Span> spans = new ArrayList<>();
        int start = 0;
        for (Span span : line.spans()) {
            int end = start + span.text().length();
            if (end > from && start < to) {
                String part = span.text().substring(Math.max(0, from - start), Math.min(end, to) - start);
                spans.add(new Span(part, span.style()));
            }
            start = end;
        }
        return new Line(spans);
    }
}
