package io.promsh.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A change to a file.
 *
 * @param line the first line that goes, counted from 1; when none goes, the line before which the new ones come
 * @param removed how many lines go
 * @param added what comes in their place
 */
public record Edit(Path file, int line, int removed, List<String> added) {
    public Edit {
        added = List.copyOf(added);
    }

    /** Returns whether it takes away one of these lines. */
    public boolean touches(Set<Integer> lines) {
        return lines.stream().anyMatch(one -> one >= line && one < line + removed);
    }

    /** A change of one line. */
    public static Edit replace(Path file, int line, String by) {
        return new Edit(file, line, 1, List.of(by));
    }

    /** New lines after a line. */
    public static Edit after(Path file, int line, List<String> added) {
        return new Edit(file, line + 1, 0, added);
    }
}
