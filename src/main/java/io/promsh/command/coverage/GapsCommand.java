package io.promsh.command.coverage;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.DashboardArgument;
import io.promsh.command.Reports;
import io.promsh.coverage.CoverageReport;
import io.promsh.coverage.GapGroup;
import java.util.List;

/** {@code gaps SELECTOR}: the gaps of coverage alone, those that series share taken together. */
public final class GapsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
                    "gaps",
                    CommandGroup.PROVE,
                    "SELECTOR",
                    Completes.PROMQL,
                    "the gaps in stored samples: from, to, missing samples, series, cause",
                    "As coverage finds them. A gap that several series have at the same time and for the same cause is one"
                            + " row.",
                    "gaps --last 24h traffic_vehicles_total",
                    "gaps --last 7d -o json up | jq '.[] | select(.cause == \"server down\")'")
            .withOptions(
                    CoverageArguments.INTERVAL,
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
        CoverageReport report = CoverageRun.of(arguments, context, SPEC);
        Reports.print(context, CoverageRows.gaps(GapGroup.of(report.series())), List.of());
        CoverageRun.tellOfTheFuture(report.window(), context);
        CoverageRun.tell(report.read(), context);
    }
}
