package io.promsh.console.jline;

import io.promsh.console.EntryInsight;
import io.promsh.console.EntryInsight.Look;
import io.promsh.console.EntryInsight.Mark;
import io.promsh.console.EntryInsight.Problem;
import io.promsh.text.Style;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Paints the text being typed: its parts, the places of errors, and the pair of brackets at the cursor. */
final class EntryHighlighter implements Highlighter {
    private final EntryInsight insight;
    private final EditorTheme theme;
    /** The editor asks several times for each key. */
    private String lastText = "";

    private Look lastLook = Look.PLAIN;

    EntryHighlighter(EntryInsight insight, EditorTheme theme) {
        this.insight = insight;
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        AttributedStyle[] styles = new AttributedStyle[text.length()];
        Arrays.fill(styles, AttributedStyle.DEFAULT);
        Look look = look(text);
        for (Mark mark : look.marks()) {
            fill(styles, mark.from(), mark.to(), mark.style());
        }
        for (Problem problem : look.problems()) {
            // An error at one place, a missing operand for example, still shows: on the character before it.
            int from = problem.from() == problem.to() ? problem.from() - 1 : problem.from();
            fill(styles, from, Math.max(problem.to(), from + 1), Style.ERROR_MARK);
        }
        markBrackets(text, reader.getBuffer().cursor(), styles);
        AttributedStringBuilder painted = new AttributedStringBuilder(text.length());
        for (int i = 0; i < styles.length; ) {
            int end = i + 1;
            while (end < styles.length && styles[end].equals(styles[i])) {
                end++;
            }
            painted.style(styles[i]).append(text, i, end);
            i = end;
        }
        return painted.toAttributedString();
    }

    /** Returns what is wrong at the cursor, else the last thing that is wrong before it. */
    Optional<Problem> problem(String text, int cursor) {
        Look look = look(text);
        Optional<Problem> here = look.problemAt(cursor);
        if (here.isPresent()) {
            return here;
        }
        Optional<Problem> before = Optional.empty();
        for (Problem problem : look.problems()) {
            before = problem.to() < cursor ? Optional.of(problem) : before;
        }
        return before;
    }

    private Look look(String text) {
        if (!text.equals(lastText)) {
            lastLook = text.isEmpty() ? Look.PLAIN : insight.look(text);
            lastText = text;
        }
        return lastLook;
    }

    private void fill(AttributedStyle[] styles, int from, int to, Style style) {
        int begin = Math.max(0, from);
        int end = Math.min(styles.length, to);
        if (begin < end) {
            Arrays.fill(styles, begin, end, theme.of(style));
        }
    }

    /** The bracket under the cursor, else the one just typed before it. */
    private void markBrackets(String text, int cursor, AttributedStyle[] styles) {
        for (int at : new int[] {cursor, cursor - 1}) {
            if (at < 0 || at >= styles.length || "(){}[]".indexOf(text.charAt(at)) < 0) {
                continue;
            }
            OptionalInt partner = insight.matchingBracket(text, at);
            if (partner.isPresent() && partner.getAsInt() < styles.length) {
                // Underlined are errors only.
                styles[at] = styles[at].bold();
                styles[partner.getAsInt()] = styles[partner.getAsInt()].bold().inverse();
                return;
            }
        }
    }
}
