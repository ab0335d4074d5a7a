package io.promsh.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.Labels;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what the local server serves with what it had and what was put in, series by series. */
final class Proof {
    private static final int MOST_NAMED = 50;

    private Proof() {}

    static ObjectNode run(TargetSource local, List<String> selectors, List<LostWindow> windows, Path expected)
            throws IOException {
        Map<Labels, SeriesDigest> after = new HashMap<>();
        for (LostWindow window : windows) {
            PresentSamples served = PresentSamples.read(local, selectors, window.window(), Duration.ZERO);
            served.labels()
                    .forEach(labels -> after.computeIfAbsent(labels, key -> new SeriesDigest())
                            .add(served.digest(labels)));
        }
        long before = 0;
        long built = 0;
        long now = 0;
        long good = 0;
        ObjectNode facts = Json.object();
        Map<String, long[]> metrics = new TreeMap<>();
        long differing = 0;
        try (BufferedReader in = Files.newBufferedReader(expected)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                JsonNode node = Json.MAPPER.readTree(line);
                Labels labels = Json.labels(node.path("labels"));
                SeriesDigest had = digest(node, "before");
                SeriesDigest came = digest(node, "built");
                SeriesDigest want = new SeriesDigest(had.count(), had.hash());
                want.add(came);
                SeriesDigest is = after.getOrDefault(labels, new SeriesDigest());
                before += had.count();
                built += came.count();
                now += is.count();
                long[] figures = metrics.computeIfAbsent(labels.metricName(), key -> new long[4]);
                figures[0]++;
                figures[1] += had.count();
                figures[2] += came.count();
                figures[3] += is.count();
                if (is.isSameAs(want)) {
                    good++;
                } else if (differing++ < MOST_NAMED) {
                    facts.withArray("differing").add(labels + ": " + is.count() + " of " + want.count() + " samples");
                }
            }
        }
        facts.put("before", before).put("fetched", built).put("after", now);
        facts.put("seriesGood", good).put("seriesDiffering", differing);
        ObjectNode byMetric = facts.putObject("metrics");
        metrics.forEach((name, figures) -> {
            var list = byMetric.putArray(name);
            for (long figure : figures) {
                list.add(figure);
            }
        });
        return facts;
    }

    private static SeriesDigest digest(JsonNode node, String what) {
        return new SeriesDigest(
                node.path(what).asLong(),
                Long.parseUnsignedLong(node.path(what + "Hash").asText(), 16));
    }
}
