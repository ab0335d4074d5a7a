package io.promsh.coverage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.coverage.Rhythm.Phase;
import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.FetchReport;
import io.promsh.fetch.LimitStore;
import io.promsh.fetch.Progress;
import io.promsh.fetch.Selection;
import io.promsh.model.TimeRange;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.testing.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Counting at a real server finds the same as reading every sample. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class CountedWindowsIT {
    private static final Instant START = Instant.parse("2025-08-03T00:00:00Z");
    private static final int SLOTS = 2880;
    private static final TimeRange WINDOW = new TimeRange(START, START.plusSeconds(30L * SLOTS));
    private static final FetchOptions OPTIONS = FetchOptions.of(Duration.ofSeconds(30), LimitStore.NONE);

    private static RealPrometheus server;
    private static HttpPrometheus target;

    @BeforeAll
    static void start() {
        StringBuilder text = new StringBuilder("# TYPE lane gauge\n");
        for (int lane = 0; lane < 8; lane++) {
            for (int slot = 0; slot < SLOTS; slot++) {
                // Lane 3 has a hole across two windows, lane 5 lacks single samples, lane 0 lies on every seam there
                // may be.
                boolean lost = (lane == 3 && slot >= 955 && slot < 975) || (lane == 5 && (slot == 0 || slot == 2000));
                if (!lost) {
                    double time = START.getEpochSecond() + 30L * slot + (lane == 0 ? 0 : lane * 1.25);
                    text.append("lane{n=\"")
                            .append(lane)
                            .append("\"} ")
                            .append(slot)
                            .append(' ');
                    text.append(java.math.BigDecimal.valueOf(time).toPlainString())
                            .append('\n');
                }
            }
        }
        server = RealPrometheus.start(text.append("# TYPE ragged gauge\n")
                .append(ragged())
                .append("# EOF\n")
                .toString());
        target = HttpPrometheus.open(TargetSpec.open("real", server.address()));
    }

    /** Every 30 s, then every 20 s: no count tells what is there. */
    private static String ragged() {
        StringBuilder text = new StringBuilder();
        for (int second = 0; second < 30 * SLOTS; second += second < 40_000 ? 30 : 20) {
            text.append("ragged 1 ").append(START.getEpochSecond() + second).append('\n');
        }
        return text.toString();
    }

    @AfterAll
    static void stop() {
        target.close();
        server.close();
    }

    private static List<SeriesCoverage> coverage(SeriesTraces traces) {
        List<SeriesCoverage> all = new ArrayList<>();
        traces.forEach((labels, trace) -> {
            List<Phase> phases = Rhythm.of(trace).orElseThrow().phases();
            SeriesCoverage one = new GapFinding(WINDOW, WINDOW.end().plusSeconds(3600))
                    .of(labels, trace, phases, IntervalSource.MEASURED, new TreeSet<>());
            all.add(one);
        });
        return all;
    }

    @Test
    void findsWhatReadingFindsAndReadsFarLess() {
        SeriesTraces read = new SeriesTraces();
        CountedWindows reading = new CountedWindows(target, OPTIONS, Progress.NONE, WINDOW);
        FetchReport all = reading.read(Selection.of("lane"), read);
        assertFalse(reading.hasCounted(), "so few samples are read");
        SeriesTraces counted = new SeriesTraces();
        CountedWindows counting = new CountedWindows(target, OPTIONS, Progress.NONE, WINDOW, 1000);
        FetchReport some = counting.read(Selection.of("lane"), counted);
        assertTrue(counting.hasCounted());
        assertEquals(8 * SLOTS - 22, all.samples());
        assertTrue(some.samples() * 3 < all.samples(), some.samples() + " of " + all.samples());
        assertEquals(coverage(read), coverage(counted));
        assertEquals(20, coverage(counted).get(3).gaps().get(0).missing());
        assertEquals(2, coverage(counted).get(5).gaps().size());
    }

    @Test
    void readsEverythingWhereCountsTellNothing() {
        SeriesTraces counted = new SeriesTraces();
        CountedWindows counting = new CountedWindows(target, OPTIONS, Progress.NONE, WINDOW, 1000);
        counting.read(Selection.of("ragged"), counted);
        assertFalse(counting.hasCounted());
        SeriesCoverage one = coverage(counted).get(0);
        assertEquals(List.of(), one.gaps());
        assertEquals(2, one.rhythm().orElseThrow().phases().size());
    }
}
