package io.promsh.command.audit;

import io.promsh.audit.Evidence;
import io.promsh.audit.Finding;
import io.promsh.audit.Report;
import io.promsh.audit.Severity;
import io.promsh.audit.UnifiedDiff;
import io.promsh.audit.Unjudged;
import io.promsh.audit.source.Place;
import io.promsh.render.View;
import io.promsh.render.Wrap;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A report as a person reads it: worst first, each finding with where, what follows and how to end it. */
final class AuditView {
    private static final int NARROW = 60;

    private final int width;
    private final String indent;
    private final UnifiedDiff diff;
    private final UnaryOperator<Path> shown;
    private final List<Line> lines = new ArrayList<>();

    private AuditView(int width, UnifiedDiff diff, UnaryOperator<Path> shown) {
        this.width = width;
        this.indent = width < NARROW ? "  " : "       ";
        this.diff = diff;
        this.shown = shown;
    }

    /** Returns the lines for so many columns. */
    static View of(Report report, int width, UnifiedDiff diff, UnaryOperator<Path> shown) {
        return new AuditView(width, diff, shown).draw(report);
    }

    private View draw(Report report) {
        for (Severity severity : Severity.values()) {
            List<Finding> findings = report.findings().stream()
                    .filter(finding -> finding.rule().severity() == severity)
                    .toList();
            if (!findings.isEmpty()) {
                blank();
                lines.add(Line.of(severity.word(), style(severity)).plus("  " + findings.size(), Style.DIM));
                findings.forEach(this::finding);
            }
        }
        unjudged(report.unjudged());
        for (String note : report.notes()) {
            blank();
            wrapped("", Line.of("note: ", Style.DIM).plus(Escaping.visible(note), Style.PLAIN));
        }
        return new View(lines, footer(report));
    }

    private void blank() {
        if (!lines.isEmpty()) {
            lines.add(Line.EMPTY);
        }
    }

    private static Style style(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> Style.BAD;
            case MEDIUM -> Style.WARNING;
            case LOW -> Style.DIM;
        };
    }

    private void finding(Finding finding) {
        String id = finding.rule().id() + " ";
        Line head = Line.of(id, style(finding.rule().severity()))
                .plus(Escaping.visible(finding.subject()), Style.METRIC)
                .plus(": " + Escaping.visible(finding.message()), Style.PLAIN);
        List<Line> pieces = Wrap.of(head, width);
        lines.add(pieces.get(0));
        // What does not fit on the first line goes on under the words, not under the id.
        if (pieces.size() > 1) {
            String rest = head.text().substring(pieces.get(0).text().length()).strip();
            wrapped(indent, Line.plain(rest));
        }
        wrapped(indent, Line.of(finding.rule().consequence(), Style.DIM));
        for (Evidence evidence : finding.evidence()) {
            wrapped(
                    indent,
                    Line.of(where(evidence), Style.LABEL_VALUE)
                            .plus("  " + Escaping.visible(evidence.says()), Style.DIM));
        }
        wrapped(
                indent,
                Line.of("fix: ", Style.GOOD).plus(Escaping.visible(finding.fix().text()), Style.PLAIN));
        for (String line : diff.of(finding.fix().edits())) {
            Style style = line.startsWith("+") ? Style.GOOD : line.startsWith("-") ? Style.BAD : Style.DIM;
            wrapped(indent, Line.of(Escaping.visible(line), style));
        }
    }

    private String where(Evidence evidence) {
        if (evidence.place().isEmpty()) {
            return Escaping.visible(evidence.thing());
        }
        Place place = evidence.place().get();
        return Escaping.visible(shown.apply(place.file()).toString()) + ":" + place.line();
    }

    private void unjudged(List<Unjudged> unjudged) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        for (Unjudged one : unjudged) {
            String reason = one.reason() + (one.isPart() ? " (judged in part)" : "");
            byReason.computeIfAbsent(reason, key -> new ArrayList<>())
                    .add(one.rule().id());
        }
        if (byReason.isEmpty()) {
            return;
        }
        blank();
        lines.add(Line.of("unknown", Style.WARNING).plus("  " + unjudged.size(), Style.DIM));
        byReason.forEach((reason, ids) -> {
            wrapped("", Line.plain(Escaping.visible(reason)));
            wrapped(indent, Line.of(String.join(" ", ids), Style.DIM));
        });
    }

    private void wrapped(String before, Line line) {
        for (Line piece : Wrap.of(line, Math.max(10, width - before.length()))) {
            lines.add(before.isEmpty() ? piece : Line.plain(before).plus(piece));
        }
    }

    private static List<Line> footer(Report report) {
        return List.of(Line.of(summary(report), Style.DIM));
    }

    /** Returns the counts in one sentence. */
    static String summary(Report report) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            if (report.count(severity) > 0) {
                counts.add(report.count(severity) + " " + severity.word());
            }
        }
        String found = counts.isEmpty() ? "no findings" : String.join(", ", counts);
        long blind = report.unjudged().stream().filter(one -> !one.isPart()).count();
        long half = report.unjudged().size() - blind;
        return report.project() + ": " + found + "; " + report.good().size() + " rules found nothing"
                + (blind > 0 ? ", " + blind + " not judged" : "")
                + (half > 0 ? ", " + half + " in part" : "");
    }
}
