package io.promsh.intake.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.model.Labels;
import io.promsh.promql.Corpora;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Accepts and rejects what Prometheus's own parsers accept and reject, and reads the same samples from it. */
class ExpositionConformanceTest {
    private static final long UNDATED = 4_102_444_800_000L;

    @Test
    void judgesEveryCaseAsPrometheusDoes() {
        Corpora corpora = Corpora.require();
        Corpora.Tally tally = new Corpora.Tally("exposition");
        for (JsonNode test : corpora.lines("exposition/exposition-cases.jsonl")) {
            byte[] input = test.hasNonNull("input")
                    ? test.get("input").textValue().getBytes(UTF_8)
                    : Base64.getDecoder().decode(test.get("input_b64").textValue());
            tally.check(new String(input, UTF_8), () -> check(test, input));
        }
        Corpora.report(List.of(tally));
    }

    private static void check(JsonNode test, byte[] input) {
        Dialect dialect = test.get("format").textValue().equals("openmetrics") ? Dialect.OPENMETRICS : Dialect.TEXT;
        BadLines bad = new BadLines(10);
        Collected collected = read(dialect, input, bad);
        assertEquals(test.get("valid").booleanValue(), bad.count() == 0, () -> "" + bad.first());
        if (bad.count() == 0 && test.has("entries") && !test.has("start_time_series_skipped")) {
            List<String> expected = new ArrayList<>();
            test.get("entries").forEach(entry -> {
                if (entry.get("kind").textValue().equals("series")) {
                    expected.add(describe(entry));
                }
            });
            assertEquals(
                    expected,
                    collected.samples.stream()
                            .map(ExpositionConformanceTest::describe)
                            .toList());
        }
    }

    private static Collected read(Dialect dialect, byte[] input, BadLines bad) {
        Collected collected = new Collected();
        try {
            new ExpositionReader(dialect, collected, bad, OptionalLong.of(UNDATED))
                    .read("case", new ByteArrayInputStream(input));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return collected;
    }

    /** Prometheus 3 spells bucket bounds anew when it scrapes; an import keeps them as written, so they are compared as numbers. */
    private static String describe(JsonNode entry) {
        Map<String, String> labels = new TreeMap<>();
        entry.get("labels")
                .properties()
                .forEach(field -> labels.put(field.getKey(), field.getValue().textValue()));
        JsonNode value = entry.get("value");
        double number = value.isTextual() ? Double.parseDouble(value.textValue()) : value.doubleValue();
        long millis = entry.path("timestamp_ms").asLong(UNDATED);
        return spelling(labels) + " " + number + " @" + millis;
    }

    private static String describe(Collected.Sample sample) {
        Map<String, String> labels = new TreeMap<>();
        sample.labels().forEach(labels::put);
        return spelling(labels) + " " + Double.longBitsToDouble(sample.bits()) + " @" + sample.millis();
    }

    private static Map<String, String> spelling(Map<String, String> labels) {
        for (String bound : List.of("le", "quantile")) {
            labels.computeIfPresent(bound, (name, text) -> text.matches("[0-9]+") ? text + ".0" : text);
        }
        return labels;
    }

    @Test
    void readsTheDocumentsWhole() throws IOException {
        Corpora.require();
        Path folder = Path.of(System.getProperty("promsh.corpora", "../shared/corpora"))
                .resolve("exposition/exposition-documents");
        try (Stream<Path> documents = Files.list(folder)) {
            for (Path document : documents.sorted().toList()) {
                boolean isText = document.toString().endsWith(".prom.txt");
                BadLines bad = new BadLines(10);
                byte[] input = Files.readAllBytes(document);
                Collected collected = read(isText ? Dialect.TEXT : Dialect.OPENMETRICS, input, bad);
                assertEquals(List.of(), bad.first(), document::toString);
                long sampleLines = new String(input, UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .count();
                assertEquals(sampleLines, collected.samples.size(), document::toString);
                assertTrue(collected.samples.stream()
                        .noneMatch(sample ->
                                sample.labels().get(Labels.METRIC_NAME).isEmpty()));
            }
        }
    }
}
