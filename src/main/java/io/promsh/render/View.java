package io.promsh.render;

import io.promsh.text.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * What is shown of a result.
 *
 * @param lines the result
 * @param footer what is said about it: counts, times, what was left out
 */
public record View(List<Line> lines, List<Line> footer) {
    public View {
        lines = List.copyOf(lines);
        footer = List.copyOf(footer);
    }

    /** Returns the lines and then the footer. */
    public List<Line> all() {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(footer);
        return all;
    }

    /** Returns the same with a footer of lines no longer than so many columns. */
    View wrappedFooter(int columns) {
        List<Line> wrapped = new ArrayList<>();
        footer.forEach(line -> wrapped.addAll(Wrap.of(line, columns)));
        return new View(lines, wrapped);
    }
}
