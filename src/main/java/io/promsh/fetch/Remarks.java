package io.promsh.fetch;

import io.promsh.target.RawAnswer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was said beside samples, line by line, so that it can be kept beside them: a part that is not fetched again does not say
 * again what was wrong with it. Guarded by the folder that it belongs to.
 */
final class Remarks {
    private static final String WARNING = "warning ";
    private static final String INFO = "info ";
    private static final String PARTIAL = "partial";

    private final Set<String> lines = new TreeSet<>();

    /** Takes what {@link #lines} gave. */
    void restore(List<String> kept) {
        lines.addAll(kept);
    }

    /** Returns whether the answer said anything new. */
    boolean add(RawAnswer answer) {
        boolean isNew = answer.partial() && lines.add(PARTIAL);
        for (String warning : answer.warnings()) {
            isNew |= addAll(WARNING, warning);
        }
        for (String info : answer.infos()) {
            isNew |= addAll(INFO, info);
        }
        return isNew;
    }

    /** Returns whether this remark of our own is new. */
    boolean note(String remark) {
        return addAll(INFO, remark);
    }

    private boolean addAll(String kind, String text) {
        boolean isNew = false;
        for (String line : text.lines().toList()) {
            isNew |= lines.add(kind + line);
        }
        return isNew;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> warnings() {
        return of(WARNING);
    }

    List<String> infos() {
        return of(INFO);
    }

    boolean isPartial() {
        return lines.contains(PARTIAL);
    }

    private List<String> of(String kind) {
        return lines.stream()
                .filter(line -> line.startsWith(kind))
                .map(line -> line.substring(kind.length()))
                .toList();
    }
}
