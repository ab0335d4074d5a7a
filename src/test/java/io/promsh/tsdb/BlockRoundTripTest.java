package io.promsh.tsdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.model.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Any samples of any series in any order: what is written is read, bit by bit. */
class BlockRoundTripTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final long[] ODD_BITS = {
        0x7FF0000000000002L,
        0x7FF8000000000001L,
        0xFFF8000000000123L,
        0x8000000000000000L,
        0L,
        1L,
        0x7FF0000000000000L,
        0xFFF0000000000000L,
        0x7FEFFFFFFFFFFFFFL,
        -1L
    };
    private static final List<String> NAMES = List.of("up", "a\u00e9", "\ud83d\ude00", "\uffee", "x y", "le");

    private record Point(Labels labels, long time, long bits) {}

    @Property(tries = 60)
    void whatIsBuiltIsRead(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<Point> points = points(random);
        Map<Labels, Map<Long, Long>> expected = new TreeMap<>(CodePointOrder.LABELS);
        boolean tight = random.nextBoolean();
        Path folder = Files.createTempDirectory("promsh-blocks");
        BlockSizes sizes = random.nextBoolean() ? BlockSizes.twoHours() : BlockSizes.usual(NOW);
        try (BlockBuilder builder = new BlockBuilder(folder, sizes, NOW, tight ? 500 : 1 << 20, tight ? 50 : 100_000)) {
            for (Point point : points) {
                builder.appendBits(builder.series(point.labels()), point.time(), point.bits());
                expected.computeIfAbsent(point.labels(), key -> new TreeMap<>()).put(point.time(), point.bits());
            }
            BuildReport report = builder.finish();
            long distinct = expected.values().stream().mapToLong(Map::size).sum();
            assertEquals(distinct, report.samples());
            assertEquals(points.size(), distinct + report.duplicates() + report.conflicts());
        }
        try {
            assertEquals(text(expected), read(folder, sizes));
        } finally {
            BlockWriter.delete(folder);
        }
    }

    /** Series of all lengths and spacings, in order, nearly in order or in none, some samples twice. */
    private static List<Point> points(Random random) {
        List<Point> points = new ArrayList<>();
        int series = 1 + random.nextInt(6);
        for (int i = 0; i < series; i++) {
            Labels labels = Labels.of("__name__", NAMES.get(random.nextInt(NAMES.size())), NAMES.get(i), "v" + i);
            long time = NOW.toEpochMilli() - random.nextLong(200L * 3_600_000);
            long step = List.of(1L, 15_000L, 60_000L, 777_777L).get(random.nextInt(4));
            int samples = random.nextInt(700);
            for (int j = 0; j < samples; j++) {
                long bits = switch (random.nextInt(4)) {
                    case 0 -> ODD_BITS[random.nextInt(ODD_BITS.length)];
                    case 1 -> random.nextLong();
                    default -> Double.doubleToRawLongBits(j * 0.25);
                };
                points.add(new Point(labels, time, bits));
                time += random.nextInt(3) == 0 ? step + random.nextInt(9) : step;
            }
        }
        for (int i = random.nextInt(4); i > 0 && !points.isEmpty(); i--) {
            points.add(points.get(random.nextInt(points.size())));
        }
        disorder(points, random);
        return points;
    }

    private static void disorder(List<Point> points, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> Collections.shuffle(points, random);
            case 1 -> points.sort((left, right) -> Long.compare(left.time(), right.time()));
            case 2 -> {
                for (int i = 0; i < points.size() / 20; i++) {
                    Collections.swap(points, random.nextInt(points.size()), random.nextInt(points.size()));
                }
            }
            default -> {
                // Grouped by series, as made.
            }
        }
    }

    private static String read(Path folder, BlockSizes sizes) {
        Map<Labels, Map<Long, Long>> found = new TreeMap<>(CodePointOrder.LABELS);
        for (Path block : TsdbBlock.foldersIn(folder)) {
            TsdbBlock opened = TsdbBlock.open(block);
            assertEquals(List.of(), BlockCheck.folder(block).problems());
            BlockSizes.Window window = sizes.windowOf(opened.meta().minTime());
            assertEquals(window, sizes.windowOf(opened.meta().maxTime() - 1), "a block lies in one window");
            opened.forEachSeries(List.of(), series -> {
                Samples samples = series.samples();
                for (int i = 0; i < samples.size(); i++) {
                    found.computeIfAbsent(series.labels(), key -> new TreeMap<>())
                            .put(samples.time(i), samples.bits(i));
                }
            });
        }
        return text(found);
    }

    private static String text(Map<Labels, Map<Long, Long>> samples) {
        StringBuilder text = new StringBuilder();
        samples.forEach((labels, values) -> values.forEach((time, bits) -> text.append(labels)
                .append(' ')
                .append(GoldenSeries.sample(time, bits))
                .append('\n')));
        return text.toString();
    }
}
