package io.promsh.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an audit found.
 *
 * @param project the project's name, or the file's
 * @param findings worst first, then in the order of the catalogue
 * @param unjudged rules that are not known to apply or not: never to be read as good
 * @param good ids of rules that were judged in full and found nothing
 * @param notes what else is to be known
 */
public record Report(
        String project, List<Finding> findings, List<Unjudged> unjudged, List<String> good, List<String> notes) {
    public Report {
        findings = findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.rule().severity()))
                .toList();
        unjudged = List.copyOf(unjudged);
        good = List.copyOf(good);
        notes = List.copyOf(notes);
    }

    /** Returns the same without changes of lines that hold secrets: a changed line would show them. */
    public Report withoutSecrets(Map<Path, Set<Integer>> secretLines) {
        List<Finding> safe = new ArrayList<>();
        for (Finding finding : findings) {
            List<Edit> edits = finding.fix().edits();
            boolean isSafe =
                    edits.stream().noneMatch(edit -> edit.touches(secretLines.getOrDefault(edit.file(), Set.of())));
            safe.add(
                    isSafe
                            ? finding
                            : new Finding(
                                    finding.rule(),
                                    finding.subject(),
                                    finding.message(),
                                    finding.evidence(),
                                    Fix.of(finding.fix().text())));
        }
        return new Report(project, safe, unjudged, good, notes);
    }

    /** Returns the same with more that is to be known. */
    public Report noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Report(project, findings, unjudged, good, all);
    }

    /** Returns how many findings have exactly that severity. */
    public long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.rule().severity() == severity)
                .count();
    }

    /** Returns how many findings are as bad as that, or worse. */
    public long countAtLeast(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.rule().severity().isAtLeast(severity))
                .count();
    }
}
