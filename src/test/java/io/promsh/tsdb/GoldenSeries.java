package io.promsh.tsdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.model.Labels;
import io.promsh.model.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a golden file says that a block has, in a form that compares bit by bit. */
final class GoldenSeries {
    private GoldenSeries() {}

    /** Series to samples, each written as time and the bits of its value. */
    static Map<Labels, List<String>> of(List<JsonNode> lines) {
        Map<Labels, List<String>> series = new TreeMap<>(CodePointOrder.LABELS);
        for (JsonNode line : lines) {
            List<String> samples = new ArrayList<>();
            line.get("samples")
                    .forEach(sample -> samples.add(
                            sample(sample.get(0).longValue(), bits(sample.get(1).textValue()))));
            series.put(labels(line.get("labels")), samples);
        }
        return series;
    }

    static Labels labels(JsonNode node) {
        Map<String, String> labels = new TreeMap<>();
        node.properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().textValue()));
        return Labels.of(labels);
    }

    static Map<Labels, List<String>> of(Iterable<StoredSeries> stored) {
        Map<Labels, List<String>> series = new TreeMap<>(CodePointOrder.LABELS);
        for (StoredSeries one : stored) {
            series.computeIfAbsent(one.labels(), key -> new ArrayList<>()).addAll(of(one.samples()));
        }
        return series;
    }

    static List<String> of(Samples samples) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            texts.add(sample(samples.time(i), samples.bits(i)));
        }
        return texts;
    }

    static String sample(long time, long bits) {
        return time + " " + Long.toHexString(bits);
    }

    static long bits(String text) {
        if (text.equals("stale")) {
            return 0x7FF0000000000002L;
        }
        if (text.equals("NaN")) {
            return 0x7FF8000000000001L;
        }
        return Double.doubleToRawLongBits(Values.parse(text));
    }
}
