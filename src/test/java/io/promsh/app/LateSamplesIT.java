package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.app.PromshRun.Result;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.testing.RealPrometheus;
import io.promsh.testing.RemoteWrite;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples that came late to a real server lie in a log and in chunks of their own: a copy of its folder has them too. */
@Tag("integration")
class LateSamplesIT {
    private static final Labels LANE = Labels.of(Labels.METRIC_NAME, "lane", "job", "a");
    /** More than the server keeps of late samples before it makes a full chunk of them, and some that stay in the log. */
    private static final int EACH = 100;

    @TempDir
    private Path home;

    private final Instant start =
            Instant.ofEpochSecond(Instant.now().minus(Duration.ofHours(6)).getEpochSecond() / 7200 * 7200);

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.systemUTC());
    }

    /** Every second slot from {@code first} on, a quarter of a minute each. */
    private Series slots(int first) {
        long[] times = LongStream.range(0, EACH)
                .map(i -> start.toEpochMilli() + (2 * i + first) * 15_000)
                .toArray();
        double[] values =
                LongStream.of(times).mapToDouble(time -> time / 1000.0).toArray();
        return Series.of(LANE, times, values);
    }

    @Test
    void aCopyHasThem() throws IOException {
        Path data = Files.createDirectory(home.resolve("data"));
        Path config = Files.writeString(
                home.resolve("late.yml"),
                "global: {scrape_interval: 15s}\nstorage: {tsdb: {out_of_order_time_window: 12h}}\n");
        try (RealPrometheus server =
                RealPrometheus.on(data, "--config.file=" + config, "--web.enable-remote-write-receiver")) {
            new RemoteWrite().add(slots(1)).to(server.address());
            new RemoteWrite().add(slots(0)).to(server.address());
            Result counted = promsh().run(
                            "--target",
                            server.address(),
                            "-o",
                            "tsv",
                            "-c",
                            "query --at " + start.plusSeconds(7190) + " count_over_time(lane[2h])")
                    .exits(0);
            assertTrue(counted.out().strip().endsWith("\t" + 2 * EACH), counted.out());
        }
        assertEquals(0, TsdbBlock.foldersIn(data).size(), "all of it is in the head");
        assertTrue(Files.exists(data.resolve("wbl/00000000")));
        Result dump = promsh().run("-c", "tsdb dump " + data).exits(0);
        StringBuilder expected = new StringBuilder();
        for (int slot = 0; slot < 2 * EACH; slot++) {
            long second = start.plusSeconds(slot * 15L).getEpochSecond();
            expected.append("lane{job=\"a\"} ")
                    .append(second)
                    .append(' ')
                    .append(second)
                    .append("000\n");
        }
        assertEquals(expected.toString(), dump.out());
        assertEquals("", dump.err());
    }
}
