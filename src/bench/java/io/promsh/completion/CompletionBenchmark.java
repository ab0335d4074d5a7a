package io.promsh.completion;

import io.promsh.testing.FakeTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How long a Tab takes with many metric names in the catalog, and how much heap that needs. Every Tab is a whole
 * {@link LineCompleter#complete}: reading the line, finding the place, searching, describing. The first Tabs, with cold code, count.
 *
 * <pre>
 * mvn -q -Pbench -Dspotless.check.skip test-compile
 * java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx300m -cp target/classes:target/test-classes \
 *     io.promsh.completion.CompletionBenchmark [names] [rounds] [realistic|random|numbered]
 * </pre>
 *
 * (the launcher's flags; jspecify is not needed at run time). Ends with exit code 1 when a budget is missed: 16 ms at p99 over all
 * Tabs on the wall clock, 300 MB of heap, 150 ms to load the names from disk.
 */
public final class CompletionBenchmark {
    private static final List<String> KINDS = List.of(
            "empty", "one", "two", "three", "word", "initials", "long", "case", "none", "typing", "label", "value");
    private static final List<String> LINES = List.of("%s", "sum(rate(%s", "query %s", "sum by (job) (a / %s");
    private static final double BUDGET_MS = 16;
    private static final double BUDGET_HEAP_MB = 300;
    private static final double BUDGET_LOAD_MS = 150;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PrintStream out = System.out;
    private final LineCompleter completer;
    private final List<Double> walls = new ArrayList<>();
    private final List<Double> cpus = new ArrayList<>();

    private CompletionBenchmark(LineCompleter completer) {
        this.completer = completer;
    }

    /** Runs everything and prints what it measured. */
    public static void main(String[] args) throws IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 25;
        String kind = args.length > 2 ? args[2] : "realistic";
        Path folder = Files.createTempDirectory("promsh-bench");
        try {
            fillDisk(folder, count, kind);
            System.gc();
            System.exit(measure(folder, rounds) ? 0 : 1);
        } finally {
            Files.deleteIfExists(disk(folder).file().orElseThrow());
            Files.delete(folder);
        }
    }

    private static CatalogDisk disk(Path folder) {
        return CatalogDisk.in(folder, "bench");
    }

    /** As in life: the names come from a target, are indexed, and are written to disk by the catalog. */
    private static void fillDisk(Path folder, int count, String kind) {
        FakeTarget target = new FakeTarget().withMetrics(names(count, kind)).withMetadata("up", "gauge", "Whether it answers");
        long begun = System.nanoTime();
        try (Catalog catalog =
                new Catalog(target, CatalogPolicy.DEFAULT, disk(folder), Runnable::run, Clock.systemUTC())) {
            catalog.open();
        }
        System.out.printf(
                "%,d %s names asked for, indexed and written in %,d ms, file of %.1f MB%n",
                count, kind, (System.nanoTime() - begun) / 1_000_000, size(folder) / 1e6);
    }

    private static double size(Path folder) {
        try {
            return Files.size(disk(folder).file().orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(int count, String kind) {
        return switch (kind) {
            case "random" -> MetricNames.random(count);
            case "numbered" -> MetricNames.numbered(count);
            default -> MetricNames.realistic(count);
        };
    }

    private static boolean measure(Path folder, int rounds) {
        FakeTarget target = new FakeTarget();
        for (int i = 0; i < 9_000; i++) {
            target.withSeries("up", "job", "job-" + i % 40, "instance", "10.0." + i / 250 + "." + i % 250 + ":9090");
        }
        long begun = System.nanoTime();
        Catalog catalog = new Catalog(target, CatalogPolicy.DEFAULT, disk(folder), Runnable::run, Clock.systemUTC());
        catalog.open();
        double load = (System.nanoTime() - begun) / 1e6;
        System.out.printf("%,d names loaded from disk in %.1f ms%n", catalog.status().metrics(), load);
        LineWords words = new LineWords(
                List.of(
                        new CommandWords("query", "asks", Fills.PROMQL, true, List.of()),
                        new CommandWords("help", "explains", Fills.TOPIC, true, List.of())),
                List.of(),
                List::of,
                List.of());
        CompletionBenchmark bench =
                new CompletionBenchmark(new LineCompleter(words, () -> Optional.of(catalog), Path.of(".")));
        KINDS.forEach(kind -> bench.tabs(kind, rounds));
        double[] all = bench.walls.stream().mapToDouble(Double::doubleValue).toArray();
        double[] busy = bench.cpus.stream().mapToDouble(Double::doubleValue).toArray();
        double p99 = quantile(all, 0.99);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
        System.out.printf(
                "all       %d Tabs: p50 %.2f p99 %.2f p99.9 %.2f max %.2f ms (budget: p99 %.0f)%n",
                all.length, quantile(all, 0.5), p99, quantile(all, 0.999), quantile(all, 1), BUDGET_MS);
        System.out.printf(
                "          of which on the processor: p50 %.2f p99 %.2f max %.2f ms; load average %.1f%n",
                quantile(busy, 0.5),
                quantile(busy, 0.99),
                quantile(busy, 1),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                "heap      %.1f MB used after collection, %.1f MB at most (-Xmx) (budget: %.0f)%n",
                heap, runtime.maxMemory() / 1e6, BUDGET_HEAP_MB);
        System.out.println("still held: " + catalog.status().metrics());
        boolean kept = p99 <= BUDGET_MS && heap <= BUDGET_HEAP_MB && load <= BUDGET_LOAD_MS;
        System.out.println(kept ? "within the budgets" : "a budget is MISSED");
        return kept;
    }

    private void tabs(String kind, int rounds) {
        List<String> lines = lines(kind);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        StringBuilder slow = new StringBuilder();
        for (int round = 0; round < rounds; round++) {
            for (String line : lines) {
                long cpuBefore = THREADS.getCurrentThreadCpuTime();
                long begun = System.nanoTime();
                Completion found = completer.complete(line, line.length());
                double took = (System.nanoTime() - begun) / 1e6;
                wall.add(took);
                cpu.add((THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6);
                if (took > BUDGET_MS && slow.length() < 120) {
                    slow.append(String.format(Locale.ROOT, " %s:%.0f(%d)", line, took, found.more()));
                }
            }
        }
        walls.addAll(wall);
        cpus.addAll(cpu);
        out.printf("%-9s wall %s | cpu %s |%s%n", kind, spread(wall), spread(cpu), slow);
    }

    private static List<String> lines(String kind) {
        List<String> lines = new ArrayList<>();
        if (kind.equals("typing")) {
            String whole = "sum by (job) (rate(traffic_vehicles_v3_received_total{";
            for (int i = 0; i <= whole.length(); i++) {
                lines.add(whole.substring(0, i));
            }
            return lines;
        }
        if (kind.equals("label")) {
            return List.of("up{", "up{i", "sum by (in", "sum(up{job=\"job-1\",ins");
        }
        if (kind.equals("value")) {
            return List.of("up{instance=\"", "up{instance=\"9", "up{instance=\"10.0.7", "up{job=\"", "up{job=~\"job-1|1");
        }
        for (String input : MetricNames.inputs(kind)) {
            LINES.forEach(form -> lines.add(String.format(Locale.ROOT, form, input)));
        }
        return lines;
    }

    private static String spread(List<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return String.format(
                Locale.ROOT,
                "p50 %5.2f p99 %5.2f max %6.2f",
                quantile(all, 0.5),
                quantile(all, 0.99),
                quantile(all, 1));
    }

    private static double quantile(double[] values, double q) {
        Arrays.sort(values);
        return values[Math.max(0, (int) Math.ceil(values.length * q) - 1)];
    }
}
