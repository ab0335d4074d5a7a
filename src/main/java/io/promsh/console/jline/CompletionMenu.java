package io.promsh.console.jline;

import io.promsh.completion.Candidate;
import io.promsh.completion.CandidateKind;
import io.promsh.completion.Completion;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The list of choices below the line: a window of rows around the selected one, names beside what they mean, a count below. */
final class CompletionMenu {
    private static final int GAP = 2;

    private final Completion found;
    private int selected = -1;
    private int top;

    CompletionMenu(Completion found) {
        this.found = found;
    }

    Completion found() {
        return found;
    }

    boolean hasSelection() {
        return selected >= 0;
    }

    Candidate selection() {
        return found.candidates().get(selected);
    }

    void move(int step) {
        int count = found.candidates().size();
        selected = selected < 0 ? (step > 0 ? 0 : count - 1) : Math.floorMod(selected + step, count);
    }

    /**
     * Returns how far {@code typed} can be gone on with for certain: what all candidates that begin with it share. Those that only
     * resemble it do not count. Returns {@code typed} itself where nothing more is certain.
     */
    String certain(String typed) {
        String shared = "";
        int beginning = 0;
        for (Candidate candidate : found.candidates()) {
            if (candidate.insert().startsWith(typed)) {
                shared = beginning == 0 ? candidate.insert() : shared(shared, candidate.insert());
                beginning++;
            }
        }
        // The best come first: when all that are listed begin so, others that are not listed may too.
        boolean mayBeMore = found.more() > 0 && beginning == found.candidates().size();
        return typed.isEmpty() || beginning == 0 || mayBeMore ? typed : shared;
    }

    private static String shared(String a, String b) {
        int most = Math.min(a.length(), b.length());
        int i = 0;
        while (i < most && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return a.substring(0, i);
    }

    /** Lays the menu out for so many columns and at most so many rows, the count included. */
    List<Line> lines(int columns, int rows) {
        List<Candidate> all = found.candidates();
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
        top = Math.min(top, found.candidates().size() - shown);
    }

    private static Line row(Candidate candidate, boolean isSelected, int nameColumns, int room) {
        String name = DisplayWidth.padRight(DisplayWidth.cut(candidate.display(), nameColumns, "~"), nameColumns);
        int left = room - nameColumns - GAP;
        Line line = Line.of(name, isSelected ? Style.COMMAND : Style.PLAIN);
        if (candidate.description().isEmpty() || left < 8) {
            return line;
        }
        return line.plus(" ".repeat(GAP) + DisplayWidth.cut(candidate.description(), left, "~"), Style.DIM);
    }

    private String footer(int shown) {
        int count = found.candidates().size();
        long total = (long) count + found.more();
        String loading = found.loading() ? "more are loading" : "";
        if (total <= shown) {
            return loading;
        }
        StringBuilder footer = new StringBuilder(title());
        footer.append(String.format(
                Locale.ROOT, "%d-%d of %s%,d", top + 1, top + shown, found.moreIsExact() ? "" : "about ", total));
        if (found.more() > 0) {
            footer.append(", type on to narrow");
        }
        return footer.append(loading.isEmpty() ? "" : "; " + loading).toString();
    }

    /** Returns what the candidates are when they are all of a kind. */
    private String title() {
        CandidateKind kind = found.candidates().get(0).kind();
        for (Candidate candidate : found.candidates()) {
            if (candidate.kind() != kind) {
                return "";
            }
        }
        return kind.title() + " ";
    }
}
