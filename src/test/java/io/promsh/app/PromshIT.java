package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.RealPrometheus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against a real Prometheus with an hour of samples of its own, one every 30 seconds. */
@Tag("integration")
@SuppressWarnings({"TimeInStaticInitializer", "StringConcatToTextBlock"}) // the day of the run is what is wanted
class PromshIT {
    /** An even hour a day ago: inside the server's retention, outside its head. */
    private static final Instant END = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 7200 * 7200 - 86_400);

    @SuppressWarnings("NullAway.Init")
    private static RealPrometheus prometheus;

    @TempDir
    Path home;

    @BeforeAll
    static void start() {
        StringBuilder text = new StringBuilder("# TYPE cars counter\n");
        for (String direction : new String[] {"left", "right"}) {
            for (int i = 0; i < 120; i++) {
                long at = END.getEpochSecond() - 3600 + 30L * i;
                text.append(String.format(
                        Locale.ROOT, "cars_total{direction=\"%s\",job=\"traffic\"} %d %d%n", direction, i, at));
            }
        }
        text.append("# TYPE status gauge\n");
        for (int i = 0; i < 120; i++) {
            text.append("status{component=\"camera\",job=\"traffic\"} 1 ")
                    .append(END.getEpochSecond() - 3600 + 30L * i)
                    .append('\n');
        }
        prometheus = RealPrometheus.start(text.append("# EOF\n").toString(), "--web.enable-admin-api");
    }

    @AfterAll
    static void stop() {
        prometheus.close();
    }

    private PromshRun promsh() {
        return new PromshRun(home)
                .with("PROMETHEUS_QUERY_URL", prometheus.address())
                .clock(Clock.fixed(END, ZoneOffset.UTC));
    }

    @Test
    void snapshotsWhereTheServerMakesThem() {
        String name = "[0-9]{8}T[0-9]{6}Z-[0-9a-f]{16}";
        PromshRun.Result made =
                promsh().run("-o", "tsv", "-c", "snapshot --skip-head").exits(0);
        assertTrue(made.out().matches(name + "\t\\S+/snapshots/" + name + "\n"), made.out());
        promsh().run("--read-only", "-c", "snapshot").exits(5).printsNothing();
        try (RealPrometheus plain = RealPrometheus.start("")) {
            new PromshRun(home)
                    .run("--target", plain.address(), "-c", "snapshot")
                    .exits(1)
                    .printsNothing()
                    .notes("--web.enable-admin-api");
        }
    }

    private PromshRun.Result at(String line) {
        return promsh().run("--at", END.minusSeconds(30).toString(), "-o", "tsv", "-c", line);
    }

    @Test
    void asksAtATimeAndOverAWindow() {
        at("sum(cars_total)").exits(0).prints(END.minusSeconds(30).toString().replace("Z", ".000Z") + "\t238\n");
        at("count(range_of_nothing)").exits(0).printsNothing();
        promsh().run("-o", "tsv", "--last", "10m", "--step", "5m", "-c", "range count(cars_total)")
                .exits(0)
                .notes("step 5m (given), 3 points a series");
        promsh().run("-c", "graph --last 1h cars_total").exits(0).isSilentOn("promsh:");
    }

    @Test
    void rawGivesStoredSamplesOfTheHalfOpenWindow() {
        String[] times = new String[4];
        for (int i = 0; i < 4; i++) {
            times[i] = END.minusSeconds(120 - 30L * i).toString().replace("Z", ".000Z");
        }
        promsh().run("-o", "tsv", "--last", "2m", "-c", "raw status")
                .exits(0)
                .prints("status\tcamera\ttraffic\t" + times[0] + "\t1\nstatus\tcamera\ttraffic\t" + times[1]
                        + "\t1\nstatus\tcamera\ttraffic\t" + times[2] + "\t1\nstatus\tcamera\ttraffic\t" + times[3]
                        + "\t1\n");
    }

    @Test
    void discoversNamesLabelsValuesAndSeries() {
        promsh().run("-o", "tsv", "-c", "metrics cars").exits(0).prints("cars_total\t\t\t\n");
        promsh().run("-o", "tsv", "-c", "labels cars_total").exits(0).prints("__name__\ndirection\njob\n");
        promsh().run("-o", "tsv", "-c", "values direction").exits(0).prints("left\nright\n");
        promsh().run("-o", "tsv", "-c", "series status")
                .exits(0)
                .prints("status{component=\"camera\", job=\"traffic\"}\n");
        promsh().run("-c", "describe cars_total").exits(0).isSilentOn("promsh:");
        promsh().run("-c", "describe no_such_metric").exits(1).notes("no series of no_such_metric");
    }

    @Test
    void tellsWhatTheServerReports() {
        promsh().run("-o", "jsonl", "-c", "flags storage.tsdb.path").exits(0).isSilentOn("promsh:");
        for (String line : new String[] {"scrapes", "alerts", "rules", "cardinality", "session", "session diagnose"}) {
            promsh().run("-o", "json", "-c", line).exits(0).isSilentOn("promsh:");
        }
    }
}
