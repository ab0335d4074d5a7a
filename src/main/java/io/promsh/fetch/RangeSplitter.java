package io.promsh.fetch;

import io.promsh.target.RangeQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Splits a range query on its own step grid: the parts together have exactly the points of the whole, none twice. */
public final class RangeSplitter {
    private RangeSplitter() {}

    /**
     * Returns the parts in ascending time.
     *
     * @param maxPoints points a series in one part, at least 1
     * @param maxLength longest window of one part, positive
     */
    public static List<RangeQuery> split(RangeQuery query, long maxPoints, Duration maxLength) {
        long step = Math.max(1, query.step().toMillis());
        long points = points(query);
        long each = Math.max(1, Math.min(maxPoints, maxLength.toMillis() / step + 1));
        if (points <= each) {
            return List.of(query);
        }
        // Parts of about one size: the last one is not a crumb.
        long parts = (points + each - 1) / each;
        long size = (points + parts - 1) / parts;
        List<RangeQuery> split = new ArrayList<>();
        for (long from = 0; from < points; from += size) {
            long to = Math.min(points, from + size) - 1;
            Instant start = query.start().plusMillis(from * step);
            Instant end = query.start().plusMillis(to * step);
            split.add(new RangeQuery(query.expression(), start, end, query.step(), query.timeout()));
        }
        return split;
    }

    /** Returns how many points a series of the query has. */
    public static long points(RangeQuery query) {
        return StepChoice.points(Duration.between(query.start(), query.end()), query.step());
    }
}
