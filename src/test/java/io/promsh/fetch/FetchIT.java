package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.promsh.config.TargetSpec;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.RangeQuery;
import io.promsh.target.prometheus.HttpPrometheus;
import io.promsh.testing.RealPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Long reads from Debian's Prometheus, whose ranges are closed on both sides. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class FetchIT {
    private static final Instant START = Instant.parse("2025-08-03T00:00:00Z");
    private static final int SAMPLES = 2 * 24 * 240;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static RealPrometheus server;
    private static HttpPrometheus target;

    @BeforeAll
    static void start() {
        StringBuilder text = new StringBuilder("# TYPE lane gauge\n");
        for (String lane : List.of("1", "2")) {
            for (int i = 0; i < SAMPLES; i++) {
                text.append("lane{n=\"").append(lane).append("\"} ").append(i).append(' ');
                text.append(START.getEpochSecond() + 15L * i).append('\n');
            }
        }
        // A query may load this many samples at most: long windows have to be split.
        server = RealPrometheus.start(text.append("# EOF\n").toString(), "--query.max-samples=6000");
        target = HttpPrometheus.open(TargetSpec.open("real", server.address()));
    }

    @AfterAll
    static void stop() {
        target.close();
        server.close();
    }

    private static List<Series> series(QueryAnswer answer) {
        return ((RangeVector) answer.result()).series();
    }

    @Test
    void readsEveryStoredSampleOfALongWindowOnce() {
        TimeRange window = new TimeRange(START, START.plusSeconds(15L * SAMPLES));
        QueryAnswer answer =
                new RawWindow(target, new Bounds(1_000_000, 100_000), Progress.NONE).read("lane", window, TIMEOUT);
        long[] expected = LongStream.range(0, SAMPLES)
                .map(i -> START.toEpochMilli() + 15_000L * i)
                .toArray();
        assertEquals(2, series(answer).size());
        assertArrayEquals(expected, series(answer).get(0).timestampsMillis());
        assertArrayEquals(expected, series(answer).get(1).timestampsMillis());
        assertFalse(answer.partial());
    }

    @Test
    void holdsAWindowHalfOpen() {
        TimeRange window = new TimeRange(START.plusSeconds(15), START.plusSeconds(60));
        QueryAnswer answer =
                new RawWindow(target, Bounds.ofThisProcess(), Progress.NONE).read("lane{n=\"1\"}", window, TIMEOUT);
        long from = START.toEpochMilli();
        assertArrayEquals(
                new long[] {from + 15_000, from + 30_000, from + 45_000},
                series(answer).get(0).timestampsMillis());
    }

    @Test
    void evaluatesMorePointsThanTheServerAnswersAtOnce() {
        RangeQuery query =
                new RangeQuery("sum(lane)", START, START.plusSeconds(40_000), Duration.ofSeconds(1), TIMEOUT);
        QueryAnswer answer =
                new SplitRangeQuery(target, Runnable::run, 1, Bounds.ofThisProcess(), Progress.NONE).run(query);
        Series joined = series(answer).get(0);
        assertEquals(40_001, joined.size());
        assertEquals(START.plusSeconds(40_000).toEpochMilli(), joined.timestampsMillis()[40_000]);
        assertEquals(2 * (40_000 / 15), joined.lastValue());
    }
}
