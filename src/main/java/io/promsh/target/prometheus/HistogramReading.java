package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.model.NativeHistogram;
import io.promsh.model.NativeHistogram.Bucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a native histogram: count, sum and buckets of [rule, left, right, count], all but the rule as strings. */
final class HistogramReading {
    private HistogramReading() {}

    /** Starts at the object's first token and ends at its last. */
    static NativeHistogram read(JsonParser json) throws IOException {
        double count = Double.NaN;
        double sum = Double.NaN;
        List<Bucket> buckets = new ArrayList<>();
        QueryDecoder.expect(json, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "count" -> count = QueryDecoder.number(json);
                case "sum" -> sum = QueryDecoder.number(json);
                case "buckets" -> buckets(json, buckets);
                default -> json.skipChildren();
            }
        }
        return new NativeHistogram(count, sum, buckets);
    }

    private static void buckets(JsonParser json, List<Bucket> into) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            json.nextToken();
            int rule = json.getIntValue();
            json.nextToken();
            double left = QueryDecoder.number(json);
            json.nextToken();
            double right = QueryDecoder.number(json);
            json.nextToken();
            double count = QueryDecoder.number(json);
            into.add(new Bucket(rule, left, right, count));
            json.nextToken();
            QueryDecoder.expect(json, JsonToken.END_ARRAY);
        }
    }
}
