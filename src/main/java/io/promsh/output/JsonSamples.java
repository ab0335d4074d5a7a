package io.promsh.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.promsh.model.Labels;
import io.promsh.model.NativeHistogram;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import java.io.IOException;

/**
 * Series and samples as Prometheus's HTTP interface spells them: times in seconds, values as strings (source: Prometheus
 * documentation, "HTTP API", expression query result formats).
 */
final class JsonSamples {
    private final JsonGenerator json;
    private final StringBuilder scratch = new StringBuilder(32);
    private char[] chars = new char[64];

    JsonSamples(JsonGenerator json) {
        this.json = json;
    }

    /** Writes an object with {@code metric} and {@code value} or {@code histogram}. */
    void element(Element element) throws IOException {
        json.writeStartObject();
        labels(element.labels());
        long time = element.time().toEpochMilli();
        if (element.histogram().isEmpty()) {
            json.writeFieldName("value");
            sample(time, element.value());
        } else {
            json.writeFieldName("histogram");
            histogramSample(time, element.histogram().get());
        }
        json.writeEndObject();
    }

    /** Writes an object with {@code metric} and {@code values}, {@code histograms} or both. */
    void series(Series series) throws IOException {
        json.writeStartObject();
        labels(series.labels());
        if (series.values().length > 0 || series.histograms().isEmpty()) {
            json.writeFieldName("values");
            json.writeStartArray();
            for (int i = 0; i < series.values().length; i++) {
                sample(series.timestampsMillis()[i], series.values()[i]);
            }
            json.writeEndArray();
        }
        if (!series.histograms().isEmpty()) {
            json.writeFieldName("histograms");
            json.writeStartArray();
            for (HistogramSample sample : series.histograms()) {
                histogramSample(sample.timestampMillis(), sample.histogram());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Writes the field {@code metric}. */
    void labels(Labels labels) throws IOException {
        json.writeFieldName("metric");
        json.writeStartObject();
        for (int i = 0; i < labels.size(); i++) {
            json.writeFieldName(labels.name(i));
            json.writeString(labels.value(i));
        }
        json.writeEndObject();
    }

    /** Writes {@code [seconds,"value"]}. */
    void sample(long timeMillis, double value) throws IOException {
        json.writeStartArray();
        time(timeMillis);
        number(value);
        json.writeEndArray();
    }

    /** Writes {@code [seconds,"text"]}. */
    void text(long timeMillis, String text) throws IOException {
        json.writeStartArray();
        time(timeMillis);
        json.writeString(text);
        json.writeEndArray();
    }

    private void histogramSample(long timeMillis, NativeHistogram histogram) throws IOException {
        json.writeStartArray();
        time(timeMillis);
        json.writeStartObject();
        json.writeFieldName("count");
        number(histogram.count());
        json.writeFieldName("sum");
        number(histogram.sum());
        if (!histogram.buckets().isEmpty()) {
            json.writeFieldName("buckets");
            json.writeStartArray();
            for (NativeHistogram.Bucket bucket : histogram.buckets()) {
                json.writeStartArray();
                json.writeNumber(bucket.rule());
                number(bucket.left());
                number(bucket.right());
                number(bucket.count());
                json.writeEndArray();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
    }

    private void number(double value) throws IOException {
        scratch.setLength(0);
        scratch.append('"');
        Values.append(scratch, value);
        scratch.append('"');
        raw();
    }

    private void time(long millis) throws IOException {
        scratch.setLength(0);
        Seconds.append(scratch, millis);
        raw();
    }

    /** Without the escaping that digits do not need. */
    private void raw() throws IOException {
        int length = scratch.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        scratch.getChars(0, length, chars, 0);
        json.writeRawValue(chars, 0, length);
    }
}
