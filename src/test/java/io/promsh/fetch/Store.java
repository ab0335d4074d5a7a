package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.target.InstantQuery;
import io.promsh.testing.FakeSelector;
import io.promsh.testing.FakeTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/** Series in memory behind a {@link FakeTarget} that answers range selectors as servers before 3.0 do: closed on the left. */
final class Store {
    final FakeTarget target = new FakeTarget().answering(this::answer);

    /** The windows that were answered, as {@code FROM-TO} in milliseconds. */
    final List<String> answered = Collections.synchronizedList(new ArrayList<>());

    private final TreeMap<Labels, Series> series = new TreeMap<>();

    /** Is asked before each answer; throws what the server would say. */
    volatile Predicate<InstantQuery> fault = query -> false;

    /** What is said beside an answer, by the window's end in milliseconds. */
    volatile LongFunction<List<String>> warnings = to -> List.of();

    volatile long mostSamples = Long.MAX_VALUE;

    Store with(Labels labels, long[] times, double[] values) {
        series.put(labels, Series.of(labels, times, values));
        target.series.add(labels);
        return this;
    }

    Series get(Labels labels) {
        return series.getOrDefault(labels, Series.of(labels, new long[0], new double[0]));
    }

    private QueryAnswer answer(InstantQuery query) {
        if (fault.test(query)) {
            throw Failure.unreachable("the connection broke off", "").withCause(new java.io.EOFException());
        }
        String expression = query.expression();
        int bracket = expression.lastIndexOf('[');
        long length = PromDuration.parse(expression.substring(bracket + 1, expression.length() - 1))
                .toMillis();
        long to = query.at().orElseThrow().toEpochMilli();
        List<Series> found = new ArrayList<>();
        long samples = 0;
        for (Series one : series.values()) {
            if (FakeSelector.matches(expression.substring(0, bracket), one.labels())) {
                Series within = within(one, to - length, to);
                samples += within.size();
                if (within.size() > 0) {
                    found.add(within);
                }
            }
        }
        if (samples > mostSamples) {
            throw Failure.failed("query processing would load too many samples into memory in query execution", "");
        }
        answered.add((to - length + 1) + "-" + (to + 1));
        List<String> said = warnings.apply(to);
        return new QueryAnswer(
                new RangeVector(found), SampleKind.RAW, said, List.of(), !said.isEmpty(), Duration.ZERO, 20 * samples);
    }

    private static Series within(Series series, long from, long to) {
        long[] times = series.timestampsMillis();
        int first = 0;
        while (first < times.length && times[first] < from) {
            first++;
        }
        int last = first;
        while (last < times.length && times[last] <= to) {
            last++;
        }
        return Series.of(
                series.labels(),
                Arrays.copyOfRange(times, first, last),
                Arrays.copyOfRange(series.values(), first, last));
    }
}
