package io.promsh.command.query;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that a watch has seen, so that each row draws its own recent past. Bounded in points and series. */
final class WatchHistory {
    private static final int MOST_POINTS = 60;
    private static final int MOST_SERIES = 500;

    private final Map<Labels, Deque<Element>> seen = new LinkedHashMap<>();

    void add(QueryResult result) {
        if (!(result instanceof InstantVector vector)) {
            return;
        }
        for (Element element : vector.elements()) {
            if (!seen.containsKey(element.labels()) && seen.size() >= MOST_SERIES) {
                continue;
            }
            Deque<Element> points = seen.computeIfAbsent(element.labels(), labels -> new ArrayDeque<>());
            points.addLast(element);
            if (points.size() > MOST_POINTS) {
                points.removeFirst();
            }
        }
    }

    RangeVector asMatrix() {
        List<Series> series = new ArrayList<>();
        seen.forEach((labels, points) -> series.add(Series.of(
                labels,
                points.stream().mapToLong(point -> point.time().toEpochMilli()).toArray(),
                points.stream().mapToDouble(Element::value).toArray())));
        return new RangeVector(series);
    }
}
