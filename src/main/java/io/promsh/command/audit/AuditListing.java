package io.promsh.command.audit;

import io.promsh.audit.Catalogue;
import io.promsh.audit.Evidence;
import io.promsh.audit.Finding;
import io.promsh.audit.Report;
import io.promsh.audit.RuleText;
import io.promsh.audit.Truth;
import io.promsh.audit.UnifiedDiff;
import io.promsh.audit.Unjudged;
import io.promsh.audit.source.Place;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A report and the catalogue as lists for programs. What was not judged has rows of its own. */
final class AuditListing {
    private AuditListing() {}

    /** Returns all that is known of each finding. */
    static Listing full(Report report, UnifiedDiff diff, UnaryOperator<Path> shown) {
        Listing.Builder listing = Listing.of("finding", "findings")
                .field("state", "state", Kind.STATE)
                .field("id", "id", Kind.NAME)
                .field("severity", "severity", Kind.STATE)
                .field("subject", "subject", Kind.NAME)
                .field("message", "message", Kind.TEXT)
                .field("file", "file", Kind.NAME)
                .field("line", "line", Kind.NUMBER)
                .field("evidence", "evidence", Kind.LIST)
                .field("consequence", "consequence", Kind.TEXT)
                .field("fix", "fix", Kind.TEXT)
                .field("diff", "diff", Kind.TEXT);
        for (Finding finding : report.findings()) {
            Optional<Place> place = finding.place();
            List<String> lines = diff.of(finding.fix().edits());
            listing.row(
                    "finding",
                    finding.rule().id(),
                    finding.rule().severity().word(),
                    finding.subject(),
                    finding.message(),
                    file(place, shown),
                    line(place),
                    evidence(finding, shown),
                    finding.rule().consequence(),
                    finding.fix().text(),
                    lines.isEmpty() ? null : String.join("\n", lines) + "\n");
        }
        for (Unjudged one : report.unjudged()) {
            RuleText rule = one.rule();
            listing.row(
                    state(one),
                    rule.id(),
                    rule.severity().word(),
                    null,
                    one.reason(),
                    null,
                    null,
                    List.of(),
                    rule.consequence(),
                    null,
                    null);
        }
        return listing.build();
    }

    private static String state(Unjudged one) {
        return one.isPart() ? "unknown in part" : "unknown";
    }

    /** Returns what fits on a line each. */
    static Listing brief(Report report, UnaryOperator<Path> shown) {
        Listing.Builder listing = Listing.of("finding", "findings")
                .field("severity", "severity", Kind.STATE)
                .field("id", "id", Kind.NAME)
                .field("subject", "subject", Kind.NAME)
                .field("place", "place", Kind.NAME)
                .field("message", "message", Kind.TEXT)
                .field("fix", "fix", Kind.TEXT);
        for (Finding finding : report.findings()) {
            List<String> places = evidence(finding, shown);
            listing.row(
                    finding.rule().severity().word(),
                    finding.rule().id(),
                    finding.subject(),
                    places.isEmpty() ? "" : places.get(0),
                    finding.message(),
                    finding.fix().text());
        }
        for (Unjudged one : report.unjudged()) {
            listing.row(state(one), one.rule().id(), "", "", one.reason(), "");
        }
        return listing.build();
    }

    private static @Nullable String file(Optional<Place> place, UnaryOperator<Path> shown) {
        return place.map(found -> shown.apply(found.file()).toString()).orElse(null);
    }

    private static @Nullable Integer line(Optional<Place> place) {
        return place.map(Place::line).orElse(null);
    }

    private static List<String> evidence(Finding finding, UnaryOperator<Path> shown) {
        List<String> all = new ArrayList<>();
        for (Evidence evidence : finding.evidence()) {
            all.add(evidence.place()
                    .map(place -> shown.apply(place.file()) + ":" + place.line())
                    .orElse(evidence.thing()));
        }
        return all;
    }

    /** Returns the rules of these ids, or all. */
    static Listing rules(List<String> ids) {
        Listing.Builder listing = Listing.of("rule", "rules")
                .field("id", "id", Kind.NAME)
                .field("severity", "severity", Kind.STATE)
                .field("about", "about", Kind.TEXT)
                .field("looksAt", "looks at", Kind.LIST, 1)
                .field("consequence", "what follows", Kind.TEXT, 3)
                .field("fix", "fix", Kind.TEXT, 2);
        for (RuleText rule : Catalogue.all()) {
            if (ids.isEmpty()
                    || ids.stream().anyMatch(id -> rule.id().startsWith(id.toUpperCase(java.util.Locale.ROOT)))) {
                List<Truth> truths = new ArrayList<>(rule.truths());
                truths.addAll(rule.helpful());
                listing.row(
                        rule.id(),
                        rule.severity().word(),
                        rule.title(),
                        truths.stream().map(Truth::title).toList(),
                        rule.consequence(),
                        rule.fix());
            }
        }
        return listing.build();
    }
}
