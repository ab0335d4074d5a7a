package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.DashboardArgument;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.coverage.CoverageReport;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.text.HumanNumbers;
import java.util.Optional;

/** {@code coverage SELECTOR}: how much of what should be there is there, and what is missing, when and why. */
public final class CoverageCommand implements Command {
    private static final OptionSpec MIN =
            new OptionSpec("min", "PERCENT", "fail with exit code 7 where less is there in all", Completes.NOTHING);

    private static final CommandSpec SPEC = CommandSpec.of(
                    "coverage",
                    CommandGroup.PROVE,
                    "SELECTOR",
                    Completes.PROMQL,
                    "expected against present samples of each series, with every gap and its cause",
                    "From the stored samples' own times, nothing looked back. The interval is measured, series by series;"
                            + " --interval sets it. The window is half-open: a day at 30s expects 2,880 samples. Causes:"
                            + " server down, no target has a sample meanwhile; target down, its up is 0 or absent;"
                            + " series ended or never there, the target was scraped and did not have it.",
                    "coverage --last 24h traffic_vehicles_total",
                    "coverage --min 99 --last 7d up",
                    "coverage --metrics traffic_vehicles_total,system_status --baseline 7d",
                    "coverage --dashboard traffic.json --last 24h -o markdown")
            .withOptions(
                    CoverageArguments.INTERVAL,
                    MIN,
                    CoverageArguments.BASELINE,
                    CoverageArguments.METRICS,
                    CoverageArguments.DASHBOARD,
                    DashboardArgument.VAR,
                    DashboardArgument.LIBRARY);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Optional<Double> least = arguments.option(MIN.name()).map(CoverageCommand::percent);
        CoverageReport report = CoverageRun.of(arguments, context, SPEC);
        if (Reports.wantsMachineForm(context)) {
            Reports.printAll(context, CoverageRows.of(report, CoverageRun.glyphs(context)));
        }
        CoverageRun.show(report, context);
        if (least.isPresent() && report.ratio() * 100 < least.get()) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    "the coverage is " + HumanNumbers.percent(report.ratio()) + ", below the "
                            + HumanNumbers.percent(least.get() / 100) + " asked for",
                    "see when and why with: gaps SELECTOR");
        }
    }

    private static double percent(String text) {
        String number =
                text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        if (!number.matches("[0-9]{1,3}(\\.[0-9]{1,6})?") || Double.parseDouble(number) > 100) {
            throw Failure.usage("--min takes a percentage from 0 to 100", "for example --min 99.5");
        }
        return Double.parseDouble(number);
    }
}
