package io.promsh.output;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.Values;
import java.util.AbstractList;
import java.util.List;

/** Any result of numbers as series: an instant vector's have one sample, a scalar has no labels, a string is none. */
final class SeriesList {
    private SeriesList() {}

    static List<Series> of(QueryResult result) {
        return result.fold(
                SeriesList::ofVector,
                matrix -> matrix.series(),
                scalar -> List.of(single(Labels.EMPTY, scalar.time().toEpochMilli(), scalar.value())),
                string -> List.of());
    }

    static long staleMarkers(QueryResult result) {
        return result.fold(
                vector -> {
                    long count = 0;
                    for (Element element : vector.elements()) {
                        count += Values.isStale(element.value()) ? 1 : 0;
                    }
                    return count;
                },
                matrix -> {
                    long count = 0;
                    for (Series series : matrix.series()) {
                        for (double value : series.values()) {
                            count += Values.isStale(value) ? 1 : 0;
                        }
                    }
                    return count;
                },
                scalar -> 0L,
                string -> 0L);
    }

    /** Makes the series one by one as they are asked for: there may be many. */
    private static List<Series> ofVector(InstantVector vector) {
        return new AbstractList<>() {
            @Override
            public Series get(int i) {
                Element element = vector.elements().get(i);
                long time = element.time().toEpochMilli();
                if (element.histogram().isEmpty()) {
                    return single(element.labels(), time, element.value());
                }
                HistogramSample sample =
                        new HistogramSample(time, element.histogram().get());
                return new Series(element.labels(), new long[0], new double[0], List.of(sample));
            }

            @Override
            public int size() {
                return vector.elements().size();
            }
        };
    }

    private static Series single(Labels labels, long time, double value) {
        return Series.of(labels, new long[] {time}, new double[] {value});
    }
}
