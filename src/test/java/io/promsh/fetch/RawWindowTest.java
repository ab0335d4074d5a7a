package io.promsh.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.target.CutAnswer;
import io.promsh.target.InstantQuery;
import io.promsh.target.RawQuery;
import io.promsh.testing.FakeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RawWindowTest {
    private static final Bounds BOUNDS = new Bounds(1_000_000, 1000);

    private final List<InstantQuery> asked = Collections.synchronizedList(new ArrayList<>());
    private boolean leftClosed;
    private long mostSamples = Long.MAX_VALUE;

    /** A server with a sample every second. */
    private QueryAnswer answer(InstantQuery query) {
        asked.add(query);
        String expression = query.expression();
        String range = expression.substring(expression.lastIndexOf('[') + 1, expression.length() - 1);
        long at = query.at().orElseThrow().toEpochMilli();
        long from = at - PromDuration.parse(range).toMillis();
        long[] times = LongStream.rangeClosed(0, 100_000)
                .map(i -> i * 1000)
                .filter(t -> t <= at && (t > from || (leftClosed && t == from)))
                .toArray();
        if (times.length > mostSamples) {
            throw Failure.failed("query processing would load too many samples into memory in query execution", "");
        }
        return Grid.answer(times, SampleKind.RAW);
    }

    private QueryAnswer read(String selector, long start, long end) {
        FakeTarget target = new FakeTarget().answering(this::answer);
        return new RawWindow(target, BOUNDS, Progress.NONE).read(selector, Grid.window(start, end), Grid.TIMEOUT);
    }

    private static long[] times(QueryAnswer answer) {
        return Grid.series(answer).get(0).timestampsMillis();
    }

    @Test
    void asksOneMillisecondBeforeTheEnd() {
        read("m", 5000, 10_000);
        assertEquals("m[5s]", asked.get(0).expression());
        assertEquals(9999, asked.get(0).at().orElseThrow().toEpochMilli());
    }

    @Test
    void holdsTheWindowHalfOpenOnNewServersAndOldOnes() {
        long[] expected = {5000, 6000, 7000, 8000, 9000};
        assertArrayEquals(expected, times(read("m", 5000, 10_000)));
        leftClosed = true;
        assertArrayEquals(expected, times(read("m", 5000, 10_000)));
        assertArrayEquals(new long[] {6000}, times(read("m", 5001, 7000)));
    }

    @Test
    void joinsThePartsOfALongWindowWithoutLossOrDoubling() {
        leftClosed = true;
        QueryAnswer answer = read("m", 0, 90_000_000);
        assertTrue(asked.size() > 3);
        assertArrayEquals(LongStream.range(0, 90_000).map(i -> i * 1000).toArray(), times(answer));
        assertEquals(SampleKind.RAW, answer.kind());
        assertFalse(answer.partial());
    }

    @Test
    void halvesWhereTheServerLoadsNoMore() {
        mostSamples = 700;
        assertEquals(3600, times(read("m", 0, 3_600_000)).length);
    }

    @Test
    void cutsAtTheEndOfAPartWhenMemoryIsFull() {
        FakeTarget target = new FakeTarget().answering(this::answer);
        QueryAnswer answer = new RawWindow(target, new Bounds(20_000, 1000), Progress.NONE)
                .read("m", Grid.window(0, 90_000_000), Grid.TIMEOUT);
        assertTrue(CutAnswer.isCut(answer));
        assertTrue(answer.result().sampleCount() >= 20_000 && answer.result().sampleCount() < 40_000);
    }

    @Test
    void writesLengthsToTheMillisecondAsOldServersReadThem() {
        assertEquals("90m", RawQuery.range(Duration.ofMinutes(90)));
        assertEquals("24h", RawQuery.range(Duration.ofDays(1)));
        assertEquals("61s", RawQuery.range(Duration.ofSeconds(61)));
        assertEquals("1001ms", RawQuery.range(Duration.ofMillis(1001)));
    }

    @Test
    void takesASelectorInParenthesesAndWithComments() {
        read("(m{a=\"b\"}) # all of it", 0, 1000);
        assertEquals("m{a=\"b\"}[1s]", asked.get(0).expression());
        read("{\"with space\", job=\"x\"}", 0, 1000);
        assertEquals("{\"with space\", job=\"x\"}[1s]", asked.get(1).expression());
    }

    @Test
    void refusesWhatIsNoPlainSelector() {
        for (String wrong :
                List.of("rate(m[5m])", "m[5m]", "m offset 5m", "m @ 10", "m @ end()", "m{", "1", "m smoothed")) {
            Failure failure = assertThrows(Failure.class, () -> read(wrong, 0, 1000), wrong);
            assertEquals(FailureKind.USAGE, failure.kind(), wrong);
            assertFalse(failure.hint().isEmpty(), wrong);
        }
        assertEquals(List.of(), asked);
    }
}
