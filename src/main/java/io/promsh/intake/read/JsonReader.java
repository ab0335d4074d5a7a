package io.promsh.intake.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.Labels;
import io.promsh.model.Values;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads answers of Prometheus's query interface, matrix or vector, as a stream: the whole envelope, its {@code data} alone as
 * {@code promsh -o json} prints it, or an object a series ({@code -o jsonl}). Stale markers do not exist in JSON: a NaN is the ordinary one.
 */
public final class JsonReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final SampleSink sink;
    private final BadLines bad;
    private final SampleText text = new SampleText();
    private long samples;
    private long histograms;

    public JsonReader(SampleSink sink, BadLines bad) {
        this.sink = sink;
        this.bad = bad;
    }

    /** Returns how many samples were read. */
    public long samples() {
        return samples;
    }

    /** Returns how many native histograms were read and left: JSON does not hold enough to make them again. */
    public long histograms() {
        return histograms;
    }

    /** Reads a stream to its end under the name {@code file}; the stream stays open. */
    public void read(String file, InputStream in) throws IOException {
        long before = samples + histograms;
        try (JsonParser json = JSON.createParser(in)) {
            json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            boolean any = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                any = true;
                if (token == JsonToken.START_OBJECT) {
                    object(file, json);
                } else if (token == JsonToken.START_ARRAY) {
                    elements(file, json);
                } else {
                    report(file, json, "an answer of the query interface should stand here");
                }
            }
            if (!any || (before == samples + histograms && bad.count() == 0)) {
                bad.add(file, 0, () -> "it holds no series of a query's answer");
            }
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            bad.add(file, line, () -> "no JSON: " + e.getOriginalMessage());
        }
    }

    /** An envelope, its data, or a series: told apart by their fields. */
    private void object(String file, JsonParser json) throws IOException {
        OneSeries series = new OneSeries(file);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "metric" -> series.metric(json);
                case "values" -> series.samples(json);
                case "value" -> series.sample(json);
                case "stale" -> series.staleMarkers(json);
                case "histograms" -> series.histograms(json);
                case "histogram" -> series.histogram(json);
                case "data" -> nested(file, json, value);
                case "result" -> elements(file, json);
                case "status" -> status(file, json);
                case "error" -> report(file, json, "the server answered an error: " + json.getValueAsString(""));
                case "partial" -> partial(file, json, value);
                default -> json.skipChildren();
            }
        }
    }

    private void nested(String file, JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.START_OBJECT) {
            object(file, json);
        } else {
            elements(file, json);
        }
    }

    private void status(String file, JsonParser json) throws IOException {
        if (!"success".equals(json.getValueAsString("success"))) {
            report(file, json, "the answer's status is " + json.getValueAsString());
        }
    }

    private void partial(String file, JsonParser json, JsonToken value) {
        if (value == JsonToken.VALUE_TRUE) {
            report(file, json, "the answer is marked partial: it is not all that the server had");
        }
    }

    private void elements(String file, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            report(file, json, "a list of series should stand here");
            json.skipChildren();
            return;
        }
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == null) {
                return;
            }
            if (token == JsonToken.START_OBJECT) {
                object(file, json);
            } else {
                // A scalar or string has no labels, and so no place in a store.
                report(file, json, "a series should stand here, with its metric and values");
                json.skipChildren();
            }
        }
    }

    private void report(String file, JsonParser json, String reason) {
        bad.add(file, json.currentLocation().getLineNr(), () -> reason);
    }

    /** The labels of a series and what is read under them; Prometheus writes the labels first, and so they must be. */
    private final class OneSeries {
        private final String file;
        private int number = -1;

        OneSeries(String file) {
            this.file = file;
        }

        void metric(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                report(file, json, "the labels should be an object");
                json.skipChildren();
                return;
            }
            Map<String, String> labels = new TreeMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                labels.put(name, json.getText());
            }
            if (labels.getOrDefault(Labels.METRIC_NAME, "").isEmpty()) {
                report(file, json, "a series has no metric name: " + Labels.of(labels) + " was computed, not stored");
                return;
            }
            number = sink.series(Labels.of(labels));
        }

        void samples(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                report(file, json, "the values should be a list");
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.START_ARRAY) {
                sample(json);
            }
        }

        void sample(JsonParser json) throws IOException {
            json.nextToken();
            OptionalLong time = text.seconds(json.getText());
            json.nextToken();
            boolean isNumber = text.number(json.getText());
            if (time.isEmpty() || !isNumber) {
                report(file, json, "a sample should be a time in seconds and a value");
            } else if (number < 0) {
                report(file, json, "the values stand before the labels, or without any");
            } else {
                samples++;
                sink.sample(number, time.getAsLong(), text.value());
            }
            while (json.currentToken() != JsonToken.END_ARRAY && json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    json.skipChildren();
                }
            }
        }

        /** Times alone: what an export keeps of markers that the query interface never shows. */
        void staleMarkers(JsonParser json) throws IOException {
            while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                OptionalLong time = text.seconds(json.getText());
                if (time.isEmpty() || number < 0) {
                    report(file, json, "a stale marker should be a time in seconds, behind the labels");
                } else {
                    samples++;
                    sink.sample(number, time.getAsLong(), Double.longBitsToDouble(Values.STALE_BITS));
                }
            }
        }

        void histograms(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.START_ARRAY) {
                histogram(json);
            }
        }

        void histogram(JsonParser json) throws IOException {
            histograms++;
            json.skipChildren();
        }
    }
}
