package io.promsh.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import io.promsh.tsdb.BlockSizes;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** Any samples, in any order, from text to blocks: every bit of every one of them is the same. */
class ImportPropertyTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final String[] VALUES = {
        "x",
        "",
        "with \"quotes\"",
        "back\\slash",
        "new\nline",
        "\u00e4\u00f6",
        "\ud83d\ude00",
        "{a=\"b\"}",
        "# EOF",
        "1 2 3",
        "\u0001"
    };

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void everyBitSurvives(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6) int series,
            @ForAll boolean isText,
            @ForAll boolean isPacked)
            throws IOException {
        Random random = new Random(seed);
        Map<Labels, NavigableMap<Long, Long>> expected = new TreeMap<>();
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < series; s++) {
            Labels labels = labels(random, s);
            NavigableMap<Long, Long> samples = new TreeMap<>();
            int count = 1 + random.nextInt(400);
            for (int i = 0; i < count; i++) {
                long time = NOW.toEpochMilli() - 500_000_000L + (long) random.nextInt(400_000_000);
                double value = value(random);
                samples.put(time, bits(value));
            }
            expected.put(labels, samples);
            samples.forEach((time, bits) -> lines.add(line(labels, time, Double.longBitsToDouble(bits), isText)));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(lines, random);
        }
        assertEquals(expected, imported(lines, isText, isPacked));
    }

    private static Map<Labels, NavigableMap<Long, Long>> imported(List<String> lines, boolean isText, boolean isPacked)
            throws IOException {
        Path folder = Files.createTempDirectory("promsh-import-property");
        try {
            Path file = folder.resolve("samples");
            String text = String.join("\n", lines) + (isText ? "\n" : "\n# EOF\n");
            try (var out = isPacked ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
                out.write(text.getBytes(UTF_8));
            }
            Path data = Files.createDirectory(folder.resolve("data"));
            List<Source> sources = Sources.of(List.of(file), Optional.empty(), Set.of());
            assertEquals(
                    isText ? SourceKind.TEXT : SourceKind.OPENMETRICS,
                    sources.get(0).kind());
            new BlockBuild(data, BlockSizes.usual(NOW))
                    .build(new ImportPlan(sources, ImportWindow.ALL, OptionalLong.empty(), NOW), (samples, part) -> {});
            return contents(data);
        } finally {
            DataDirectory.delete(folder);
        }
    }

    static Map<Labels, NavigableMap<Long, Long>> contents(Path data) {
        Map<Labels, NavigableMap<Long, Long>> found = new TreeMap<>();
        for (Path folder : TsdbBlock.foldersIn(data)) {
            TsdbBlock.open(folder).forEachSeries(List.of(), series -> {
                Samples samples = series.samples();
                NavigableMap<Long, Long> all = found.computeIfAbsent(series.labels(), labels -> new TreeMap<>());
                for (int i = 0; i < samples.size(); i++) {
                    all.put(samples.time(i), samples.bits(i));
                }
            });
        }
        return found;
    }

    private static Labels labels(Random random, int s) {
        TreeMap<String, String> labels = new TreeMap<>();
        labels.put("__name__", random.nextBoolean() ? "metric_" + s : "utf8 \"name\" \u00fc." + s);
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = random.nextInt(4) == 0 ? "label-" + i : "label_" + i;
            labels.put(name, VALUES[random.nextInt(VALUES.length)]);
        }
        return Labels.of(labels);
    }

    private static double value(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(1000);
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> random.nextDouble();
            case 3 ->
                new double[] {0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0, Double.MIN_VALUE, Double.MAX_VALUE}
                        [random.nextInt(7)];
            default -> random.nextInt(100_000) / 1000.0;
        };
    }

    /** Text knows one NaN. */
    private static long bits(double value) {
        return Double.doubleToLongBits(value);
    }

    private static String line(Labels labels, long time, double value, boolean isText) {
        StringBuilder line = new StringBuilder("{");
        labels.forEach((name, text) -> {
            if (line.length() > 1) {
                line.append(',');
            }
            boolean isName = name.equals("__name__");
            line.append(isName ? "" : quoted(name) + "=").append(quoted(text));
        });
        String number = Double.isInfinite(value) ? (value > 0 ? "+Inf" : "-Inf") : Double.toString(value);
        String when = isText ? Long.toString(time) : time / 1000 + "." + String.format("%03d", time % 1000);
        return line + "} " + number + " " + when;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
