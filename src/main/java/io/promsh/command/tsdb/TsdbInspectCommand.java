package io.promsh.command.tsdb;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.StoredSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code tsdb inspect DIR}: what a data directory or a block holds, metric by metric. */
public final class TsdbInspectCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "tsdb inspect",
            CommandGroup.PROVE,
            "DIR [SELECTOR]",
            Completes.FILE,
            "what a data directory holds, metric by metric",
            "DIR is a data directory, a copy of one, a snapshot or a single block. The metrics with the most samples come first."
                    + " Samples are counted as their chunks say, those that wait to be deleted included; bytes are those of the chunks.",
            "tsdb inspect /var/lib/prometheus",
            "tsdb inspect backup/data {job=\"traffic\"}");

    private static final class Figures {
        private final TreeSet<String> encodings = new TreeSet<>();
        private long series;
        private long samples;
        private long bytes;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(StoredSeries one) {
            series++;
            samples += one.count();
            for (Chunk chunk : one.chunks()) {
                bytes += chunk.data().length;
                first = Math.min(first, chunk.minTime());
                last = Math.max(last, chunk.maxTime());
                encodings.add(chunk.encoding().holds());
            }
        }
    }

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        TsdbTarget target = TsdbTarget.of(arguments, SPEC, context);
        DataDirectory directory = DataDirectory.open(target.folder());
        Map<String, Figures> metrics = new TreeMap<>();
        directory.forEachSeries(
                target.matchers(),
                target.from(),
                target.to(),
                series -> metrics.computeIfAbsent(series.labels().metricName(), name -> new Figures())
                        .add(series));
        Listing.Builder listing = Listing.of("metric", "metrics")
                .field("metric", "metric", Kind.NAME)
                .field("series", "series", Kind.NUMBER)
                .field("samples", "samples", Kind.NUMBER)
                .field("bytes", "size", Kind.BYTES, 2)
                .field("first", "first", Kind.TIME, 1)
                .field("last", "last", Kind.TIME)
                .field("holds", "holds", Kind.LIST, 3);
        List<Map.Entry<String, Figures>> most = new ArrayList<>(metrics.entrySet());
        most.sort(Comparator.comparingLong((Map.Entry<String, Figures> entry) -> -entry.getValue().samples));
        for (Map.Entry<String, Figures> entry : most) {
            Figures figures = entry.getValue();
            listing.row(
                    entry.getKey(),
                    figures.series,
                    figures.samples,
                    figures.bytes,
                    Instant.ofEpochMilli(figures.first),
                    Instant.ofEpochMilli(figures.last),
                    List.copyOf(figures.encodings));
        }
        Reports.print(context, listing.build(), List.of());
        TsdbListCommand.tell(context, directory.notes());
    }
}
