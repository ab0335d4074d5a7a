package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.Values;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Native histograms come back as they are stored: two real servers, one of which lost three hours of them. */
@Tag("integration")
class RecoverHistogramsIT {
    private static final String[] FLAGS = {"--web.enable-remote-write-receiver", "--enable-feature=native-histograms"};
    private static final long STEP = 30_000;
    private static final Labels WAIT = Labels.of(Labels.METRIC_NAME, "wait", "job", "a");
    private static final Labels LOAD = Labels.of(Labels.METRIC_NAME, "load", "job", "a");
    private static final Labels LANE = Labels.of(Labels.METRIC_NAME, "lane", "job", "a");

    private static final List<String> EXPRESSIONS = List.of(
            "histogram_count(wait)",
            "histogram_sum(load)",
            "histogram_quantile(0.9, rate(wait[5m]))",
            "histogram_quantile(0.3, load)",
            "rate(load[4m])",
            "{__name__=~\"wait|load|lane\"}");

    @TempDir
    private Path home;

    /** A whole hour, so that the same chunks are cut every time. */
    private final Instant end =
            Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(4)).getEpochSecond() / 3600 * 3600);

    private final Instant start = end.minus(Duration.ofHours(8));
    private final Instant lostFrom = start.plus(Duration.ofMinutes(130));
    private final Instant lostTo = lostFrom.plus(Duration.ofHours(3));

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    private void fill(RealPrometheus server, boolean isWhole) {
        // Some time of all series side by side, or the later ones would be too old for a head that has moved on.
        for (Instant from = start; from.isBefore(end); from = from.plusSeconds(600)) {
            List<Long> times = new ArrayList<>();
            for (long time = from.toEpochMilli(); time < from.toEpochMilli() + 600_000; time += STEP) {
                if (isWhole || time < lostFrom.toEpochMilli() || time >= lostTo.toEpochMilli()) {
                    times.add(time);
                }
            }
            if (times.isEmpty()) {
                continue;
            }
            long slot = (from.toEpochMilli() - start.toEpochMilli()) / STEP;
            long stale = lostFrom.plusSeconds(3600).toEpochMilli();
            double[] values = times.stream()
                    .mapToDouble(time -> time == stale ? Double.longBitsToDouble(Values.STALE_BITS) : time * 0.5)
                    .toArray();
            long[] columns = times.stream().mapToLong(Long::longValue).toArray();
            new RemoteWrite()
                    .add(Series.of(LANE, columns, values))
                    .addHistograms(WAIT, times, 3 + slot, slot + 1, 2 + 3 * slot)
                    .addFloatHistograms(LOAD, times, Set.of(stale))
                    .to(server.address());
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(home.resolve(name));
    }

    private Set<String> histograms(Path data) {
        Set<String> all = new TreeSet<>();
        DataDirectory.open(data)
                .forEachSeries(
                        List.of(),
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        series -> series.chunks().stream()
                                .filter(chunk -> chunk.encoding().isHistogram())
                                .forEach(chunk ->
                                        all.add(series.labels() + HexFormat.of().formatHex(chunk.data()))));
        return all;
    }

    private String answer(RealPrometheus server, String expression) {
        Result result = promsh().run(
                        "--target",
                        server.address(),
                        "-o",
                        "jsonl",
                        "-c",
                        "range --start " + start + " --end " + end + " --step 30s " + expression)
                .exits(0);
        return result.out();
    }

    @Test
    void bringsThemBackSoThatBothServersAnswerTheSame() throws Exception {
        Path localData = folder("local");
        Path cloudData = folder("cloud");
        Path built;
        try (RealPrometheus cloud = RealPrometheus.on(cloudData, FLAGS);
                LossyServer local = new LossyServer(home, localData, FLAGS)) {
            fill(cloud, true);
            fill(local.server(), false);
            String gap = answer(local.server(), "histogram_count(wait)");
            Result done = local.recover("--match '{__name__=~\"wait|load|lane\"}' --from " + cloud.address()
                    + " --start " + start + " --end " + end);
            assertTrue(done.out().contains("put in " + (3 * 360 - 2) + ", "), done.out());
            assertTrue(done.out().contains("all 3 series are the same"), done.out());
            assertFalse(done.out().contains("lost: ") && done.out().contains("native"), done.out());
            for (String expression : EXPRESSIONS) {
                assertEquals(answer(cloud, expression), answer(local.server(), expression), expression);
            }
            assertFalse(gap.equals(answer(local.server(), "histogram_count(wait)")), gap);
            String id = local.lastId();
            promsh().run("-c", "recover undo " + id + " --force " + id).exits(0);
            local.stop();
            assertEquals(0, samplesOfTheLoss(localData));
            built = home.resolve(".local/state/promsh/recoveries/" + id + "/blocks");
            assertTrue(samplesOfTheLoss(built) > 700);
            aFolderOfBlocksBringsThemBackOnceMore(local, built);
            for (String expression : EXPRESSIONS) {
                assertEquals(answer(cloud, expression), answer(local.server(), expression), expression);
            }
        }
        takesWholeChunksOver(histograms(cloudData), built);
    }

    private void aFolderOfBlocksBringsThemBackOnceMore(LossyServer local, Path blocks) throws IOException {
        // What was taken out is served until the server looks again.
        local.restart();
        Result done = local.recover(
                "--match '{__name__=~\"wait|load|lane\"}' --from " + blocks + " --start " + start + " --end " + end);
        assertTrue(done.out().contains("put in " + (3 * 360 - 2) + ", "), done.out());
        assertTrue(done.out().contains("all 3 series are the same"), done.out());
        assertFalse(done.out().contains("lost: "), done.out());
    }

    /** Returns how many native histograms the blocks on disk have of the window that was lost. */
    private long samplesOfTheLoss(Path data) {
        long[] count = new long[1];
        for (Path block : TsdbBlock.foldersIn(data)) {
            TsdbBlock.open(block).forEachSeries(List.of(), series -> {
                for (Chunk chunk : series.histograms(lostFrom.toEpochMilli(), lostTo.toEpochMilli() - 1)) {
                    count[0] += chunk.count();
                }
            });
        }
        return count[0];
    }

    /** What lies in the lost window as a whole is the same, byte for byte. */
    private void takesWholeChunksOver(Set<String> stored, Path built) {
        Set<String> taken = new TreeSet<>();
        for (Path block : TsdbBlock.foldersIn(built)) {
            taken.addAll(histograms(block));
        }
        taken.retainAll(stored);
        assertTrue(taken.stream().anyMatch(one -> one.startsWith(WAIT.toString())), taken::toString);
        assertTrue(taken.stream().anyMatch(one -> one.startsWith(LOAD.toString())), taken::toString);
    }
}
