package io.promsh.fetch;

import io.promsh.model.Series;
import io.promsh.model.Series.EncodedHistograms;
import io.promsh.model.Series.HistogramSample;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** What a long read has put into a folder, to be read as whole series. */
public final class FetchedParts {
    private final FetchFolder folder;
    private final TimeRange window;
    private final FetchReport report;

    FetchedParts(FetchFolder folder, TimeRange window, FetchReport report) {
        this.folder = folder;
        this.window = window;
        this.report = report;
    }

    /** Returns what came of the read. */
    public FetchReport report() {
        return report;
    }

    /** Returns the same read, limited to a window within its own. */
    public FetchedParts within(TimeRange narrower) {
        return new FetchedParts(folder, narrower, report);
    }

    /**
     * Hands over the samples of one of the selectors that were fetched: series after series in the order of their labels, each in
     * slices of ascending time. The order and the samples do not depend on how the read was cut.
     */
    public void read(String selector, SliceSink sink) {
        read(Selection.of(selector), sink);
    }

    void read(Selection selection, SliceSink sink) {
        try {
            SeriesMerge.read(folder.files(selection, window), folder.path(), slice -> {
                Series within = within(slice);
                if (within.size() > 0) {
                    sink.take(within);
                }
            });
        } catch (IOException e) {
            throw FetchFolder.failed(folder.path(), e);
        }
    }

    /** Parts of an earlier read may reach beyond this one's window. */
    private Series within(Series slice) {
        long start = window.start().toEpochMilli();
        long end = window.end().toEpochMilli();
        long[] times = slice.timestampsMillis();
        int from = 0;
        int to = times.length;
        while (from < to && times[from] < start) {
            from++;
        }
        while (from < to && times[to - 1] >= end) {
            to--;
        }
        List<HistogramSample> histograms = slice.histograms().stream()
                .filter(one -> one.timestampMillis() >= start && one.timestampMillis() < end)
                .toList();
        List<EncodedHistograms> encoded = EncodedRuns.only(slice.encoded(), time -> time >= start && time < end);
        if (to - from == times.length
                && histograms.size() == slice.histograms().size()
                && EncodedRuns.samples(encoded) == EncodedRuns.samples(slice.encoded())) {
            return slice;
        }
        return new Series(
                slice.labels(),
                Arrays.copyOfRange(times, from, to),
                Arrays.copyOfRange(slice.values(), from, to),
                histograms,
                encoded);
    }
}
