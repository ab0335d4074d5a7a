package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.intake.read.BadLines;
import io.promsh.intake.read.CsvReader;
import io.promsh.intake.read.Dialect;
import io.promsh.intake.read.ExpositionReader;
import io.promsh.intake.read.JsonReader;
import io.promsh.model.MetricMetadata;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.ChunkEncoding;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import io.promsh.tsdb.TsdbBlock;
import io.promsh.tsdb.TsdbHead;
import io.promsh.tsdb.XorDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipException;

/** Reads sources of every kind into a build. */
final class SourceReader {
    private final BuildThread build;
    private final BadLines bad;
    private final OptionalLong undatedMillis;
    private final ReadProgress progress;
    private final Path workFolder;
    private final Map<String, MetricMetadata> metadata = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private long samples;
    private long exemplars;
    private long histograms;

    SourceReader(BuildThread build, BadLines bad, OptionalLong undatedMillis, ReadProgress progress, Path workFolder) {
        this.build = build;
        this.bad = bad;
        this.undatedMillis = undatedMillis;
        this.progress = progress;
        this.workFolder = workFolder;
    }

    /** Reads a source to its end. Lines that cannot be read are collected; a file that cannot be read at all is one of them. */
    void read(Source source) {
        try {
            switch (source.kind()) {
                case OPENMETRICS -> exposition(source, Dialect.OPENMETRICS);
                case TEXT -> exposition(source, Dialect.TEXT);
                case JSON -> json(source);
                case CSV -> csv(source);
                case BLOCK -> block(source.path());
                case TSDB -> directory(source.path());
                case ARCHIVE -> archive(source);
            }
        } catch (IOException e) {
            bad.add(source.path().toString(), 0, () -> reason(e));
        }
        progress.read(samples);
    }

    /** Returns in words why a file cannot be read. */
    static String reason(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean isPacking = e instanceof ZipException || message.contains("ZLIB") || message.contains("GZIP");
        return isPacking ? "the gzip data is damaged or cut off: " + message : "it cannot be read: " + message;
    }

    private void exposition(Source source, Dialect dialect) throws IOException {
        ExpositionReader reader = new ExpositionReader(dialect, build, bad, undatedMillis);
        try (InputStream in = progress.watch(source, () -> samples + reader.samples())) {
            reader.read(source.path().toString(), in);
        } finally {
            samples += reader.samples();
            exemplars += reader.exemplars();
            metadata.putAll(reader.metadata().families());
        }
    }

    private void json(Source source) throws IOException {
        JsonReader reader = new JsonReader(build, bad);
        try (InputStream in = progress.watch(source, () -> samples + reader.samples())) {
            reader.read(source.path().toString(), in);
        } finally {
            samples += reader.samples();
            histograms += reader.histograms();
        }
    }

    private void csv(Source source) throws IOException {
        CsvReader reader = new CsvReader(build, bad);
        try (InputStream in = progress.watch(source, () -> samples + reader.samples())) {
            reader.read(source.path().toString(), in);
        } finally {
            samples += reader.samples();
            histograms += reader.histograms();
        }
    }

    private void archive(Source source) throws IOException {
        Path unpacked;
        try (InputStream in = progress.watch(source, () -> samples)) {
            unpacked = TarFile.unpack(in, workFolder);
        }
        List<Source> inside = Archives.sources(unpacked);
        if (inside.isEmpty()) {
            bad.add(source.path().toString(), 0, () -> "the archive holds no blocks and no files of samples");
        }
        inside.forEach(this::read);
    }

    /** Blocks and, where there is a log, the head: the last two to three hours. A log that ends torn is that of a live server. */
    private void directory(Path folder) {
        TsdbBlock.foldersIn(folder).forEach(this::block);
        if (Files.isDirectory(folder.resolve("wal"))) {
            TsdbHead head = io.promsh.tsdb.DataDirectory.open(folder).head();
            head.series(List.of()).forEach(series -> series(series, false));
            notes.addAll(head.notes());
        }
    }

    /** Takes a block's chunks over as they are, where nothing is deleted in it and the window does not cut them. */
    private void block(Path folder) {
        try {
            TsdbBlock block = TsdbBlock.open(folder);
            boolean isWhole = block.deletions() == 0;
            block.forEachSeries(List.of(), series -> series(series, isWhole));
        } catch (Failure damaged) {
            bad.add(folder.toString(), 0, damaged::message);
        }
        progress.read(samples);
    }

    private void series(StoredSeries series, boolean isWhole) {
        int number = build.series(series.labels());
        ImportWindow window = build.window();
        if (!isWhole) {
            Samples alive = series.samples();
            for (int i = 0; i < alive.size(); i++) {
                samples++;
                build.sample(number, alive.time(i), alive.value(i));
            }
            series.histograms(Long.MIN_VALUE, Long.MAX_VALUE).forEach(chunk -> histograms(chunk, number));
        }
        for (Chunk chunk : series.chunks()) {
            boolean isFloat = chunk.encoding() == ChunkEncoding.XOR;
            boolean isCut = HistogramChunk.isDecodable(chunk.encoding());
            boolean isInside = window.holds(chunk.minTime()) && window.holds(chunk.maxTime());
            if (!isWhole && (isFloat || isCut)) {
                continue;
            }
            if (isInside) {
                samples += chunk.count();
                build.chunk(number, chunk);
            } else if (isFloat) {
                decoded(chunk, number);
            } else if (isCut) {
                histograms(chunk, number);
            } else {
                // A chunk that is not decoded is taken whole or not: by its first sample.
                samples += chunk.count();
                if (window.holds(chunk.minTime())) {
                    build.chunk(number, chunk);
                }
            }
        }
    }

    private void histograms(Chunk chunk, int number) {
        samples += chunk.count();
        Optional<Chunk> inside = HistogramChunk.decode(chunk).only(build.window()::holds);
        inside.ifPresent(cut -> build.chunk(number, cut));
        build.leftOut(chunk.count() - inside.map(Chunk::count).orElse(0));
    }

    private void decoded(Chunk chunk, int number) {
        XorDecoder decoder = chunk.decoder();
        while (decoder.next()) {
            samples++;
            build.sample(number, decoder.time(), Double.longBitsToDouble(decoder.bits()));
        }
    }

    /** Returns what has been read. */
    Reading reading() {
        return new Reading(
                samples,
                build.seriesCount(),
                build.outside(),
                exemplars,
                histograms,
                metadata,
                build.earliest(),
                build.latest(),
                notes);
    }
}
