package io.promsh.export;

import io.promsh.fetch.FetchedParts;
import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The samples of a metric out of part files. A series that several selectors match comes once, with the first of them. */
final class FetchedSamples implements MetricSamples {
    private final FetchedParts parts;
    private final List<String> selectors;

    FetchedSamples(FetchedParts parts, List<String> selectors) {
        this.parts = parts;
        this.selectors = selectors;
    }

    @Override
    public void read(TimeRange window, SeriesSink sink) throws IOException {
        Set<Labels> before = new HashSet<>();
        try {
            for (String selector : selectors) {
                Passing passing = new Passing(sink, before);
                parts.within(window).read(selector, passing::take);
                passing.finish();
                before.addAll(passing.seen);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Makes series of slices. */
    private final class Passing {
        private final SeriesSink sink;
        private final Set<Labels> before;
        private final Set<Labels> seen = new HashSet<>();

        @Nullable
        private Labels current;

        private boolean isPassed;

        Passing(SeriesSink sink, Set<Labels> before) {
            this.sink = sink;
            this.before = before;
        }

        void take(Series slice) {
            try {
                Labels labels = slice.labels();
                if (current == null || !labels.equals(current)) {
                    finish();
                    current = labels;
                    isPassed = !before.contains(labels);
                    if (selectors.size() > 1) {
                        seen.add(labels);
                    }
                    if (isPassed) {
                        sink.begin(labels);
                    }
                }
                if (isPassed) {
                    sink.samples(slice);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void finish() throws IOException {
            if (current != null && isPassed) {
                sink.end();
            }
            current = null;
        }
    }
}
