package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.target.CutAnswer;
import io.promsh.target.RangeQuery;
import io.promsh.testing.FakeTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SplitRangeQueryTest {
    private static final Bounds BOUNDS = new Bounds(10_000_000, 1000);

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final List<RangeQuery> asked = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private QueryAnswer run(RangeQuery query, Function<RangeQuery, QueryAnswer> server) {
        return run(query, server, BOUNDS);
    }

    private QueryAnswer run(RangeQuery query, Function<RangeQuery, QueryAnswer> server, Bounds bounds) {
        FakeTarget target = new FakeTarget().answeringRanges(part -> {
            asked.add(part);
            return server.apply(part);
        });
        return new SplitRangeQuery(target, threads, 4, bounds, Progress.NONE).run(query);
    }

    private static QueryAnswer limited(RangeQuery query, long points) {
        if (RangeSplitter.points(query) > points) {
            throw Failure.failed("exceeded maximum resolution of " + points + " points per timeseries", "");
        }
        return Grid.evaluated(query);
    }

    private static void assertWhole(RangeQuery query, QueryAnswer answer) {
        QueryAnswer expected = Grid.evaluated(query);
        assertEquals(2, Grid.series(answer).size());
        assertEquals(Labels.of("x", "a"), Grid.series(answer).get(0).labels());
        assertArrayEquals(
                Grid.series(expected).get(0).timestampsMillis(),
                Grid.series(answer).get(0).timestampsMillis());
        assertFalse(answer.partial());
    }

    @Test
    void asksOnceWhatFits() {
        RangeQuery query = Grid.query(0, 10_999_000, 1000);
        run(query, part -> limited(part, 11_000));
        assertEquals(List.of(query), asked);
    }

    @Test
    void joinsPartsWithoutSeams() {
        RangeQuery query = Grid.query(17, 60_000_000, 1000);
        assertWhole(query, run(query, part -> limited(part, 11_000)));
        assertEquals(6, asked.size());
    }

    @Test
    void learnsASmallerLimitFromTheServersWords() {
        RangeQuery query = Grid.query(0, 20_000_000, 1000);
        assertWhole(query, run(query, part -> limited(part, 5000)));
    }

    @Test
    void keepsWithinALimitOfTime() {
        RangeQuery query = Grid.query(0, Duration.ofDays(100).toMillis(), 3_600_000);
        QueryAnswer answer = run(query, part -> {
            Duration length = Duration.between(part.start(), part.end());
            if (length.compareTo(Duration.ofDays(32)) > 0) {
                throw Failure.failed(
                        "the query time range exceeds the limit (query length: 2400h0m0s, limit: 768h0m0s)", "");
            }
            return Grid.evaluated(part);
        });
        assertWhole(query, answer);
    }

    @Test
    void halvesWhatTakesTooLong() {
        RangeQuery query = Grid.query(0, 1_000_000, 1000);
        QueryAnswer answer = run(query, part -> {
            if (RangeSplitter.points(part) > 300) {
                throw Failure.unreachable("too slow", "").withCause(new TimeoutException());
            }
            return Grid.evaluated(part);
        });
        assertWhole(query, answer);
    }

    @Test
    void endsTheRestAfterAFailureThatSmallerPartsCannotHelp() {
        Failure denied = Failure.denied("no more", "");
        AtomicInteger calls = new AtomicInteger();
        Failure seen = assertThrows(
                Failure.class,
                () -> run(Grid.query(0, 900_000_000, 1000), part -> {
                    if (calls.incrementAndGet() == 5) {
                        throw denied;
                    }
                    return Grid.evaluated(part);
                }));
        assertSame(denied, seen);
        assertTrue(calls.get() < 10);
    }

    @Test
    void mergesWarningsOnceAndKeepsPartial() {
        QueryAnswer answer = run(Grid.query(0, 30_000_000, 1000), part -> {
            QueryAnswer whole = Grid.evaluated(part);
            return new QueryAnswer(
                    whole.result(), whole.kind(), List.of("store gone"), List.of("i"), true, Duration.ZERO, 5);
        });
        assertEquals(List.of("store gone"), answer.warnings());
        assertEquals(List.of("i"), answer.infos());
        assertTrue(answer.partial());
        assertEquals(15, answer.bytes());
    }

    @Test
    void cutsTheEndWhenMemoryIsFull() {
        QueryAnswer answer = run(Grid.query(0, 99_999_000, 1000), Grid::evaluated, new Bounds(40_000, 1000));
        assertTrue(CutAnswer.isCut(answer));
        long[] times = Grid.series(answer).get(0).timestampsMillis();
        assertEquals(0, times[0]);
        assertTrue(times.length >= 10_000 && times.length < 100_000);
        for (int i = 1; i < times.length; i++) {
            assertEquals(1000, times[i] - times[i - 1]);
        }
    }

    @Test
    void spellsTheEdgesOfTheWindowOutBeforeItSplits() {
        RangeQuery query = new RangeQuery(
                "m @ start() - on() n @ end ( ) + start",
                Instant.ofEpochMilli(500),
                Instant.ofEpochSecond(20_000),
                Duration.ofSeconds(1),
                Grid.TIMEOUT);
        run(query, Grid::evaluated);
        assertEquals("m @ 0.500 - on() n @ 20000.000 + start", asked.get(0).expression());
    }

    @Test
    void refusesToSplitWhatMeansTheWholeWindow() {
        RangeQuery query = new RangeQuery(
                "rate(m[range()])", Instant.EPOCH, Instant.ofEpochSecond(20_000), Duration.ofSeconds(1), Grid.TIMEOUT);
        Failure failure = assertThrows(Failure.class, () -> run(query, Grid::evaluated));
        assertTrue(failure.message().contains("range()"));
    }

    @Test
    void tellsHowFarItIs() {
        List<Double> fractions = Collections.synchronizedList(new ArrayList<>());
        FakeTarget target = new FakeTarget().answeringRanges(Grid::evaluated);
        new SplitRangeQuery(target, threads, 2, BOUNDS, (fraction, samples) -> fractions.add(fraction))
                .run(Grid.query(0, 50_000_000, 1000));
        assertEquals(5, fractions.size());
        assertEquals(1.0, fractions.get(4));
    }
}
