package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.AccessProbe.Finding;
import io.promsh.target.AccessProbe.Outcome;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.List;
import java.util.Locale;

/** {@code session diagnose}: tries each way in and explains what the answer means. */
public final class DiagnoseCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "session diagnose",
            CommandGroup.SESSION,
            "",
            Completes.NOTHING,
            "try each way in and explain every answer",
            "Name resolution, connection, TLS, the paths with and without /api/prom, the ways to log in; each failure is"
                    + " explained with what to change. Exit code 0 when a way in works.",
            "session diagnose",
            "session diagnose --target prod");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        TargetSpec spec = context.session()
                .targetSpec(context.settings())
                .orElseThrow(() -> Failure.usage("no target is in use", "type: connect http://HOST:9090"));
        List<Finding> findings = context.session().probe(spec).diagnose();
        if (!Reports.wantsMachineForm(context)) {
            findings.forEach(finding -> draw(context, finding));
        } else {
            Listing.Builder listing = Listing.of("step", "steps")
                    .field("outcome", "outcome", Kind.STATE)
                    .field("step", "step", Kind.TEXT)
                    .field("result", "result", Kind.TEXT)
                    .field("meaning", "meaning", Kind.TEXT)
                    .field("next", "next", Kind.TEXT);
            findings.forEach(finding -> listing.row(
                    finding.outcome().name().toLowerCase(Locale.ROOT),
                    finding.step(),
                    finding.result(),
                    finding.meaning(),
                    finding.next()));
            Reports.printAll(context, listing.build());
        }
        boolean worked = findings.stream()
                .anyMatch(finding ->
                        finding.outcome() == Outcome.OK && finding.step().contains("query"));
        if (!worked) {
            throw Failure.of(
                    FailureKind.DENIED,
                    "no way into " + spec.name() + " works yet",
                    "follow the last line marked with next");
        }
    }

    private static void draw(CommandContext context, Finding finding) {
        Line mark = switch (finding.outcome()) {
            case OK -> Line.of("ok    ", Style.GOOD);
            case NOTE -> Line.of("note  ", Style.WARNING);
            case FAILED -> Line.of("fails ", Style.BAD);
        };
        context.console()
                .print(mark.plus(Escaping.visible(finding.step()), Style.PLAIN)
                        .plus("  " + Escaping.visible(finding.result()), Style.DIM));
        if (!finding.meaning().isEmpty()) {
            context.console().print(Line.plain("      " + Escaping.visible(finding.meaning())));
        }
        if (!finding.next().isEmpty()) {
            context.console().print(Line.of("      next: " + Escaping.visible(finding.next()), Style.COMMAND));
        }
    }
}
