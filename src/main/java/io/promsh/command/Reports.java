package io.promsh.command;

import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.output.Output;
import io.promsh.output.OutputFormat;
import io.promsh.render.Listing;
import io.promsh.render.ListingView;
import io.promsh.render.View;
import io.promsh.render.ViewOptions;
import io.promsh.text.Escaping;
import io.promsh.text.Glyphs;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;

/** Prints what list commands answer: drawn on a terminal, in the line's format otherwise, the rest on stderr. */
public final class Reports {
    /** More rows than this are not poured over a terminal unless asked for with --limit. */
    static final int TERMINAL_ROWS = 1000;

    private Reports() {}

    /** Returns whether the answer goes to a program: a format was asked for, or standard output is no terminal. */
    public static boolean wantsMachineForm(CommandContext context) {
        return format(context) != OutputFormat.TABLE
                || context.console().width().isEmpty();
    }

    /** Prints a list; a terminal shows at most {@code --limit} rows and counts the rest. */
    public static void print(CommandContext context, Listing listing, List<String> warnings) {
        int rows = context.settings().limit().orElse(wantsMachineForm(context) ? Integer.MAX_VALUE : TERMINAL_ROWS);
        print(context, listing, rows == 0 ? Integer.MAX_VALUE : rows);
        tellWarnings(context, warnings);
        if (listing.rows().isEmpty() && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "no " + listing.plural(), "");
        }
        if (!warnings.isEmpty() && context.settings().isOn(Setting.STRICT)) {
            throw Failure.of(
                    FailureKind.PARTIAL, "the answer came with warnings", "without --strict they are only shown");
        }
    }

    /** Prints a list of which all rows matter. */
    public static void printAll(CommandContext context, Listing listing) {
        print(context, listing, Integer.MAX_VALUE);
    }

    private static void print(CommandContext context, Listing listing, int rows) {
        if (wantsMachineForm(context)) {
            Listing shown = rows < listing.rows().size()
                    ? new Listing(
                            listing.singular(),
                            listing.plural(),
                            listing.fields(),
                            listing.rows().subList(0, rows))
                    : listing;
            boolean isTerminal = context.console().width().isPresent();
            Output.write(shown, format(context), context.console().out(), isTerminal);
            tellCut(context, rows, listing.rows().size());
            // Silence would leave whoever reads a batch's output to guess whether the line ran.
            if (listing.rows().isEmpty()
                    && format(context) == OutputFormat.TABLE
                    && !context.settings().isOn(Setting.QUIET)) {
                context.console().note(Line.of("no " + listing.plural(), Style.DIM));
            }
            return;
        }
        ViewOptions options = ViewOptions.of(context.console().width(), glyphs(context), context.zone())
                .withRows(rows);
        View view = ListingView.of(listing, options);
        context.console().page(view.lines());
        if (!context.settings().isOn(Setting.QUIET)) {
            view.footer().forEach(context.console()::note);
        }
    }

    static void tellCut(CommandContext context, int shown, int all) {
        if (shown < all && !context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of("showing " + shown + " of " + all, Style.DIM));
        }
    }

    private static void tellWarnings(CommandContext context, List<String> warnings) {
        for (String warning : warnings) {
            context.console().note(Line.of("warning: ", Style.WARNING).plus(Escaping.visible(warning), Style.PLAIN));
        }
    }

    static OutputFormat format(CommandContext context) {
        String word = context.settings().get(Setting.OUTPUT);
        return word.isEmpty() ? OutputFormat.TABLE : OutputFormat.parse(word);
    }

    static Glyphs glyphs(CommandContext context) {
        return context.console().isUnicode() ? Glyphs.UNICODE : Glyphs.ASCII;
    }
}
