package io.promsh.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.promsh.model.PromDuration;
import io.promsh.model.Values;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Manifests, plans and the records of single metrics as JSON; {@link ManifestReader} reads them back. */
final class ManifestWriter {
    /** What a manifest says it is; another number means that older programs cannot read it. */
    static final String VERSION = "promsh export 1";

    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ManifestWriter(JsonGenerator json) {
        this.json = json;
    }

    private interface Content {
        void write(ManifestWriter writer) throws IOException;
    }

    private static String object(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text).setPrettyPrinter(new DefaultPrettyPrinter())) {
            json.writeStartObject();
            content.write(new ManifestWriter(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new AssertionError("text in memory", e);
        }
        return text.append('\n').toString();
    }

    static String manifest(Manifest manifest) {
        return object(writer -> {
            writer.head(manifest.plan(), manifest.kind());
            writer.json.writeStringField("method", manifest.method());
            writer.json.writeBooleanField("partial", manifest.isPartial());
            writer.texts("warnings", manifest.warnings());
            writer.texts("remarks", manifest.remarks());
            writer.json.writeNumberField("samples", manifest.samples());
            writer.json.writeArrayFieldStart("metrics");
            for (ExportedMetric metric : manifest.metrics()) {
                writer.json.writeStartObject();
                writer.metric(metric);
                writer.json.writeEndObject();
            }
            writer.json.writeEndArray();
        });
    }

    static String plan(ExportPlan plan) {
        return object(writer -> {
            writer.head(plan, plan.kind());
            writer.json.writeArrayFieldStart("metrics");
            for (MetricPlan metric : plan.metrics()) {
                writer.json.writeStartObject();
                writer.metricPlan(metric);
                writer.json.writeEndObject();
            }
            writer.json.writeEndArray();
        });
    }

    static String record(ExportedMetric metric) {
        return object(writer -> writer.metric(metric));
    }

    private void head(ExportPlan plan, String kind) throws IOException {
        json.writeStringField("format", VERSION);
        json.writeObjectFieldStart("target");
        json.writeStringField("name", plan.target());
        json.writeStringField("address", plan.address());
        json.writeEndObject();
        json.writeObjectFieldStart("window");
        json.writeStringField("start", plan.window().start().toString());
        json.writeStringField("end", plan.window().end().toString());
        json.writeEndObject();
        json.writeStringField("kind", kind);
        if (plan.step().isPresent()) {
            json.writeStringField("step", PromDuration.format(plan.step().get()));
        }
        json.writeStringField("formats", ExportPlan.words(plan.formats()));
        texts("selectors", plan.selectors());
        if (!plan.lookback().isZero()) {
            json.writeStringField("lookback", PromDuration.format(plan.lookback()));
        }
        texts("unresolved", plan.unresolved());
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void metricPlan(MetricPlan plan) throws IOException {
        json.writeStringField("metric", plan.metric());
        texts("selectors", plan.selectors());
        json.writeStringField("stem", plan.stem());
        json.writeStringField("family", plan.family().name());
        json.writeStringField("type", plan.family().type());
        json.writeStringField("unit", plan.family().unit());
        json.writeStringField("help", plan.family().help());
    }

    private void metric(ExportedMetric metric) throws IOException {
        metricPlan(metric.plan());
        figures(metric.figures());
        json.writeArrayFieldStart("files");
        for (ExportedFile file : metric.files()) {
            json.writeStartObject();
            file(file, metric.figures());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void figures(Figures figures) throws IOException {
        json.writeNumberField("series", figures.series());
        json.writeNumberField("samples", figures.samples());
        json.writeNumberField("nativeHistograms", figures.histograms());
        json.writeNumberField("staleMarkers", figures.staleMarkers());
        if (figures.samples() > 0) {
            json.writeStringField(
                    "first", Instant.ofEpochMilli(figures.firstMillis()).toString());
            json.writeStringField(
                    "last", Instant.ofEpochMilli(figures.lastMillis()).toString());
        }
        number("min", figures.min());
        number("max", figures.max());
        number("mean", figures.mean());
        if (figures.intervalMillis() > 0) {
            json.writeStringField("interval", PromDuration.format(Duration.ofMillis(figures.intervalMillis())));
            json.writeNumberField("expected", figures.expected());
            number("coveragePercent", figures.coveragePercent());
        }
        json.writeStringField("fingerprint", figures.fingerprint());
    }

    /** JSON has no NaN and no infinity: such figures are texts, unknown ones are left out. */
    private void number(String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            return;
        }
        String text = Values.format(value);
        json.writeFieldName(name);
        if (Double.isInfinite(value)) {
            json.writeString(text);
        } else {
            json.writeRawValue(text);
        }
    }

    private void file(ExportedFile file, Figures figures) throws IOException {
        json.writeStringField("file", file.name());
        json.writeStringField("format", file.format());
        json.writeNumberField("series", file.series());
        json.writeNumberField("samples", file.samples());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("sha256", file.sha256());
        number("coveragePercent", figures.coveragePercent());
        json.writeObjectFieldStart("lost");
        for (Map.Entry<String, Long> lost : file.lost().counts().entrySet()) {
            json.writeNumberField(lost.getKey(), lost.getValue());
        }
        json.writeEndObject();
    }
}
