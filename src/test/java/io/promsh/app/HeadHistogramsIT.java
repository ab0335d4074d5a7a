package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Values;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native histograms that no block holds yet: a server that was killed leaves them in its log and in the head's full chunks, and a copy
 * of its folder brings them all to another one, as files and by remote write.
 */
@Tag("integration")
class HeadHistogramsIT {
    private static final String[] FLAGS = {"--web.enable-remote-write-receiver", "--enable-feature=native-histograms"};
    private static final long STEP = 15_000;
    private static final int SLOTS = 480;
    private static final Labels WAIT = Labels.of(Labels.METRIC_NAME, "wait", "job", "a");
    private static final Labels LOAD = Labels.of(Labels.METRIC_NAME, "load", "job", "a");
    private static final Labels LANE = Labels.of(Labels.METRIC_NAME, "lane", "job", "a");

    private static final List<String> EXPRESSIONS = List.of(
            "histogram_count(wait)",
            "histogram_sum(load)",
            "histogram_quantile(0.9, rate(wait[5m]))",
            "histogram_quantile(0.3, load)",
            "rate(wait[4m])",
            "{__name__=~\"wait|load|lane\"}");

    @TempDir
    private Path home;

    /** Within one block of two hours, so that the same chunks are cut every time. */
    private final Instant start =
            Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(6)).getEpochSecond() / 7200 * 7200);

    private final Instant end = start.plusMillis(SLOTS * STEP);

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    /** What is observed falls back to nothing half way, as when a process starts anew; one stale marker ends the floats for a while. */
    private void fill(RealPrometheus server) {
        for (int from = 0; from < SLOTS; from += 40) {
            List<Long> times = new ArrayList<>();
            for (int slot = from; slot < from + 40; slot++) {
                times.add(start.toEpochMilli() + slot * STEP);
            }
            long stale = start.toEpochMilli() + 200 * STEP;
            double[] values = times.stream()
                    .mapToDouble(time -> time == stale ? Double.longBitsToDouble(Values.STALE_BITS) : time * 0.5)
                    .toArray();
            long grown = from % (SLOTS / 2) / 40;
            new RemoteWrite()
                    .add(Series.of(
                            LANE, times.stream().mapToLong(Long::longValue).toArray(), values))
                    .addHistograms(WAIT, times, 3 + grown, grown + 1, 2 + 3 * grown)
                    .addFloatHistograms(LOAD, times, Set.of(stale))
                    .to(server.address());
        }
    }

    private List<String> answers(RealPrometheus server) {
        List<String> all = new ArrayList<>();
        for (String expression : EXPRESSIONS) {
            Result result = promsh().run(
                            "--target",
                            server.address(),
                            "-o",
                            "jsonl",
                            "-c",
                            "range --start " + start + " --end " + end + " --step 15s " + expression)
                    .exits(0);
            all.add(result.out());
        }
        return all;
    }

    /** Answers are long: what is shown is where they part. */
    private static void isSame(List<String> expected, List<String> found) {
        for (int i = 0; i < expected.size(); i++) {
            String one = expected.get(i);
            String other = found.get(i);
            int same = 0;
            while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
                same++;
            }
            int from = Math.max(0, same - 100);
            assertEquals(cut(one, from), cut(other, from), EXPRESSIONS.get(i));
            assertEquals(one.length(), other.length());
        }
    }

    private static String cut(String text, int from) {
        return text.substring(from, Math.min(text.length(), from + 300));
    }

    @Test
    void aCopiedFolderHasAllOfThem() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        List<String> expected;
        String served;
        try (RealPrometheus server = RealPrometheus.on(data, FLAGS)) {
            fill(server);
            expected = answers(server);
            assertTrue(expected.get(2).lines().count() > 0, expected::toString);
            served = promsh().run(
                            "--target",
                            server.address(),
                            "-o",
                            "jsonl",
                            "-c",
                            "query --at " + start.plusSeconds(2990) + " load[45m]")
                    .exits(0)
                    .out();
        }
        assertEquals(List.of(), TsdbBlock.foldersIn(data), "all of it is in the head");
        assertTrue(Files.exists(data.resolve("chunks_head/000001")), "full chunks are beside the log");
        DataDirectory.open(data).head().series(List.of()).forEach(series -> assertEquals(SLOTS, series.count()));

        Result dump = promsh().run("-c", "tsdb dump " + data + " wait").exits(0);
        assertEquals(SLOTS, dump.out().lines().count());
        assertTrue(
                dump.out()
                        .startsWith("wait{job=\"a\"} {count:6, sum:9, (0.5,1]:3, (1,2]:1, (2,4]:2} "
                                + start.toEpochMilli() + "\n"),
                dump.out().substring(0, 200));
        assertEquals("", dump.err());

        String bounds = promsh().run(
                        "-c",
                        "tsdb dump --start " + start.plusSeconds(291) + " --end " + start.plusSeconds(2991)
                                + " -o jsonl " + data + " load")
                .exits(0)
                .out();
        assertTrue(bounds.contains("[1,\"-0.84"), bounds);
        isSame(List.of(served), List.of(bounds));

        Path imported = Files.createDirectory(home.resolve("imported"));
        promsh().run("-c", "import " + data + " --to " + imported).exits(0);
        try (RealPrometheus server = RealPrometheus.on(imported)) {
            isSame(expected, answers(server));
        }

        try (RealPrometheus server = RealPrometheus.start("", FLAGS)) {
            Result sent = promsh().run(
                            "-o", "csv", "-c", "import " + imported + " --to " + server.address() + "/api/v1/write")
                    .exits(0);
            assertTrue(sent.out().contains(",1.0," + 3 * SLOTS + "," + 3 * SLOTS + ","), sent.out());
            assertEquals("", sent.err());
            isSame(expected, answers(server));
        }
        try (RealPrometheus server = RealPrometheus.start("", FLAGS[0])) {
            promsh().run("-c", "import " + imported + " --to " + server.address() + "/api/v1/write")
                    .exits(1)
                    .notes("native histograms are disabled")
                    .notes("--enable-feature=native-histograms");
        }
    }
}
