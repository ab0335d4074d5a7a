package io.promsh.target.grafana;

import io.promsh.model.Labels;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.model.QueryResult.StringValue;
import io.promsh.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one of PromQL's results of data frames: usually a frame a series, but several series may stand in one. */
final class FrameCollection {
    private final boolean instant;
    private final Instant at;
    private final FrameGrid grid;
    private final long mostSamples;
    private final List<Series> series = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<String> infos = new LinkedHashSet<>();
    private @Nullable QueryResult single;
    private boolean matrix;
    private boolean errors;
    private int histograms;
    private long samples;

    /**
     * @param instant whether the query was an instant one, so that a frame without a type is a vector
     * @param at time of a value that carries none
     */
    FrameCollection(boolean instant, Instant at, FrameGrid grid, long mostSamples) {
        this.instant = instant;
        this.at = at;
        this.grid = grid;
        this.mostSamples = mostSamples;
        this.matrix = !instant;
    }

    /** Takes a frame in; returns whether there is room for more. */
    boolean take(Frame frame) {
        if (frame.isExemplar()) {
            return true;
        }
        for (Frame.Notice notice : frame.notices) {
            (notice.severity().equals("info") ? infos : warnings).add(notice.text());
            errors |= notice.severity().equals("error");
        }
        if (frame.isHistogram()) {
            histograms++;
            return true;
        }
        int time = frame.timeField();
        boolean vector = frame.resultType.isEmpty() ? instant : !frame.resultType.equals("matrix");
        matrix |= !vector;
        for (int i = 0; i < frame.fields.size(); i++) {
            Frame.Field field = frame.fields.get(i);
            if (i == time) {
                // A vector's frames carry the step too, which says nothing.
                grid.sees(vector ? 0 : field.intervalMillis);
            } else if (frame.resultType.equals("string")) {
                single = new StringValue(timeOf(frame, time), frame.column(i).text(0));
            } else if (field.type.equals("number") || field.type.equals("boolean")) {
                values(frame, time, i, vector);
            }
        }
        return samples < mostSamples;
    }

    private void values(Frame frame, int time, int field, boolean vector) {
        FrameColumn values = frame.column(field);
        Labels labels = frame.fields.get(field).labels;
        if (!vector) {
            series.add(series(labels, time < 0 ? new FrameColumn() : frame.column(time), values));
            return;
        }
        for (int row = values.size() - 1; row >= 0; row--) {
            if (values.isMissing(row)) {
                continue;
            }
            Instant when = time < 0
                    ? at
                    : Instant.ofEpochMilli(grid.snap(frame.column(time).millis(row)));
            samples++;
            if (frame.resultType.equals("scalar")) {
                single = new Scalar(when, values.number(row));
            } else {
                elements.add(new Element(labels, when, values.number(row), Optional.empty()));
            }
            return;
        }
    }

    private Instant timeOf(Frame frame, int time) {
        boolean none = time < 0 || frame.column(time).size() == 0;
        return none ? at : Instant.ofEpochMilli(grid.snap(frame.column(time).millis(0)));
    }

    private Series series(Labels labels, FrameColumn times, FrameColumn values) {
        int rows = Math.min(times.size(), values.size());
        long[] millis = new long[rows];
        double[] numbers = new double[rows];
        int kept = 0;
        for (int row = 0; row < rows; row++) {
            if (!values.isMissing(row) && !times.isMissing(row)) {
                millis[kept] = grid.snap(times.millis(row));
                numbers[kept++] = values.number(row);
            }
        }
        samples += kept;
        return Series.of(labels, Arrays.copyOf(millis, kept), Arrays.copyOf(numbers, kept));
    }

    /** Returns the result; series without a sample are left out, as Prometheus does. */
    QueryResult result() {
        QueryResult one = single;
        if (one != null) {
            return one;
        }
        if (matrix) {
            return new RangeVector(
                    series.stream().filter(each -> each.size() > 0).toList());
        }
        return new InstantVector(elements);
    }

    /** Returns the remarks that may make the result wrong, each once: every frame repeats them. */
    List<String> warnings() {
        return new ArrayList<>(warnings);
    }

    List<String> infos() {
        return new ArrayList<>(infos);
    }

    /** Returns whether a remark says that something is missing: the query engine's own begin with its name. */
    boolean isPartial() {
        return errors || warnings.stream().anyMatch(warning -> !warning.startsWith("PromQL "));
    }

    /** Returns how many native histograms came, of which a frame holds too little. */
    int histograms() {
        return histograms;
    }

    long samples() {
        return samples;
    }
}
