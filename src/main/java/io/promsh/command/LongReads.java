package io.promsh.command;

import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.LearntLimits;
import io.promsh.fetch.LimitFiles;
import io.promsh.fetch.RawFetch;
import io.promsh.model.PromDuration;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Counts;
import io.promsh.text.HumanNumbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes the readers of stored samples for a line: its timeout, its progress, and what was learnt of targets before. */
public final class LongReads {
    private LongReads() {}

    /** Returns how long reads of this line are done. */
    public static FetchOptions options(CommandContext context) {
        LimitFiles limits = new LimitFiles(context.session().stateFolder().resolve("limits"), context::now);
        return FetchOptions.of(context.settings().timeout(), limits);
    }

    /** Returns what earlier reads learnt of a target, a phrase each; what is older than a week is forgotten. */
    public static List<String> learnt(CommandContext context, MetricsTarget target) {
        LearntLimits limits = options(context).limits().load(target.address());
        List<String> words = new ArrayList<>();
        if (limits.longestMillis() > 0) {
            words.add("one question takes " + PromDuration.format(Duration.ofMillis(limits.longestMillis()))
                    + " at the most");
        }
        if (limits.mostSamples() > 0) {
            words.add("one question loads " + Counts.of(limits.mostSamples(), "sample") + " at the most");
        }
        if (limits.width() > 0) {
            words.add("it bears " + Counts.of(limits.width(), "question") + " at a time");
        }
        limits.refused().stream().sorted().forEach(method -> words.add("it does not offer " + method.words()));
        new TreeMap<>(limits.samplesASecond())
                .forEach((method, speed) ->
                        words.add(method.words() + " brings " + HumanNumbers.brief(speed) + " samples/s"));
        return words;
    }

    /** Returns a reader of a target for this line. */
    public static RawFetch of(CommandContext context, MetricsTarget target) {
        return new RawFetch(target, options(context), Progresses.on(context));
    }
}
