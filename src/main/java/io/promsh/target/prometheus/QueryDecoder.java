package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.Labels;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.target.http.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the data of a query's answer as it streams in, up to the bound. One instance reads one answer. */
final class QueryDecoder implements Envelope.DataReading {
    private final Reply reply;
    private final StringPool pool = new StringPool();
    private final SampleColumns columns = new SampleColumns();
    private final List<Element> elements = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private String type = "";
    private @Nullable Instant single;
    private String singleText = "";
    private Instant lastTime = Instant.EPOCH;
    private String[] pairs = new String[32];
    private long samples;
    private boolean cut;

    QueryDecoder(Reply reply) {
        this.reply = reply;
    }

    @Override
    public boolean read(JsonParser json) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("resultType")) {
                type = json.getText();
            } else if (name.equals("result") && token == JsonToken.START_ARRAY) {
                readResult(json);
                if (cut) {
                    return false;
                }
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    /** Returns what was read; the shape decides where the server named no type. */
    QueryResult result() {
        Instant time = single;
        if (time != null) {
            return type.equals("string")
                    ? new StringValue(time, singleText)
                    : new Scalar(time, NumberText.value(singleText.toCharArray(), 0, singleText.length()));
        }
        return type.equals("matrix") || !series.isEmpty() ? new RangeVector(series) : new InstantVector(elements);
    }

    /** Returns how many samples were read. */
    long samples() {
        return samples;
    }

    private void readResult(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            single = Instant.ofEpochMilli(millis(json));
            json.nextToken();
            singleText = json.getText();
            end(json);
            return;
        }
        while (token != JsonToken.END_ARRAY) {
            expect(json, JsonToken.START_OBJECT);
            readSeries(json);
            if (cut) {
                return;
            }
            token = json.nextToken();
            if (token != JsonToken.END_ARRAY && isFull()) {
                cut = true;
                return;
            }
        }
    }

    private void readSeries(JsonParser json) throws IOException {
        Labels labels = Labels.EMPTY;
        boolean matrix = false;
        columns.clear();
        int before = elements.size();
        for (String name = json.nextFieldName(); name != null && !cut; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "metric" -> labels = labels(json, pool);
                case "value" -> elements.add(value(json, labels));
                case "histogram" -> elements.add(histogram(json, labels));
                case "values" -> {
                    matrix = true;
                    values(json);
                }
                case "histograms" -> {
                    matrix = true;
                    histograms(json);
                }
                default -> json.skipChildren();
            }
        }
        if (matrix) {
            series.add(columns.toSeries(labels));
        }
        if (elements.size() > before && !elements.get(before).labels().equals(labels)) {
            Element early = elements.get(before);
            elements.set(before, new Element(labels, early.time(), early.value(), early.histogram()));
        }
    }

    /** Reads an object of strings as labels, from its first token to its last. */
    Labels labels(JsonParser json, StringPool strings) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        int count = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, count * 2);
            }
            pairs[count++] = name;
            pairs[count++] = strings.of(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        }
        return Labels.of(Arrays.copyOf(pairs, count));
    }

    private Element value(JsonParser json, Labels labels) throws IOException {
        Instant time = time(json);
        json.nextToken();
        double value = number(json);
        end(json);
        samples++;
        return new Element(labels, time, value, Optional.empty());
    }

    private Element histogram(JsonParser json, Labels labels) throws IOException {
        Instant time = time(json);
        json.nextToken();
        Element element = new Element(labels, time, Double.NaN, Optional.of(HistogramReading.read(json)));
        end(json);
        samples++;
        return element;
    }

    private Instant time(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        json.nextToken();
        long millis = millis(json);
        if (lastTime.toEpochMilli() != millis) {
            lastTime = Instant.ofEpochMilli(millis);
        }
        return lastTime;
    }

    private void values(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            long millis = millis(json);
            json.nextToken();
            columns.add(millis, number(json));
            end(json);
            if ((++samples & 0x3ff) == 0 && isFull()) {
                cut = true;
                return;
            }
        }
    }

    private void histograms(JsonParser json) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            long millis = millis(json);
            json.nextToken();
            columns.add(new HistogramSample(millis, HistogramReading.read(json)));
            end(json);
            if ((++samples & 0xf) == 0 && isFull()) {
                cut = true;
                return;
            }
        }
    }

    private boolean isFull() {
        return samples >= reply.bound().samples() || reply.isTooLong();
    }

    static long millis(JsonParser json) throws IOException {
        try {
            return NumberText.millis(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } catch (NumberFormatException e) {
            throw new JsonParseException(json, "no time: " + json.getText(), e);
        }
    }

    static double number(JsonParser json) throws IOException {
        try {
            return NumberText.value(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
        } catch (NumberFormatException e) {
            throw new JsonParseException(json, "no number: " + json.getText(), e);
        }
    }

    private static void end(JsonParser json) throws IOException {
        json.nextToken();
        expect(json, JsonToken.END_ARRAY);
    }

    static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new JsonParseException(json, "expected " + token + " and found " + json.currentToken());
        }
    }
}
