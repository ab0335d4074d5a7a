package io.promsh.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A file's lines with changes made to them. */
public final class EditedText {
    private EditedText() {}

    /** Returns the lines after the changes, which all belong to this file; one that overlaps an earlier one is left out. */
    public static List<String> apply(List<String> lines, List<Edit> edits) {
        List<String> changed = new ArrayList<>();
        int next = 1;
        for (Edit edit : ordered(edits)) {
            while (next < edit.line() && next <= lines.size()) {
                changed.add(lines.get(next++ - 1));
            }
            changed.addAll(edit.added());
            next += edit.removed();
        }
        while (next <= lines.size()) {
            changed.add(lines.get(next++ - 1));
        }
        return changed;
    }

    /**
     * Returns changes in the order of their lines, each once, without those that overlap. Of two that add under the same heading
     * at the same line ({@code volumes:} at the end), the heading is kept once.
     */
    static List<Edit> ordered(List<Edit> edits) {
        List<Edit> sorted = new ArrayList<>(edits.stream().distinct().toList());
        sorted.sort(Comparator.comparingInt(Edit::line));
        List<Edit> kept = new ArrayList<>();
        int free = 1;
        for (Edit edit : sorted) {
            if (edit.line() >= free) {
                Edit before = kept.isEmpty() ? null : kept.get(kept.size() - 1);
                kept.add(before == null ? edit : withoutHeadingOf(before, edit));
                free = edit.line() + edit.removed();
            }
        }
        return kept;
    }

    private static Edit withoutHeadingOf(Edit before, Edit edit) {
        boolean isSame = before.removed() == 0
                && edit.removed() == 0
                && before.line() == edit.line()
                && before.added().size() > 1
                && edit.added().size() > 1
                && before.added().get(0).equals(edit.added().get(0))
                && edit.added().get(0).endsWith(":");
        return isSame
                ? new Edit(
                        edit.file(),
                        edit.line(),
                        0,
                        edit.added().subList(1, edit.added().size()))
                : edit;
    }
}
