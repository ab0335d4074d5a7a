package io.promsh.command;

import io.promsh.config.Setting;
import io.promsh.fetch.Progress;
import io.promsh.text.DisplayWidth;
import io.promsh.text.HumanNumbers;
import java.io.PrintWriter;

/** Shows how far a long read is, on one line of a terminal that is wiped at the end; nowhere else. */
public final class Progresses {
    private static final int COLUMNS = 39;

    private Progresses() {}

    /** Returns the progress of a read for this line. */
    public static Progress on(CommandContext context) {
        boolean seen = context.console().isInteractive()
                && context.console().width().isPresent()
                && !context.settings().isOn(Setting.QUIET);
        return seen ? new OneLine(context.console().err()) : Progress.NONE;
    }

    private static final class OneLine implements Progress {
        private final PrintWriter err;
        private boolean drawn;

        OneLine(PrintWriter err) {
            this.err = err;
        }

        @Override
        public void advanced(double fraction, long samples) {
            boolean over = fraction >= 1;
            if (over && !drawn) {
                return;
            }
            drawn = true;
            String text = "reading " + Math.round(100 * fraction) + " %  " + HumanNumbers.value((double) samples)
                    + " samples";
            err.print("\r" + DisplayWidth.padRight(over ? "" : text, COLUMNS) + (over ? "\r" : ""));
            err.flush();
        }
    }
}
