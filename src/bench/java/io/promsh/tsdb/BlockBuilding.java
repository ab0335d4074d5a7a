package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/**
 * The samples of the block benchmark, {@code tsdb.sh}: so many series at 15 s, counters and gauges, as OpenMetrics text for
 * promtool or built into blocks here. Arguments: {@code text|grouped|ordered DIR HOURS SERIES}.
 */
public final class BlockBuilding {
    private static final long STEP = 15_000;
    private static final Instant NOW = Instant.parse("2025-08-03T18:00:00Z");

    private BlockBuilding() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        int samples = Integer.parseInt(arguments[2]) * 240;
        int series = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("text")) {
            text(folder.resolve("samples.om"), series, samples);
            return;
        }
        long began = System.nanoTime();
        BuildReport report = build(folder, series, samples, arguments[0].equals("grouped"));
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d samples, %d blocks, %.2f s, heap %d MB%n",
                report.samples(),
                report.blocks().size(),
                (System.nanoTime() - began) / 1e9,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static Labels labels(int series) {
        return Labels.of(
                "__name__", "bench_" + (series % 20) + "_total",
                "instance", "10.0.0." + series + ":9100",
                "job", "node",
                "mode", "idle",
                "cpu", "" + series % 8);
    }

    private static double value(Random random, int series, int i) {
        return series % 2 == 0 ? i * 7L + random.nextInt(3) : Math.round(random.nextGaussian() * 1000) / 10.0;
    }

    private static long time(int samples, int i) {
        return NOW.toEpochMilli() - (samples - i) * STEP;
    }

    private static void text(Path file, int series, int samples) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int name = 0; name < 20; name++) {
                out.write("# TYPE bench_" + name + " counter\n");
                for (int s = name; s < series; s += 20) {
                    Random random = new Random(s);
                    String head = labels(s).toString().replace(", ", ",") + " ";
                    for (int i = 0; i < samples; i++) {
                        out.write(head + value(random, s, i) + " " + time(samples, i) / 1000 + "\n");
                    }
                }
            }
            out.write("# EOF\n");
        }
    }

    private static BuildReport build(Path folder, int series, int samples, boolean grouped) {
        try (BlockBuilder builder = new BlockBuilder(folder, BlockSizes.usual(NOW), NOW)) {
            Random[] randoms = new Random[series];
            Arrays.setAll(randoms, Random::new);
            int[] numbers = new int[series];
            Arrays.setAll(numbers, s -> builder.series(labels(s)));
            int outer = grouped ? series : samples;
            int inner = grouped ? samples : series;
            for (int a = 0; a < outer; a++) {
                for (int b = 0; b < inner; b++) {
                    int s = grouped ? a : b;
                    int i = grouped ? b : a;
                    builder.append(numbers[s], time(samples, i), value(randoms[s], s, i));
                }
            }
            return builder.finish();
        }
    }
}
