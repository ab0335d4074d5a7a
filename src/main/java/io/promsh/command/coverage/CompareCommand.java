package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.LongReads;
import io.promsh.command.OptionSpec;
import io.promsh.command.Progresses;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.coverage.Comparison;
import io.promsh.coverage.ComparisonReport;
import io.promsh.coverage.SeriesDifference;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetricsTarget;
import io.promsh.text.Counts;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code compare A B SELECTOR}: whether two targets hold the same samples. */
public final class CompareCommand implements Command {
    private static final Pattern THREE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+(\\S.*)", Pattern.DOTALL);

    private static final OptionSpec IGNORE = new OptionSpec(
            "ignore",
            "LABEL,LABEL",
            "labels that only one of the two has, for example external ones",
            Completes.LABEL_NAME);

    private static final CommandSpec SPEC = CommandSpec.of(
                    "compare",
                    CommandGroup.PROVE,
                    "TARGET TARGET SELECTOR",
                    Completes.TARGET,
                    "two targets, sample by sample: missing left or right, other values",
                    "Values are compared bit for bit where both targets give stored chunks; else without stale markers and"
                            + " payloads of NaN. With --strict a difference fails with exit code 7.",
                    "compare local cloud traffic_vehicles_total --last 24h",
                    "compare local cloud up --ignore cluster -o json")
            .withOptions(IGNORE);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Matcher three = THREE.matcher(arguments.required(SPEC).strip());
        if (!three.matches()) {
            throw Failure.usage("compare takes two targets and a selector", "usage: " + SPEC.usage());
        }
        List<String> ignored = new ArrayList<>();
        for (String names : arguments.options().getOrDefault(IGNORE.name(), List.of())) {
            ignored.addAll(List.of(names.split(",", -1)));
        }
        MetricsTarget left = target(context, three.group(1));
        MetricsTarget right = target(context, three.group(2));
        ComparisonReport report = new Comparison(
                        left, right, LongReads.options(context), Progresses.on(context), ignored)
                .run(three.group(3), context.window());
        boolean forProgram = Reports.wantsMachineForm(context);
        if (forProgram || !report.different().isEmpty()) {
            Reports.printAll(context, listing(forProgram ? report.series() : report.different()));
        }
        CoverageRun.tell(report.left(), context);
        CoverageRun.tell(report.right(), context);
        judge(report, context);
    }

    private static MetricsTarget target(CommandContext context, String name) {
        return context.session().target(context.settings().with(Setting.TARGET, name));
    }

    private static Listing listing(List<SeriesDifference> series) {
        Listing.Builder listing = Listing.of("series", "series")
                .field("series", "series", Kind.NAME)
                .field("left", "left", Kind.NUMBER)
                .field("right", "right", Kind.NUMBER)
                .field("onlyLeft", "only left", Kind.NUMBER)
                .field("onlyRight", "only right", Kind.NUMBER)
                .field("differing", "other value", Kind.NUMBER)
                .field("same", "same", Kind.FLAG, 2)
                .field("firstDifference", "first difference", Kind.TIME, 1);
        for (SeriesDifference one : series) {
            listing.row(
                    one.labels().toString(),
                    one.left(),
                    one.right(),
                    one.onlyLeft(),
                    one.onlyRight(),
                    one.differing(),
                    one.isSame(),
                    one.first().orElse(null));
        }
        return listing.build();
    }

    private static void judge(ComparisonReport report, CommandContext context) {
        int different = report.different().size();
        int all = report.series().size();
        String words = different == 0
                ? Counts.of(all, "series", "series") + ", the same samples in both"
                : Counts.of(different, "series", "series") + " of " + Counts.grouped(all) + " differ";
        if (!report.exact()) {
            words += "; compared without stale markers and payloads of NaN, which one of the targets does not give";
        }
        if (!context.settings().isOn(Setting.QUIET)) {
            context.console().note(Line.of(words, Style.DIM));
        }
        if (all == 0 && context.settings().isOn(Setting.FAIL_ON_EMPTY)) {
            throw Failure.of(FailureKind.NO_DATA, "neither target has a sample in the window", "");
        }
        if (different > 0 && context.settings().isOn(Setting.STRICT)) {
            throw Failure.of(FailureKind.PARTIAL, words, "without --strict it is only told");
        }
    }
}
