package io.promsh.command.query;

import io.promsh.command.CommandContext;
import io.promsh.command.Progresses;
import io.promsh.config.Setting;
import io.promsh.fetch.Bounds;
import io.promsh.fetch.SplitRangeQuery;
import io.promsh.fetch.StepChoice;
import io.promsh.model.QueryAnswer;
import io.promsh.model.TimeRange;
import io.promsh.target.RangeQuery;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A range query over the line's window: the step chosen and told, split where it is too long for one request. */
record Evaluation(TimeRange range, StepChoice step, QueryAnswer answer) {
    private static final int PARALLEL = 3;

    static Evaluation over(CommandContext context, String expression, int points) {
        TimeRange range = context.window();
        StepChoice step = StepChoice.of(context.settings().step(), range.length(), points);
        RangeQuery query = new RangeQuery(
                expression,
                range.start(),
                range.end(),
                step.step(),
                context.settings().timeout());
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setDaemon(true);
            return thread;
        });
        try {
            SplitRangeQuery reader = new SplitRangeQuery(
                    context.target(), executor, PARALLEL, Bounds.ofThisProcess(), Progresses.on(context));
            return new Evaluation(range, step, reader.run(query));
        } finally {
            executor.shutdownNow();
        }
    }

    /** The step is never silent: it decides what is seen. */
    void tellStep(CommandContext context) {
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(step.words(), Style.DIM));
        }
    }
}
