package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.text.Escaping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The report as Markdown: what was lost, what came back, how it is known, and how to take it back. */
final class RecoveryReport {
    private final StringBuilder text = new StringBuilder();

    private RecoveryReport() {}

    static String of(Recovery recovery, List<JsonNode> entries) {
        RecoveryReport report = new RecoveryReport();
        report.head(recovery, entries);
        report.windows(facts(entries, "PLAN"));
        report.proof(facts(entries, "PROVE"), facts(entries, "BUILD"), facts(entries, "FETCH"), recovery.losses());
        report.checks(facts(entries, "PLAN"));
        report.blocks(facts(entries, "BUILD"), recovery);
        report.timeline(entries);
        return report.text.toString();
    }

    private static JsonNode facts(List<JsonNode> entries, String what) {
        JsonNode found = Json.object();
        for (JsonNode entry : entries) {
            if (entry.path("what").asText().equals(what)
                    && entry.path("event").asText().equals("done")) {
                found = entry.path("facts");
            }
        }
        return found;
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String time(JsonNode millis) {
        return Instant.ofEpochMilli(millis.asLong()).toString();
    }

    private static String cell(String value) {
        return Escaping.visible(value).replace("|", "\\|").replace("\n", " ");
    }

    private void head(Recovery recovery, List<JsonNode> entries) {
        RecoveryRequest request = recovery.request();
        JsonNode proof = facts(entries, "PROVE");
        long differing = proof.path("seriesDiffering").asLong();
        line("# Recovery %s", recovery.id());
        line("");
        line(
                "%s samples came back to `%s`; %s.",
                proof.path("fetched").asLong(),
                cell(request.local()),
                differing == 0
                        ? "every series is the same as its source, sample by sample"
                        : "**" + differing + " series differ**");
        line("");
        line("- looked at: %s to %s", request.window().start(), request.window().end());
        line("- series: `%s`", cell(String.join("`, `", request.selectors())));
        line("- sources: %s", cell(String.join(", ", request.sources())));
        line("- put into: %s", cell(request.destination()));
        line("");
    }

    private void windows(JsonNode plan) {
        line("## What was lost");
        line("");
        line("| from | to | samples there | samples at the source | source |");
        line("|---|---|---:|---:|---|");
        for (JsonNode window : plan.path("windows")) {
            line(
                    "| %s | %s | %d | %d | %s |",
                    time(window.path("start")),
                    time(window.path("end")),
                    window.path("present").asLong(),
                    window.path("expected").asLong(),
                    cell(window.path("source").asText()));
        }
        line("");
        if (plan.has("laterEnd")) {
            line(
                    "Not recovered yet, because the server still held that time in memory: %s to %s.",
                    time(plan.path("laterStart")), time(plan.path("laterEnd")));
            line("");
        }
    }

    private void proof(JsonNode proof, JsonNode built, JsonNode fetched, List<String> losses) {
        line("## Proof");
        line("");
        long expected = proof.path("before").asLong() + proof.path("fetched").asLong();
        double before = expected == 0 ? 100 : 100.0 * proof.path("before").asLong() / expected;
        double after = expected == 0 ? 100 : 100.0 * proof.path("after").asLong() / expected;
        line("| | samples | coverage |");
        line("|---|---:|---:|");
        line("| before | %d | %.2f %% |", proof.path("before").asLong(), before);
        line("| put in | %d | |", proof.path("fetched").asLong());
        line("| after | %d | %.2f %% |", proof.path("after").asLong(), after);
        line("");
        line(
                "%d series have the count and the hash that they must have, %d have not.",
                proof.path("seriesGood").asLong(), proof.path("seriesDiffering").asLong());
        proof.path("differing").forEach(one -> line("- differs: %s", cell(one.asText())));
        line("");
        line(
                "Read by %s. %d samples were there already and were left out%s. Stale markers are not compared.",
                fetched.path("method").asText(), built.path("alreadyThere").asLong(), replicas(built));
        losses.forEach(loss -> line("- **%s**", cell(loss)));
        line("");
        metrics(proof);
    }

    private static String replicas(JsonNode built) {
        long collapsed = built.path("collapsed").asLong();
        return collapsed == 0 ? "" : ", and " + collapsed + " of replicas that say the same";
    }

    private void metrics(JsonNode proof) {
        line("| metric | series | before | put in | after |");
        line("|---|---:|---:|---:|---:|");
        proof.path("metrics")
                .properties()
                .forEach(entry -> line(
                        "| %s | %d | %d | %d | %d |",
                        cell(entry.getKey()),
                        entry.getValue().get(0).asLong(),
                        entry.getValue().get(1).asLong(),
                        entry.getValue().get(2).asLong(),
                        entry.getValue().get(3).asLong()));
        line("");
    }

    private void checks(JsonNode plan) {
        line("## Checks");
        line("");
        plan.path("checks")
                .forEach(check -> line(
                        "- %s: %s: %s%s",
                        check.path("verdict").asText().toLowerCase(Locale.ROOT),
                        cell(check.path("name").asText()),
                        cell(check.path("words").asText()),
                        check.path("fix").asText().isEmpty()
                                ? ""
                                : " (" + cell(check.path("fix").asText()) + ")"));
        plan.path("stripped").properties().forEach(entry -> {
            if (!entry.getValue().isEmpty()) {
                line(
                        "- labels of %s that were taken off: %s",
                        cell(entry.getKey()), cell(String.join(", ", Json.texts(entry.getValue()))));
            }
        });
        line("");
    }

    private void blocks(JsonNode built, Recovery recovery) {
        line("## Blocks");
        line("");
        built.path("blocks")
                .forEach(block -> line(
                        "- `%s`: %s to %s, %d series, %d samples",
                        block.path("ulid").asText(),
                        time(block.path("start")),
                        time(block.path("end")),
                        block.path("series").asLong(),
                        block.path("samples").asLong()));
        line("");
        line("To take exactly these out again: `recover undo %s`", recovery.id());
        line("");
    }

    /** What was lost and what was done about it, in one order of time. */
    private void timeline(List<JsonNode> entries) {
        line("## Timeline");
        line("");
        for (JsonNode window : facts(entries, "PLAN").path("windows")) {
            long lost = Math.max(
                    0, window.path("expected").asLong() - window.path("present").asLong());
            line("- %s the loss begins", time(window.path("start")));
            line("- %s it ends: %d samples are missing", time(window.path("end")), lost);
        }
        for (JsonNode entry : entries) {
            if (entry.path("event").asText().equals("begun")) {
                continue;
            }
            String words = entry.path("facts").path("words").asText();
            Instant at = Instant.parse(entry.path("at").asText()).truncatedTo(ChronoUnit.SECONDS);
            line(
                    "- %s %s %s%s",
                    at,
                    entry.path("what").asText().toLowerCase(Locale.ROOT),
                    entry.path("event").asText(),
                    words.isEmpty() ? "" : ": " + cell(words));
        }
    }
}
