package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.Labels;
import io.promsh.model.Series.HistogramSample;
import io.promsh.target.RawSink;
import io.promsh.target.http.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answer to a range selector straight into a sink, a few thousand samples at a time. */
final class RawDecoder implements Envelope.DataReading {
    private static final int BLOCK = 4096;

    private final RawSink sink;
    private final QueryDecoder labels;
    private final StringPool pool = new StringPool();
    private final long[] times = new long[BLOCK];
    private final double[] values = new double[BLOCK];
    private String type = "";
    private int size;

    RawDecoder(Reply reply, RawSink sink) {
        this.sink = sink;
        this.labels = new QueryDecoder(reply);
    }

    /** Returns what the server says the answer is. */
    String type() {
        return type;
    }

    @Override
    public boolean read(JsonParser json) throws IOException {
        QueryDecoder.expect(json, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals("resultType")) {
                type = json.getText();
            } else if (name.equals("result") && token == JsonToken.START_ARRAY && !type.equals("scalar")) {
                if (!series(json)) {
                    return false;
                }
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    private boolean series(JsonParser json) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            if (sink.isFull() || !one(json)) {
                return false;
            }
        }
        return true;
    }

    /** The labels come before the samples from every server known; where they do not, the samples wait for them. */
    private boolean one(JsonParser json) throws IOException {
        boolean named = false;
        SampleColumns early = null;
        List<HistogramSample> earlyHistograms = new ArrayList<>(0);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "metric" -> {
                    sink.series(labels.labels(json, pool));
                    named = true;
                }
                case "values" -> {
                    early = named ? null : new SampleColumns();
                    if (!values(json, early)) {
                        return false;
                    }
                }
                case "histograms" -> {
                    List<HistogramSample> read = histograms(json);
                    if (named) {
                        read.forEach(sink::histogram);
                    } else {
                        earlyHistograms.addAll(read);
                    }
                }
                default -> json.skipChildren();
            }
        }
        if (!named) {
            sink.series(Labels.EMPTY);
        }
        if (early != null) {
            early.into(sink);
        }
        earlyHistograms.forEach(sink::histogram);
        return true;
    }

    private boolean values(JsonParser json, @Nullable SampleColumns early) throws IOException {
        QueryDecoder.expect(json, JsonToken.START_ARRAY);
        size = 0;
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            long millis = QueryDecoder.millis(json);
            json.nextToken();
            double value = QueryDecoder.number(json);
            json.nextToken();
            QueryDecoder.expect(json, JsonToken.END_ARRAY);
            if (early != null) {
                early.add(millis, value);
                continue;
            }
            times[size] = millis;
            values[size++] = value;
            if (size == BLOCK) {
                sink.samples(times, values, size);
                size = 0;
                if (sink.isFull()) {
                    return false;
                }
            }
        }
        if (size > 0) {
            sink.samples(times, values, size);
        }
        return true;
    }

    private List<HistogramSample> histograms(JsonParser json) throws IOException {
        List<HistogramSample> read = new ArrayList<>();
        QueryDecoder.expect(json, JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            long millis = QueryDecoder.millis(json);
            json.nextToken();
            read.add(new HistogramSample(millis, HistogramReading.read(json)));
            json.nextToken();
            QueryDecoder.expect(json, JsonToken.END_ARRAY);
        }
        return read;
    }
}
