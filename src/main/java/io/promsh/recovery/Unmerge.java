package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.BlockWriter;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import io.promsh.tsdb.TsdbBlock;
import io.promsh.tsdb.Ulid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes samples out of blocks that the server has merged them into: a server compacts what it is given when it likes. Such a block is
 * written anew without them. What was put in is known to the sample, because the blocks that were built are kept.
 */
final class Unmerge {
    private final Path directory;
    private final Map<Labels, Set<Long>> ours = new HashMap<>();
    private final Set<String> ulids;

    /**
     * Takes out the samples of {@code built}.
     *
     * @param directory the server's
     * @param built folders of the blocks as they were built
     */
    Unmerge(Path directory, List<Path> built) {
        this.directory = directory;
        ulids = new HashSet<>();
        for (Path block : built) {
            ulids.add(String.valueOf(block.getFileName()));
            if (Files.isDirectory(block)) {
                TsdbBlock.open(block).forEachSeries(List.of(), series -> {
                    Set<Long> times = ours.computeIfAbsent(series.labels(), labels -> new HashSet<>());
                    Samples samples = series.samples();
                    for (int i = 0; i < samples.size(); i++) {
                        times.add(samples.time(i));
                    }
                    for (Chunk chunk : series.histograms(Long.MIN_VALUE, Long.MAX_VALUE)) {
                        HistogramChunk run = HistogramChunk.decode(chunk);
                        for (int i = 0; i < run.size(); i++) {
                            times.add(run.time(i));
                        }
                    }
                });
            }
        }
    }

    /**
     * Takes what was built out of the blocks of a place that hold it now; returns what was done, a sentence each.
     *
     * @param gone those of the blocks that are no longer there by themselves
     * @param rewritten a folder for what is written anew
     */
    static List<String> run(BlockPlace place, List<Path> built, List<String> gone, Path rewritten, Instant now) {
        if (place.folder().isEmpty()) {
            return gone.stream()
                    .map(ulid -> ulid + " is no longer there: the server has merged or dropped it")
                    .toList();
        }
        try {
            DirectoryPlace.delete(rewritten);
            Files.createDirectories(rewritten);
        } catch (IOException e) {
            throw Failure.failed("cannot write " + rewritten + ": " + e.getMessage(), "check the disk")
                    .withCause(e);
        }
        List<String> told = new ArrayList<>();
        Unmerge unmerge = new Unmerge(place.folder().get(), built);
        for (Path merged : unmerge.merged()) {
            // First the block without them, then away with the one that has them: at no time is too little there.
            unmerge.without(merged, rewritten, now).ifPresent(place::put);
            place.remove(String.valueOf(merged.getFileName()));
            told.add("wrote block " + merged.getFileName() + ", which the server had merged, anew without the samples");
        }
        return told;
    }

    /** Returns the blocks that hold some of ours, but are not ours. */
    List<Path> merged() {
        List<Path> found = new ArrayList<>();
        for (Path block : TsdbBlock.foldersIn(directory)) {
            boolean isOurs = ulids.contains(String.valueOf(block.getFileName()));
            if (!isOurs && TsdbBlock.meta(block).sources().stream().anyMatch(ulids::contains)) {
                found.add(block);
            }
        }
        return found;
    }

    /** Writes a block anew into {@code folder}, without ours; empty when nothing is left of it. */
    Optional<Path> without(Path block, Path folder, Instant now) {
        try (BlockWriter writer = new BlockWriter(folder, Ulid.create(now))) {
            long[] kept = new long[1];
            TsdbBlock.open(block).forEachSeries(List.of(), series -> kept[0] += copy(series, writer));
            if (kept[0] == 0) {
                return Optional.empty();
            }
            BlockMeta meta = writer.finish();
            writer.publish();
            return Optional.of(folder.resolve(meta.ulid()));
        }
    }

    private long copy(StoredSeries series, BlockWriter writer) {
        writer.series(series.labels());
        Set<Long> out = ours.getOrDefault(series.labels(), Set.of());
        List<Chunk> histograms = new ArrayList<>();
        series.histograms(Long.MIN_VALUE, Long.MAX_VALUE)
                .forEach(chunk -> HistogramChunk.decode(chunk)
                        .only(time -> !out.contains(time))
                        .ifPresent(histograms::add));
        Samples samples = series.samples();
        long kept = 0;
        int next = 0;
        for (Chunk chunk : histograms) {
            int end = next;
            while (end < samples.size() && samples.time(end) < chunk.minTime()) {
                end++;
            }
            kept += copy(samples, next, end, out, writer) + chunk.count();
            writer.chunk(chunk);
            next = end;
        }
        return kept + copy(samples, next, samples.size(), out, writer);
    }

    private static long copy(Samples samples, int from, int to, Set<Long> out, BlockWriter writer) {
        long kept = 0;
        for (int i = from; i < to; i++) {
            if (!out.contains(samples.time(i))) {
                writer.sample(samples.time(i), samples.bits(i));
                kept++;
            }
        }
        return kept;
    }
}
