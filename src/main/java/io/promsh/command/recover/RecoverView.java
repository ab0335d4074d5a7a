package io.promsh.command.recover;

import io.promsh.command.CommandContext;
import io.promsh.recovery.Check;
import io.promsh.recovery.LostWindow;
import io.promsh.recovery.ProofFigures;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryPlan;
import io.promsh.recovery.Step;
import io.promsh.render.Wrap;
import io.promsh.text.Escaping;
import io.promsh.text.HumanBytes;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Plans, checks and steps as lines. */
final class RecoverView {
    private RecoverView() {}

    /** The plan: windows with their sources, figures, checks. */
    static List<Line> plan(RecoveryPlan plan) {
        List<Line> lines = new ArrayList<>();
        for (LostWindow window : plan.windows()) {
            lines.add(Line.of("lost: ", Style.BAD)
                    .plus(
                            window.window().start() + " to " + window.window().end() + ": " + window.present() + " of "
                                    + window.expected() + " samples are here; the rest from "
                                    + Escaping.visible(window.source()),
                            Style.PLAIN));
        }
        plan.later()
                .ifPresent(later -> lines.add(Line.of("later: ", Style.WARNING)
                        .plus(
                                later.start() + " to " + later.end()
                                        + " is still in the server's memory range: recover it 3 h after its end",
                                Style.PLAIN)));
        if (plan.windows().isEmpty()) {
            return lines;
        }
        lines.add(Line.plain(String.format(
                Locale.ROOT,
                "plan: %d series, about %d samples, %s of blocks, about %d s and the server's wait",
                plan.series(),
                plan.samples(),
                HumanBytes.of((double) plan.bytes()),
                plan.duration().toSeconds())));
        plan.stripped().forEach((source, labels) -> {
            if (!labels.isEmpty()) {
                lines.add(Line.plain("labels taken off what comes from " + Escaping.visible(source) + ": "
                        + Escaping.visible(String.join(", ", labels))));
            }
        });
        plan.checks().forEach(check -> lines.add(check(check)));
        return lines;
    }

    /** Returns lines that end at a blank where the terminal is too narrow; the same ones for a pipe. */
    static List<Line> wrapped(List<Line> lines, CommandContext context) {
        OptionalInt columns = context.console().width();
        return columns.isEmpty()
                ? lines
                : lines.stream()
                        .flatMap(line -> Wrap.of(line, columns.getAsInt()).stream())
                        .toList();
    }

    static void note(Line line, CommandContext context) {
        wrapped(List.of(line), context).forEach(context.console()::note);
    }

    private static Line check(Check check) {
        String words = Escaping.visible(check.name() + ": " + check.words());
        String fix = check.fix().isEmpty() ? "" : " - " + Escaping.visible(check.fix());
        return switch (check.verdict()) {
            case OK -> Line.of("ok       ", Style.GOOD).plus(words, Style.PLAIN);
            case WARNING -> Line.of("warning  ", Style.WARNING).plus(words + fix, Style.PLAIN);
            case REFUSED -> Line.of("refused  ", Style.BAD).plus(words + fix, Style.PLAIN);
        };
    }

    /** Where a recovery stands: a line for each step, with its reason where it is still to come. */
    static List<Line> checklist(Recovery recovery) {
        List<Line> lines = new ArrayList<>();
        Step next = recovery.next().orElse(null);
        for (Step step : Step.values()) {
            boolean isNext = step == next;
            boolean isDone = next == null || step.compareTo(next) < 0;
            String mark = isDone ? "[x] " : isNext ? "[>] " : "[ ] ";
            Line line = Line.of(mark + step.title(), isDone ? Style.GOOD : Style.PLAIN);
            lines.add(isDone ? line : line.plus(" - " + step.reason(), Style.DIM));
        }
        return lines;
    }

    static Recovery.Listener listener(CommandContext context) {
        return (step, event, words) -> {
            if (event.equals("done")) {
                Line done = Line.of("[x] " + step.title(), Style.GOOD);
                note(done.plus(words.isEmpty() ? "" : ": " + Escaping.visible(words), Style.PLAIN), context);
            } else if (event.equals("begun")) {
                note(Line.of("[>] " + step.title() + " - " + step.reason(), Style.DIM), context);
            }
        };
    }

    static List<Line> proof(ProofFigures proof, Recovery recovery) {
        List<Line> lines = new ArrayList<>();
        long expected = proof.before() + proof.fetched();
        double percent = expected == 0 ? 100 : 100.0 * proof.after() / expected;
        lines.add(Line.plain(String.format(
                Locale.ROOT,
                "before %d, put in %d, after %d samples: %.2f %%",
                proof.before(),
                proof.fetched(),
                proof.after(),
                percent)));
        lines.add(
                proof.isPerfect()
                        ? Line.of("all " + proof.seriesGood() + " series are the same, sample by sample", Style.GOOD)
                        : Line.of(proof.seriesDiffering() + " series differ", Style.BAD));
        recovery.losses()
                .forEach(loss -> lines.add(Line.of("lost: ", Style.BAD).plus(Escaping.visible(loss), Style.PLAIN)));
        proof.differing().forEach(one -> lines.add(Line.plain("  " + Escaping.visible(one))));
        lines.add(Line.plain("report: " + recovery.reportFile()));
        lines.add(Line.of("to take it back: recover undo " + recovery.id(), Style.DIM));
        return lines;
    }
}
