package io.promsh.render;

import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Span;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;

/** A window at a glance: a column for each slice of it, as high as the share of samples that is there; nothing is a dot. */
public final class PresenceStrip {
    private PresenceStrip() {}

    /**
     * Draws the strip.
     *
     * @param shares of each slice, 0..1
     */
    public static Line draw(double[] shares, Glyphs glyphs) {
        List<Span> spans = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        Style style = Style.PLAIN;
        for (double share : shares) {
            Style own = share >= 1 ? Style.GOOD : share <= 0 ? Style.BAD : Style.WARNING;
            if (own != style && run.length() > 0) {
                spans.add(new Span(run.toString(), style));
                run.setLength(0);
            }
            style = own;
            run.append(glyph(share, glyphs));
        }
        if (run.length() > 0) {
            spans.add(new Span(run.toString(), style));
        }
        return new Line(spans);
    }

    /** What is not quite all never looks like all, and what is not quite nothing never like nothing. */
    private static char glyph(double share, Glyphs glyphs) {
        String levels = glyphs.levels();
        int top = levels.length() - 1;
        if (share <= 0) {
            return glyphs == Glyphs.UNICODE ? '\u00b7' : '.';
        }
        if (share >= 1) {
            return levels.charAt(top);
        }
        if (glyphs != Glyphs.UNICODE) {
            // Of the plain characters few are taller than others: two levels between nothing and all.
            return share >= 0.5 ? '+' : '-';
        }
        return levels.charAt(Math.max(0, Math.min(top - 1, (int) (share * top))));
    }
}
