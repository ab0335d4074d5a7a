package io.promsh.command;

import io.promsh.config.Setting;
import io.promsh.fetch.Progress;
import io.promsh.text.Counts;
import io.promsh.text.DisplayWidth;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.HumanBytes;
import io.promsh.text.HumanDuration;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Shows how far a long read is, on one line of a terminal that is wiped at the end; nowhere else. */
public final class Progresses {
    private static final int BAR = 20;
    private static final int MOST_COLUMNS = 100;

    /** A read that is over sooner has no need of a line. */
    private static final long SEEN_FROM_MILLIS = 250;

    private Progresses() {}

    /** Returns the progress of a read for this line. */
    public static Progress on(CommandContext context) {
        boolean seen = context.console().isInteractive()
                && context.console().width().isPresent()
                && !context.settings().isOn(Setting.QUIET);
        if (!seen) {
            return Progress.NONE;
        }
        int columns = Math.min(MOST_COLUMNS, context.console().width().getAsInt()) - 1;
        return new OneLine(context.console().err(), columns, Reports.glyphs(context));
    }

    /** Returns the line: a bar, samples, samples a second, bytes, time left. */
    static String words(double fraction, long samples, long bytes, long millis, Glyphs glyphs) {
        double done = Math.max(0, Math.min(1, fraction));
        int full = (int) Math.floor(done * BAR);
        String block = glyphs == Glyphs.UNICODE ? glyphs.levels().substring(7) : "#";
        StringBuilder out = new StringBuilder();
        out.append(block.repeat(full))
                .append(glyphs == Glyphs.UNICODE ? "\u00b7".repeat(BAR - full) : ".".repeat(BAR - full));
        out.append(' ').append((int) Math.floor(100 * done)).append(" %  ");
        out.append(Counts.grouped(samples)).append(" samples");
        if (millis > 0) {
            out.append("  ").append(Counts.grouped(samples * 1000 / millis)).append("/s");
        }
        if (bytes > 0) {
            out.append("  ").append(HumanBytes.of((double) bytes));
        }
        if (done > 0.01 && done < 1) {
            long left = Math.round(millis * (1 - done) / done / 1000) * 1000;
            out.append("  ")
                    .append(HumanDuration.ofMillis(Math.max(1000, left)))
                    .append(" left");
        }
        return out.toString();
    }

    private static final class OneLine implements Progress {
        private final PrintWriter err;
        private final int columns;
        private final Glyphs glyphs;
        private final long began = System.nanoTime();
        private @Nullable Thread atExit;
        private boolean over;

        OneLine(PrintWriter err, int columns, Glyphs glyphs) {
            this.err = err;
            this.columns = columns;
            this.glyphs = glyphs;
        }

        @Override
        public void advanced(double fraction, long samples) {
            advanced(fraction, samples, 0);
        }

        @Override
        public synchronized void advanced(double fraction, long samples, long bytes) {
            long millis = (System.nanoTime() - began) / 1_000_000;
            if (fraction < 1 && millis >= SEEN_FROM_MILLIS) {
                draw(words(fraction, samples, bytes, millis, glyphs));
            }
        }

        @Override
        public synchronized void waiting(String why) {
            draw("waiting: " + Escaping.visible(why));
        }

        @Override
        public synchronized void ended() {
            Thread hook = atExit;
            if (hook == null) {
                return;
            }
            wipe();
            atExit = null;
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The program ends: the hook finds nothing to wipe.
            }
        }

        /** Ctrl-C ends a batch at once; what it leaves on the screen is not a bar that stands still. */
        private synchronized void endedByExit() {
            over = true;
            if (atExit != null) {
                wipe();
                atExit = null;
            }
        }

        private void wipe() {
            err.print("\r" + " ".repeat(columns) + "\r");
            err.flush();
        }

        /** The cursor goes back to the beginning: the ^C that terminals echo then never wraps into a second row. */
        private void draw(String text) {
            if (over) {
                return;
            }
            if (atExit == null) {
                Thread hook = new Thread(this::endedByExit, "promsh-progress-exit");
                try {
                    Runtime.getRuntime().addShutdownHook(hook);
                } catch (IllegalStateException e) {
                    return;
                }
                atExit = hook;
            }
            String cut = DisplayWidth.cut(text, columns, glyphs.ellipsis());
            err.print("\r" + DisplayWidth.padRight(cut, columns) + "\r");
            err.flush();
        }
    }
}
