package io.promsh.completion;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How long a search takes among many names. Arguments: number of names (1000000), rounds (40), kind of names (realistic, random,
 * numbered). Prints, per kind of input, milliseconds at p50, p99 and the most, with the first rounds (cold code) in them.
 */
public final class NameSearchBenchmark {
    private static final List<String> KINDS =
            List.of("empty", "one", "two", "three", "word", "initials", "long", "case", "none");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private NameSearchBenchmark() {}

    public static void main(String[] args) {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 40;
        String kind = args.length > 2 ? args[2] : "realistic";
        Set<String> names = kind.equals("random")
                ? MetricNames.random(count)
                : kind.equals("numbered") ? MetricNames.numbered(count) : MetricNames.realistic(count);
        long begun = System.nanoTime();
        NameIndex index = NameIndex.of(names);
        System.out.printf(
                "%d %s names, index of %.1f MB made in %d ms%n",
                index.size(), kind, index.heapBytes() / 1e6, (System.nanoTime() - begun) / 1_000_000);
        names = Set.of();
        for (String input : KINDS) {
            measure(index, input, rounds);
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf("heap after collection: %.1f MB%n", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
        System.out.println(index.size() + " names still held");
    }

    private static void measure(NameIndex index, String kind, int rounds) {
        List<String> inputs = MetricNames.inputs(kind);
        double[] took = new double[rounds * inputs.size()];
        double[] busy = new double[rounds * inputs.size()];
        double[] slowest = new double[inputs.size()];
        int n = 0;
        StringBuilder totals = new StringBuilder();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < inputs.size(); i++) {
                long cpu = THREADS.getCurrentThreadCpuTime();
                long begun = System.nanoTime();
                NameMatches matches = index.search(inputs.get(i), 100);
                took[n] = (System.nanoTime() - begun) / 1e6;
                busy[n++] = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e6;
                if (round > 0) {
                    slowest[i] = Math.max(slowest[i], busy[n - 1]);
                }
                if (round == rounds - 1) {
                    totals.append(String.format(
                            " %s=%s%d(%.1f)",
                            inputs.get(i), matches.totalIsExact() ? "" : "~", matches.total(), slowest[i]));
                }
            }
        }
        System.out.printf("%-9s wall %s cpu %s |%s%n", kind, spread(took), spread(busy), totals);
    }

    private static String spread(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return String.format(
                "p50 %5.2f p99 %5.2f max %6.2f", values[n / 2], values[(int) Math.ceil(n * 0.99) - 1], values[n - 1]);
    }
}
