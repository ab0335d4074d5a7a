package io.promsh.audit;

import io.promsh.audit.source.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Changes as a unified diff that {@code patch -p1} and {@code git apply} take. Lines that hold secrets are never shown: the
 * context ends before them, and a change of one is left out.
 */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final UnaryOperator<Path> shown;
    private final Map<Path, Set<Integer>> secretLines;

    /**
     * A way to write diffs.
     *
     * @param shown how a file is named in them
     * @param secretLines lines, counted from 1, that hold secrets
     */
    public UnifiedDiff(UnaryOperator<Path> shown, Map<Path, Set<Integer>> secretLines) {
        this.shown = shown;
        this.secretLines = secretLines;
    }

    /** Returns the lines of the diff; none when there is nothing to change that may be shown. */
    public List<String> of(List<Edit> edits) {
        Map<Path, List<Edit>> byFile = new LinkedHashMap<>();
        edits.forEach(edit ->
                byFile.computeIfAbsent(edit.file(), file -> new ArrayList<>()).add(edit));
        List<String> lines = new ArrayList<>();
        byFile.forEach((file, ofFile) -> lines.addAll(file(file, ofFile)));
        return lines;
    }

    private List<String> file(Path file, List<Edit> edits) {
        Set<Integer> secret = secretLines.getOrDefault(file, Set.of());
        List<Edit> ordered = EditedText.ordered(edits).stream()
                .filter(edit -> !edit.touches(secret))
                .toList();
        if (ordered.isEmpty()) {
            return List.of();
        }
        List<String> old = SourceFiles.lines(file);
        List<String> out = new ArrayList<>();
        String name = shown.apply(file).toString().replace('\\', '/');
        out.add(Files.exists(file) ? "--- a/" + name : "--- /dev/null");
        out.add("+++ b/" + name);
        int shift = 0;
        int i = 0;
        while (i < ordered.size()) {
            int last = i;
            while (last + 1 < ordered.size() && isNear(ordered.get(last), ordered.get(last + 1), secret)) {
                last++;
            }
            shift = hunk(old, ordered.subList(i, last + 1), secret, shift, out);
            i = last + 1;
        }
        return out;
    }

    private static boolean isNear(Edit first, Edit second, Set<Integer> secret) {
        int end = first.line() + first.removed();
        for (int line = end; line < second.line(); line++) {
            if (secret.contains(line)) {
                return false;
            }
        }
        return second.line() - end <= 2 * CONTEXT;
    }

    private static int hunk(List<String> old, List<Edit> edits, Set<Integer> secret, int shift, List<String> out) {
        Edit first = edits.get(0);
        Edit last = edits.get(edits.size() - 1);
        int from = first.line();
        while (from > 1 && first.line() - from < CONTEXT && !secret.contains(from - 1)) {
            from--;
        }
        int end = last.line() + last.removed();
        int to = end;
        while (to <= old.size() && to - end < CONTEXT && !secret.contains(to)) {
            to++;
        }
        // A side with less context than the other is taken for the begin or the end of the file.
        if (to - end < first.line() - from && to <= old.size()) {
            from = first.line() - (to - end);
        }
        if (first.line() - from < to - end && from > 1) {
            to = end + first.line() - from;
        }
        List<String> body = new ArrayList<>();
        int next = from;
        int added = 0;
        int removed = 0;
        for (Edit edit : edits) {
            while (next < edit.line()) {
                body.add(" " + old.get(next++ - 1));
            }
            for (int i = 0; i < edit.removed(); i++) {
                body.add("-" + old.get(next++ - 1));
            }
            edit.added().forEach(line -> body.add("+" + line));
            added += edit.added().size();
            removed += edit.removed();
        }
        while (next < to) {
            body.add(" " + old.get(next++ - 1));
        }
        int oldCount = to - from;
        int newCount = oldCount + added - removed;
        out.add("@@ -" + range(from, oldCount) + " +" + range(from + shift, newCount) + " @@");
        out.addAll(body);
        return shift + added - removed;
    }

    /** An empty side is named by the line before it. */
    private static String range(int from, int count) {
        int start = count == 0 ? from - 1 : from;
        return count == 1 ? String.valueOf(start) : start + "," + count;
    }
}
