package io.promsh.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what {@link ManifestWriter} wrote. */
public final class ManifestReader {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ManifestReader() {}

    /** Returns the manifest of an export's folder. Throws a failure when there is none, or none that can be read. */
    public static Manifest read(Path folder) {
        Path file = folder.resolve(Manifest.FILE);
        if (!Files.exists(file)) {
            boolean isBegun = Files.isDirectory(folder.resolve(ExportFolder.WORK));
            throw Failure.failed(
                    "there is no " + Manifest.FILE + " in " + folder,
                    isBegun
                            ? "the export there is not finished: run its line again, it goes on"
                            : "give the folder of an export");
        }
        JsonNode root = parse(file);
        List<ExportedMetric> metrics = new ArrayList<>();
        root.path("metrics").forEach(metric -> metrics.add(metric(metric)));
        return new Manifest(
                plan(root, file),
                root.path("kind").asText(),
                root.path("method").asText(),
                metrics,
                texts(root.path("warnings")),
                texts(root.path("remarks")),
                root.path("partial").asBoolean());
    }

    static ExportPlan readPlan(Path file) {
        return plan(parse(file), file);
    }

    static ExportedMetric readRecord(Path file) {
        return metric(parse(file));
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode node = MAPPER.readTree(Files.readString(file));
            if (node != null && node.isObject()) {
                return node;
            }
            throw broken(file);
        } catch (JsonProcessingException e) {
            throw broken(file).withCause(e);
        } catch (IOException e) {
            throw Failure.failed("cannot read " + file, "").withCause(e);
        }
    }

    private static Failure broken(Path file) {
        return Failure.failed(file + " is damaged", "take another folder for a new export");
    }

    private static ExportPlan plan(JsonNode root, Path file) {
        String version = root.path("format").asText();
        if (!version.equals(ManifestWriter.VERSION)) {
            throw Failure.failed(file + " is not written by this version of promsh: " + version, "");
        }
        List<MetricPlan> metrics = new ArrayList<>();
        root.path("metrics").forEach(metric -> metrics.add(metricPlan(metric)));
        String step = root.path("step").asText("");
        String lookback = root.path("lookback").asText("");
        try {
            TimeRange window = new TimeRange(
                    Instant.parse(root.path("window").path("start").asText()),
                    Instant.parse(root.path("window").path("end").asText()));
            return new ExportPlan(
                    root.path("target").path("name").asText(),
                    root.path("target").path("address").asText(),
                    window,
                    ExportFormat.parse(root.path("formats").asText()),
                    step.isEmpty() ? Optional.empty() : Optional.of(PromDuration.parse(step)),
                    texts(root.path("selectors")),
                    metrics,
                    lookback.isEmpty() ? Duration.ZERO : PromDuration.parse(lookback),
                    texts(root.path("unresolved")));
        } catch (DateTimeException e) {
            throw broken(file).withCause(e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static MetricPlan metricPlan(JsonNode node) {
        MetricFamily family = new MetricFamily(
                node.path("family").asText(),
                node.path("type").asText(),
                node.path("unit").asText(),
                node.path("help").asText());
        return new MetricPlan(
                node.path("metric").asText(),
                texts(node.path("selectors")),
                family,
                node.path("stem").asText());
    }

    private static ExportedMetric metric(JsonNode node) {
        MetricPlan plan = metricPlan(node);
        List<ExportedFile> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            JsonNode lost = file.path("lost");
            files.add(new ExportedFile(
                    file.path("file").asText(),
                    plan.metric(),
                    file.path("format").asText(),
                    file.path("series").asLong(),
                    file.path("samples").asLong(),
                    file.path("bytes").asLong(),
                    file.path("sha256").asText(),
                    new Loss(
                            lost.path("staleMarkers").asLong(),
                            lost.path("nativeHistograms").asLong(),
                            lost.path("nanPayloads").asLong())));
        }
        return new ExportedMetric(plan, figures(node), files);
    }

    private static Figures figures(JsonNode node) {
        boolean isEmpty = !node.has("first");
        return new Figures(
                node.path("series").asLong(),
                node.path("samples").asLong(),
                node.path("nativeHistograms").asLong(),
                node.path("staleMarkers").asLong(),
                isEmpty
                        ? Long.MAX_VALUE
                        : Instant.parse(node.path("first").asText()).toEpochMilli(),
                isEmpty
                        ? Long.MIN_VALUE
                        : Instant.parse(node.path("last").asText()).toEpochMilli(),
                number(node, "min"),
                number(node, "max"),
                number(node, "mean"),
                node.has("interval") ? duration(node.path("interval").asText()).toMillis() : 0,
                node.path("expected").asLong(),
                number(node, "coveragePercent"),
                node.path("fingerprint").asText());
    }

    private static Duration duration(String text) {
        return PromDuration.parse(text);
    }

    private static double number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isTextual()) {
            return io.promsh.model.Values.parse(value.asText());
        }
        return value.isNumber() ? value.asDouble() : Double.NaN;
    }
}
