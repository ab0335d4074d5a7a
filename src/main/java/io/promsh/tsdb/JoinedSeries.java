package io.promsh.tsdb;

import io.promsh.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A series that several blocks, or blocks and the head, have parts of. */
final class JoinedSeries implements StoredSeries {
    private final Labels labels;
    private final List<StoredSeries> parts;

    JoinedSeries(Labels labels, List<StoredSeries> parts) {
        this.labels = labels;
        this.parts = List.copyOf(parts);
    }

    @Override
    public Labels labels() {
        return labels;
    }

    /** Chunks of different parts may overlap. */
    @Override
    public List<Chunk> chunks() {
        List<Chunk> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.chunks()));
        all.sort(Comparator.comparingLong(Chunk::minTime));
        return all;
    }

    @Override
    public Samples samples(long from, long to) {
        Samples all = new Samples(0);
        for (StoredSeries part : parts) {
            all.addAll(part.samples(from, to));
        }
        return all.inOrder(Samples.Dropped.IGNORED);
    }

    @Override
    public List<Chunk> histograms(long from, long to) {
        List<Chunk> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.histograms(from, to)));
        return HistogramMerge.apart(all, Samples.Dropped.IGNORED);
    }

    @Override
    public long undecoded() {
        return parts.stream().mapToLong(StoredSeries::undecoded).sum();
    }

    @Override
    public long count() {
        return samples().size() + histogramSamples() + undecoded();
    }
}
