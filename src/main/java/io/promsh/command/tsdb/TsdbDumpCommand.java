package io.promsh.command.tsdb;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.Series.HistogramSample;
import io.promsh.output.Lost;
import io.promsh.output.Output;
import io.promsh.output.OutputFormat;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.tsdb.Chunk;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.HistogramChunk;
import io.promsh.tsdb.Samples;
import io.promsh.tsdb.StoredSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code tsdb dump DIR}: every sample of a data directory or a block. */
public final class TsdbDumpCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "tsdb dump",
            CommandGroup.PROVE,
            "DIR [SELECTOR]",
            Completes.FILE,
            "every sample of a data directory, a line each",
            "DIR is a data directory, a copy of one, a snapshot or a single block. A line is a series, a value and a time in epoch"
                    + " milliseconds; -o takes the other formats. The window is all there is, unless --last, --start or --end say"
                    + " otherwise. What is deleted is left out."
                    + " A native histogram's value is its count, sum and buckets in braces.",
            "tsdb dump /var/lib/prometheus",
            "tsdb dump --start 2025-08-03T12:00:00Z --end 2025-08-03T18:00:00Z -o jsonl backup/data up");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        TsdbTarget target = TsdbTarget.of(arguments, SPEC, context);
        DataDirectory directory = DataDirectory.open(target.folder());
        String word = context.settings().get(Setting.OUTPUT);
        OutputFormat format = word.isEmpty() ? OutputFormat.TABLE : OutputFormat.parse(word);
        Dump dump = new Dump(context, format);
        directory.forEachSeries(target.matchers(), target.from(), target.to(), series -> dump.add(series, target));
        dump.end(target.folder().toString());
        TsdbListCommand.tell(context, directory.notes());
        if (dump.series == 0 && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "no samples", "");
        }
        boolean isPartial = dump.undecoded > 0 || !directory.notes().isEmpty();
        if (isPartial && context.settings().isOn(Setting.STRICT)) {
            throw Failure.of(FailureKind.PARTIAL, "not everything could be dumped", "without --strict it is only told");
        }
    }

    /** Lines and JSON lines go out series by series; the other formats need to know all of them first. */
    private static final class Dump {
        private final CommandContext context;
        private final OutputFormat format;
        private final boolean isTerminal;
        private final List<Series> kept = new ArrayList<>();
        private final SampleLines lines;
        private int series;
        private long undecoded;
        private Lost lost = Lost.NOTHING;

        Dump(CommandContext context, OutputFormat format) {
            this.context = context;
            this.format = format;
            isTerminal = context.console().width().isPresent();
            lines = new SampleLines(context.console());
        }

        void add(StoredSeries one, TsdbTarget target) {
            undecoded += one.undecoded();
            Samples samples = one.samples(target.from(), target.to());
            List<HistogramSample> histograms = histograms(one, target);
            if (samples.size() == 0 && histograms.isEmpty()) {
                return;
            }
            series++;
            if (format == OutputFormat.TABLE) {
                lines.write(one.labels(), samples);
                lines.write(one.labels(), histograms);
                return;
            }
            Series made = new Series(one.labels(), samples.times(), samples.values(), histograms);
            if (format == OutputFormat.JSONL) {
                write(List.of(made), "");
            } else {
                kept.add(made);
            }
        }

        private static List<HistogramSample> histograms(StoredSeries one, TsdbTarget target) {
            List<HistogramSample> all = new ArrayList<>();
            for (Chunk chunk : one.histograms(target.from(), target.to())) {
                HistogramChunk run = HistogramChunk.decode(chunk);
                for (int i = 0; i < run.size(); i++) {
                    all.add(new HistogramSample(run.time(i), run.sample(i).toNative()));
                }
            }
            return all;
        }

        private void write(List<Series> all, String name) {
            QueryAnswer answer = new QueryAnswer(
                    new RangeVector(all), SampleKind.RAW, List.of(), List.of(), undecoded > 0, Duration.ZERO, 0);
            lost = Output.write(answer, name, format, context.console().out(), isTerminal);
        }

        void end(String name) {
            if (format == OutputFormat.TABLE) {
                lines.flush();
            } else if (format != OutputFormat.JSONL) {
                write(kept, name);
            }
            List<String> phrases = new ArrayList<>(lost.phrases());
            if (undecoded > 0) {
                phrases.add(undecoded + " samples with start times, which are not decoded here");
            }
            for (String phrase : phrases) {
                context.console().note(Line.of("lost: ", Style.BAD).plus(phrase, Style.PLAIN));
            }
        }
    }
}
