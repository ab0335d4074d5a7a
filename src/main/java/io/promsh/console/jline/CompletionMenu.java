package io.promsh.console.jline;

import io.promsh.console.EntryCompletion.Choice;
import io.promsh.console.EntryCompletion.Choices;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The list of choices below the line: a window of rows around the selected one, names beside what they mean, a count below. */
final class CompletionMenu {
    private static final int GAP = 2;

    private final Choices choices;
    private int selected = -1;
    private int top;

    CompletionMenu(Choices choices) {
        this.choices = choices;
    }

    Choices choices() {
        return choices;
    }

    boolean hasSelection() {
        return selected >= 0;
    }

    Choice selection() {
        return choices.choices().get(selected);
    }

    void move(int step) {
        int count = choices.choices().size();
        selected = selected < 0 ? (step > 0 ? 0 : count - 1) : Math.floorMod(selected + step, count);
    }

    /** Returns the text that all values begin with. */
    String commonPrefix() {
        String prefix = choices.choices().get(0).value();
        for (Choice choice : choices.choices()) {
            int i = 0;
            int most = Math.min(prefix.length(), choice.value().length());
            while (i < most && prefix.charAt(i) == choice.value().charAt(i)) {
                i++;
            }
            prefix = prefix.substring(0, i);
        }
        return choices.rest() > 0 ? "" : prefix;
    }

    /** Lays the menu out for so many columns and at most so many rows, the count included. */
    List<Line> lines(int columns, int rows) {
        List<Choice> all = choices.choices();
        int shown = Math.min(all.size(), Math.max(1, rows - 1));
        scrollTo(shown);
        int nameColumns = 0;
        for (int i = top; i < top + shown; i++) {
            nameColumns = Math.max(nameColumns, DisplayWidth.of(all.get(i).display()));
        }
        int room = Math.max(8, columns - 1);
        nameColumns = Math.min(nameColumns, room);
        List<Line> lines = new ArrayList<>();
        for (int i = top; i < top + shown; i++) {
            lines.add(row(all.get(i), i == selected, nameColumns, room));
        }
        String footer = footer(shown);
        if (!footer.isEmpty()) {
            lines.add(Line.of(DisplayWidth.cut(footer, room, ""), Style.DIM));
        }
        return lines;
    }

    /** Returns which of {@link #lines} is the selected one, or -1. */
    int selectedLine() {
        return selected < 0 ? -1 : selected - top;
    }

    private void scrollTo(int shown) {
        int wanted = Math.max(0, selected);
        if (wanted < top) {
            top = wanted;
        }
        if (wanted >= top + shown) {
            top = wanted - shown + 1;
        }
        top = Math.min(top, choices.choices().size() - shown);
    }

    private static Line row(Choice choice, boolean isSelected, int nameColumns, int room) {
        String name = DisplayWidth.padRight(DisplayWidth.cut(choice.display(), nameColumns, "~"), nameColumns);
        int left = room - nameColumns - GAP;
        Line line = Line.of(name, isSelected ? Style.COMMAND : Style.PLAIN);
        if (choice.description().isEmpty() || left < 8) {
            return line;
        }
        return line.plus(" ".repeat(GAP) + DisplayWidth.cut(choice.description(), left, "~"), Style.DIM);
    }

    private String footer(int shown) {
        int count = choices.choices().size();
        long total = count + choices.rest();
        if (total <= shown) {
            return "";
        }
        String what = choices.title().isEmpty() ? "" : choices.title() + " ";
        String place = String.format(Locale.ROOT, "%s%d-%d of %,d", what, top + 1, top + shown, total);
        return choices.rest() == 0 ? place : place + String.format(Locale.ROOT, " (%,d more: type on)", choices.rest());
    }
}
