package io.promsh.fetch;

import io.promsh.model.QueryAnswer;
import io.promsh.model.SampleKind;
import io.promsh.model.TimeRange;
import io.promsh.target.CutAnswer;
import io.promsh.target.MetricsTarget;
import io.promsh.target.RawMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored samples of a selector over a half-open window, as one answer in memory: by range selectors, as what the query
 * interface itself answers.
 */
public final class RawWindow {
    /** Someone waits for it: a few seconds of a server that is busy. */
    private static final int TRIES = 4;

    private final MetricsTarget target;
    private final Bounds bounds;
    private final Progress progress;

    /** Makes a reader that may be used for several windows, one after the other. */
    public RawWindow(MetricsTarget target, Bounds bounds, Progress progress) {
        this.target = target;
        this.bounds = bounds;
        this.progress = progress;
    }

    /**
     * Reads the window into memory, series sorted by labels. Past the bound it is cut at the end of a part, with a warning.
     * Throws a usage failure when {@code selector} is no plain selector, and what the target throws.
     *
     * @param timeout of each request
     */
    public QueryAnswer read(String selector, TimeRange window, Duration timeout) {
        Selection selection = Selection.of(selector);
        FetchOptions options = new FetchOptions(bounds, timeout, TRIES, Waits.JITTERED, LimitStore.NONE);
        Tally tally = new Tally(progress, window.length().toMillis(), false);
        List<Lane> lanes = new ArrayList<>(List.of(new Lane(selection, selection, window, "", bounds, 0)));
        SeriesJoin join = new SeriesJoin();
        PartRun run = new PartRun(target, lanes, RawMethod.RANGE_SELECTOR, options, PartKeeper.MEMORY, tally);
        run.run(join::add, () -> join.samples() >= bounds.samples());
        join.add(tally.report(RawMethod.RANGE_SELECTOR));
        if (!run.isWhole()) {
            join.incomplete(CutAnswer.warning(
                    join.samples() + " samples", "narrow the selector, shorten the window, or export it"));
        }
        return join.toAnswer(
                tally.isResampled() ? SampleKind.RESAMPLED : SampleKind.RAW,
                tally.report(RawMethod.RANGE_SELECTOR).elapsed());
    }
}
