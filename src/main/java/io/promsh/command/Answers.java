package io.promsh.command;

import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.output.Lost;
import io.promsh.output.Output;
import io.promsh.output.OutputFormat;
import io.promsh.render.Chart;
import io.promsh.render.ChartOptions;
import io.promsh.render.QueryView;
import io.promsh.render.View;
import io.promsh.render.ViewOptions;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints what queries answer, with all that must be said beside it: warnings, infos, what is partial, what a format lost. */
public final class Answers {
    private static final int RAW_SAMPLES = 20;
    private static final int PIPED_COLUMNS = 100;

    private Answers() {}

    /** Returns whether the answer is drawn for a person rather than written for a program. */
    public static boolean isForEyes(CommandContext context) {
        return !Reports.wantsMachineForm(context);
    }

    /** Prints an answer; {@code trends} are drawn as sparklines beside an instant vector. */
    public static void print(
            CommandContext context, QueryAnswer answer, String expression, Optional<RangeVector> trends) {
        if (isForEyes(context)) {
            show(context, QueryView.of(answer, options(context, expression, trends)));
            offerReason(context, answer, expression);
        } else {
            write(context, answer);
        }
        tell(context, answer);
        judge(context, answer);
    }

    /** Prints stored samples; {@code --limit} counts sample lines of each series on a terminal. */
    public static void printRaw(CommandContext context, QueryAnswer answer, String selector) {
        if (!isForEyes(context)) {
            print(context, answer, selector, Optional.empty());
            return;
        }
        int samples = context.settings().limit().orElse(RAW_SAMPLES);
        ViewOptions options = ViewOptions.of(context.console().width(), Reports.glyphs(context), context.zone())
                .withExpression(selector)
                .withSamples(samples == 0 ? Integer.MAX_VALUE : samples);
        show(context, QueryView.of(answer, options));
        tell(context, answer);
        judge(context, answer);
    }

    /** Draws an answer as a chart of so many rows; a piped chart has no colour, another format gets the points. */
    public static void printChart(
            CommandContext context, QueryAnswer answer, String expression, TimeRange range, int height, boolean ascii) {
        boolean drawn = Reports.format(context) == OutputFormat.TABLE && answer.result() instanceof RangeVector;
        if (!drawn || answer.result().seriesCount() == 0) {
            print(context, answer, expression, Optional.empty());
            return;
        }
        Glyphs glyphs = ascii ? Glyphs.ASCII : Reports.glyphs(context);
        int width = context.console().width().orElse(PIPED_COLUMNS);
        ChartOptions options = ChartOptions.of(width, height, context.zone(), glyphs)
                .withExpression(expression)
                .withRange(range);
        // Where colours are lost, each series has a sign of its own.
        boolean plain =
                context.console().width().isEmpty() || context.settings().isOn(Setting.NO_COLOR);
        Chart.draw(((RangeVector) answer.result()).series(), plain ? options.withoutColour() : options)
                .forEach(context.console()::print);
        tell(context, answer);
        judge(context, answer);
    }

    /** An empty result is where people start to guess: say on a terminal which command knows. */
    private static void offerReason(CommandContext context, QueryAnswer answer, String expression) {
        boolean asked = answer.result().seriesCount() == 0 && !expression.isEmpty();
        if (asked && context.console().isInteractive() && !context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of("  find out why with: explain " + Escaping.visible(expression), Style.DIM));
        }
    }

    private static void show(CommandContext context, View view) {
        context.console().page(view.lines());
        if (!context.settings().isOn(Setting.QUIET)) {
            view.footer().forEach(context.console()::note);
        }
    }

    private static void write(CommandContext context, QueryAnswer answer) {
        int rows = context.settings().limit().filter(limit -> limit > 0).orElse(Integer.MAX_VALUE);
        QueryAnswer shown = answer.withResult(first(answer.result(), rows), answer.kind());
        OutputFormat format = Reports.format(context);
        boolean isTerminal = context.console().width().isPresent();
        Lost lost = Output.write(
                shown, context.target().name(), format, context.console().out(), isTerminal);
        for (String phrase : lost.phrases()) {
            context.console()
                    .note(Line.of("lost: ", Style.BAD)
                            .plus(phrase + " (" + format.word() + " cannot carry them)", Style.PLAIN));
        }
        Reports.tellCut(context, rows, answer.result().seriesCount());
    }

    private static QueryResult first(QueryResult result, int rows) {
        if (result.seriesCount() <= rows) {
            return result;
        }
        return result.fold(
                vector -> new InstantVector(vector.elements().subList(0, rows)),
                matrix -> new RangeVector(matrix.series().subList(0, rows)),
                scalar -> scalar,
                string -> string);
    }

    /** Returns an answer as lines of a frame that fits the terminal, notes and footer included. */
    public static List<Line> lines(
            CommandContext context, QueryAnswer answer, String expression, Optional<RangeVector> trends) {
        int room = Math.max(3, context.console().height().orElse(24) - 6);
        View view = QueryView.of(answer, options(context, expression, trends).withRows(room));
        List<Line> lines = new ArrayList<>(view.all());
        lines.addAll(QueryView.notes(answer));
        return lines;
    }

    private static ViewOptions options(CommandContext context, String expression, Optional<RangeVector> trends) {
        int rows = context.settings().limit().orElse(Reports.TERMINAL_ROWS);
        ViewOptions options = ViewOptions.of(context.console().width(), Reports.glyphs(context), context.zone())
                .withExpression(expression)
                .withRows(rows == 0 ? Integer.MAX_VALUE : rows);
        if (trends.isEmpty()) {
            return options;
        }
        Map<Labels, Series> series = new LinkedHashMap<>();
        trends.get().series().forEach(one -> series.put(one.labels(), one));
        return options.withTrends(series, context.window());
    }

    /** Tells warnings and the like on stderr; --quiet silences remarks, never what may make the result wrong. */
    public static void tell(CommandContext context, QueryAnswer answer) {
        boolean serious = !answer.warnings().isEmpty() || answer.partial();
        if (serious || !context.settings().isOn(Setting.QUIET)) {
            QueryView.notes(answer).forEach(context.console()::note);
        }
    }

    /** Throws where the line's settings make an empty, warned or partial answer a failure. */
    public static void judge(CommandContext context, QueryAnswer answer) {
        context.session().answered(AnswerFacts.of(answer));
        if (context.settings().isOn(Setting.STRICT)
                && (answer.partial() || !answer.warnings().isEmpty())) {
            String what = answer.partial() ? "the answer is partial" : "the answer came with warnings";
            throw Failure.of(FailureKind.PARTIAL, what, "without --strict it is only told");
        }
        if (answer.result().seriesCount() == 0 && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "the answer is empty", "find out why with: explain EXPR");
        }
    }
}
