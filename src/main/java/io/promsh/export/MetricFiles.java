package io.promsh.export;

import io.promsh.model.Labels;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the files of a metric, all formats in one pass; they appear whole and together, or not at all. */
final class MetricFiles {
    static final String TEMPORARY = ".tmp";

    private final Path folder;
    private final Set<ExportFormat> formats;
    private final TimeRange window;

    MetricFiles(Path folder, Set<ExportFormat> formats, TimeRange window) {
        this.folder = folder;
        this.formats = formats;
        this.window = window;
    }

    ExportedMetric write(MetricPlan plan, MetricSamples samples) throws IOException {
        Overview overview = new Overview();
        if (formats.stream().anyMatch(ExportFormat::needsOverview)) {
            samples.read(window, overview);
        }
        SeriesStatistics statistics = new SeriesStatistics();
        List<OpenFile> files = new ArrayList<>();
        try {
            for (ExportFormat format : formats) {
                files.add(new OpenFile(plan, format, overview));
            }
            List<SeriesSink> sinks = new ArrayList<>(List.of(statistics));
            files.stream().flatMap(file -> file.writer.stream()).forEach(sinks::add);
            samples.read(window, new Fan(sinks));
            Figures figures = statistics.figures(window);
            List<ExportedFile> done = new ArrayList<>();
            for (OpenFile file : files) {
                done.add(file.finish(samples, overview, figures.series()));
            }
            if (figures.samples() == 0 && figures.staleMarkers() == 0) {
                return new ExportedMetric(plan, figures, List.of());
            }
            for (ExportedFile file : done) {
                Files.move(temporary(file.name()), folder.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
            }
            return new ExportedMetric(plan, figures, done);
        } finally {
            for (OpenFile file : files) {
                file.close();
            }
        }
    }

    private Path temporary(String name) {
        return folder.resolve(name + TEMPORARY);
    }

    /** A file under its temporary name; closing it removes what was not moved in place. */
    private final class OpenFile {
        private final String name;
        private final MetricPlan plan;
        private final ExportFormat format;
        private final OutputStream stream;
        private final ByteText text;
        private final List<SampleWriter> writer;
        private final List<CsvWideWriter> wide;

        OpenFile(MetricPlan plan, ExportFormat format, Overview overview) throws IOException {
            this.plan = plan;
            this.format = format;
            this.name = plan.stem() + format.ending();
            this.stream = Files.newOutputStream(temporary(name));
            this.text = new ByteText(stream);
            this.writer = format == ExportFormat.CSV_WIDE ? List.of() : List.of(writer(overview));
            this.wide = format == ExportFormat.CSV_WIDE ? List.of(new CsvWideWriter(text, overview)) : List.of();
        }

        private SampleWriter writer(Overview overview) throws IOException {
            return switch (format) {
                case JSON -> new JsonWriter(text);
                case OPENMETRICS ->
                    new ExpositionWriter(text, ExpositionWriter.Dialect.OPENMETRICS, plan.metric(), plan.family());
                case TEXT -> new ExpositionWriter(text, ExpositionWriter.Dialect.TEXT, plan.metric(), plan.family());
                case CSV, CSV_WIDE -> new CsvLongWriter(text, overview);
            };
        }

        ExportedFile finish(MetricSamples samples, Overview overview, long series) throws IOException {
            long written = 0;
            Loss lost = Loss.NOTHING;
            for (SampleWriter one : writer) {
                one.finish();
                written = one.written();
                lost = one.lost();
            }
            for (CsvWideWriter one : wide) {
                one.write(
                        samples,
                        window,
                        overview.samples(),
                        Runtime.getRuntime().maxMemory());
                written = one.written();
                lost = one.lost();
            }
            String sha256 = text.finish();
            stream.close();
            return new ExportedFile(name, plan.metric(), format.word(), series, written, text.length(), sha256, lost);
        }

        void close() throws IOException {
            text.abandon();
            stream.close();
            Files.deleteIfExists(temporary(name));
        }
    }

    /** Passes all on to several. */
    private record Fan(List<SeriesSink> sinks) implements SeriesSink {
        @Override
        public void begin(Labels labels) throws IOException {
            for (SeriesSink sink : sinks) {
                sink.begin(labels);
            }
        }

        @Override
        public void samples(Series slice) throws IOException {
            for (SeriesSink sink : sinks) {
                sink.samples(slice);
            }
        }

        @Override
        public void end() throws IOException {
            for (SeriesSink sink : sinks) {
                sink.end();
            }
        }
    }
}
