package io.promsh.command.steps;

import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.Step;
import java.util.ArrayList;
import java.util.List;

/** A plan as lines: what was found, then each step with its check. */
public final class PlanView {
    private PlanView() {}

    /** Returns the lines. */
    public static List<Line> lines(Plan plan) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("plan: ", Style.DIM).plus(Escaping.visible(plan.title()), Style.COMMAND));
        for (String fact : plan.facts()) {
            lines.add(Line.plain("  - " + Escaping.visible(fact)));
        }
        int width = plan.steps().stream()
                .mapToInt(step -> step.name().length())
                .max()
                .orElse(0);
        int position = 0;
        for (Step step : plan.steps()) {
            String number = DisplayWidth.padRight(++position + " " + step.name(), width + 3);
            lines.add(Line.of("  " + number, Style.DIM).plus(Escaping.visible(step.act()), Style.PLAIN));
            lines.add(Line.of(" ".repeat(width + 5) + "checked: " + Escaping.visible(step.check()), Style.DIM));
        }
        return lines;
    }

    /** Returns the lines of a difference: what is added and taken away in colour. */
    public static List<Line> diff(String file, List<String> diff) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of("change of " + Escaping.visible(file) + ":", Style.DIM));
        for (String line : diff) {
            Style style = line.startsWith("+") ? Style.GOOD : line.startsWith("-") ? Style.BAD : Style.PLAIN;
            lines.add(Line.of("  " + Escaping.visible(line), style));
        }
        return lines;
    }
}
