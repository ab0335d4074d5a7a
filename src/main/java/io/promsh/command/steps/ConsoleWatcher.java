package io.promsh.command.steps;

import io.promsh.command.CommandContext;
import io.promsh.config.Setting;
import io.promsh.console.Console;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.plan.PlanWatcher;
import io.promsh.volume.plan.Step;

/** Tells on the error stream how a plan goes on; on a terminal the running step is on a line that is redrawn. */
public final class ConsoleWatcher implements PlanWatcher {
    private static final int COLUMNS = 72;

    private final Console console;
    private final boolean isQuiet;
    private final boolean redraws;
    private String running = "";

    /** A watcher for a line. */
    public ConsoleWatcher(CommandContext context) {
        console = context.console();
        isQuiet = context.settings().isOn(Setting.QUIET);
        redraws = !isQuiet && console.isInteractive() && console.width().isPresent();
    }

    @Override
    public void began(int position, int of, Step step) {
        running = "  " + position + "/" + of + " " + step.name();
        progressed("...");
    }

    @Override
    public void progressed(String text) {
        if (redraws) {
            String line = DisplayWidth.cut(running + ": " + Escaping.visible(text), COLUMNS, "~");
            console.err().print("\r" + DisplayWidth.padRight(line, COLUMNS));
            console.err().flush();
        }
    }

    @Override
    public void ended(int position, int of, Step step, String result) {
        wipe();
        if (!isQuiet) {
            console.note(Line.of(running + ": ", Style.DIM).plus(Escaping.visible(result), Style.PLAIN));
        }
    }

    /** Takes the redrawn line away, before something else is said. */
    public void wipe() {
        if (redraws) {
            console.err().print("\r" + " ".repeat(COLUMNS) + "\r");
            console.err().flush();
        }
    }
}
