package io.promsh.audit.sarif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.promsh.audit.Catalogue;
import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Finding;
import io.promsh.audit.Report;
import io.promsh.audit.RuleText;
import io.promsh.audit.Severity;
import io.promsh.audit.Unjudged;
import io.promsh.audit.source.Place;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes SARIF 2.1.0. What was not judged is told as notifications, so that a clean run never hides it. */
public final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator json;
    private final UnaryOperator<Path> shown;

    private SarifReport(JsonGenerator json, UnaryOperator<Path> shown) {
        this.json = json;
        this.shown = shown;
    }

    /**
     * Writes a report; the writer is left open.
     *
     * @param shown how a file is named, relative where possible
     * @param version promsh's
     */
    public static void write(Report report, UnaryOperator<Path> shown, String version, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            new SarifReport(json, shown).report(report, version);
            json.writeRaw('\n');
        }
    }

    private void report(Report report, String version) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool(version);
        invocation(report);
        json.writeArrayFieldStart("results");
        for (Finding finding : report.findings()) {
            result(finding);
        }
        json.writeEndArray();
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tool(String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "promsh audit");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (RuleText rule : Catalogue.all()) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            message("shortDescription", rule.title());
            message("fullDescription", rule.consequence());
            message("help", rule.fix());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeObjectFieldStart("properties");
            json.writeStringField("severity", rule.severity().word());
            json.writeStringField("security-severity", score(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(Report report) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", true);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Unjudged unjudged : report.unjudged()) {
            json.writeStartObject();
            json.writeStringField("level", "warning");
            message("message", (unjudged.isPart() ? "judged in part: " : "not judged: ") + unjudged.reason());
            json.writeObjectFieldStart("associatedRule");
            json.writeStringField("id", unjudged.rule().id());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void result(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule().id());
        json.writeStringField("level", level(finding.rule().severity()));
        message(
                "message",
                finding.subject() + ": " + finding.message() + ". "
                        + finding.rule().consequence() + ". Fix: "
                        + finding.fix().text());
        json.writeArrayFieldStart("locations");
        for (Evidence evidence : finding.evidence()) {
            location(evidence);
        }
        json.writeEndArray();
        // The same finding in the next run, wherever its line has moved to.
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(
                "promshFinding/v1", finding.rule().id() + "|" + finding.subject() + "|" + finding.message());
        json.writeEndObject();
        if (!finding.fix().edits().isEmpty()) {
            fix(finding);
        }
        json.writeEndObject();
    }

    private void location(Evidence evidence) throws IOException {
        json.writeStartObject();
        if (evidence.place().isPresent()) {
            Place place = evidence.place().get();
            json.writeObjectFieldStart("physicalLocation");
            artifact(place.file());
            json.writeObjectFieldStart("region");
            json.writeNumberField("startLine", place.line());
            json.writeNumberField("startColumn", place.column());
            json.writeEndObject();
            json.writeEndObject();
        } else {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", evidence.thing());
            json.writeEndObject();
            json.writeEndArray();
        }
        message("message", evidence.says());
        json.writeEndObject();
    }

    private void fix(Finding finding) throws IOException {
        Map<Path, List<Edit>> byFile = new LinkedHashMap<>();
        finding.fix()
                .edits()
                .forEach(edit -> byFile.computeIfAbsent(edit.file(), file -> new ArrayList<>())
                        .add(edit));
        json.writeArrayFieldStart("fixes");
        json.writeStartObject();
        message("description", finding.fix().text());
        json.writeArrayFieldStart("artifactChanges");
        for (Map.Entry<Path, List<Edit>> entry : byFile.entrySet()) {
            json.writeStartObject();
            artifact(entry.getKey());
            json.writeArrayFieldStart("replacements");
            for (Edit edit : entry.getValue()) {
                replacement(edit);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void replacement(Edit edit) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("deletedRegion");
        json.writeNumberField("startLine", edit.line());
        json.writeNumberField("startColumn", 1);
        json.writeNumberField("endLine", edit.line() + edit.removed());
        json.writeNumberField("endColumn", 1);
        json.writeEndObject();
        StringBuilder text = new StringBuilder();
        edit.added().forEach(line -> text.append(line).append('\n'));
        json.writeObjectFieldStart("insertedContent");
        json.writeStringField("text", text.toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void artifact(Path file) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        Path named = shown.apply(file);
        json.writeStringField("uri", named.isAbsolute() ? named.toUri().toString() : relativeUri(named));
        json.writeEndObject();
    }

    private static String relativeUri(Path path) throws IOException {
        try {
            return new java.net.URI(null, null, path.toString().replace('\\', '/'), null).getRawPath();
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private void message(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> "error";
            case MEDIUM -> "warning";
            case LOW -> "note";
        };
    }

    /** What code hosts sort by, 0 to 10. */
    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.0";
            case LOW -> "2.0";
        };
    }
}
