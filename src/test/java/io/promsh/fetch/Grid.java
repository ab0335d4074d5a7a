package io.promsh.fetch;

import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.target.RangeQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Answers of a make-believe server: a value at every step, a sample at every interval. */
final class Grid {
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Grid() {}

    static RangeQuery query(long start, long end, long step) {
        return new RangeQuery(
                "m", Instant.ofEpochMilli(start), Instant.ofEpochMilli(end), Duration.ofMillis(step), TIMEOUT);
    }

    static TimeRange window(long start, long end) {
        return new TimeRange(Instant.ofEpochMilli(start), Instant.ofEpochMilli(end));
    }

    /** What a server answers to a range query: a value at each step. */
    static QueryAnswer evaluated(RangeQuery query) {
        long step = query.step().toMillis();
        long[] times = LongStream.iterate(
                        query.start().toEpochMilli(), t -> t <= query.end().toEpochMilli(), t -> t + step)
                .toArray();
        return answer(times, SampleKind.EVALUATED);
    }

    static QueryAnswer answer(long[] times, SampleKind kind) {
        double[] values = LongStream.of(times).asDoubleStream().toArray();
        List<Series> series = new ArrayList<>();
        for (String name : List.of("b", "a")) {
            series.add(Series.of(Labels.of("x", name), times.clone(), values.clone()));
        }
        return new QueryAnswer(new RangeVector(series), kind, List.of(), List.of(), false, Duration.ZERO, 10);
    }

    static List<Series> series(QueryAnswer answer) {
        return ((RangeVector) answer.result()).series();
    }
}
