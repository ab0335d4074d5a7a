package io.promsh.command;

import io.promsh.fetch.FetchOptions;
import io.promsh.fetch.LimitFiles;
import io.promsh.fetch.RawFetch;
import io.promsh.target.MetricsTarget;

/** Makes the readers of stored samples for a line: its timeout, its progress, and what was learnt of targets before. */
public final class LongReads {
    private LongReads() {}

    /** Returns how long reads of this line are done. */
    public static FetchOptions options(CommandContext context) {
        LimitFiles limits = new LimitFiles(context.session().stateFolder().resolve("limits"), context::now);
        return FetchOptions.of(context.settings().timeout(), limits);
    }

    /** Returns a reader of a target for this line. */
    public static RawFetch of(CommandContext context, MetricsTarget target) {
        return new RawFetch(target, options(context), Progresses.on(context));
    }
}
