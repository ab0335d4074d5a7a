package io.promsh.command.server;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import java.util.List;

/** {@code rules}: the recording and alerting rules with their health. */
public final class RulesCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "rules",
            CommandGroup.SERVER,
            "",
            Completes.NOTHING,
            "recording and alerting rules with their health",
            "In the order of files and groups.",
            "rules");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Listing.Builder listing = Listing.of("rule", "rules")
                .field("group", "group", Kind.NAME)
                .field("type", "type", Kind.TEXT, 2)
                .field("name", "name", Kind.NAME)
                .field("health", "health", Kind.STATE)
                .field("state", "state", Kind.STATE, 3)
                .field("took", "took", Kind.SECONDS, 4)
                .field("expression", "expression", Kind.TEXT, 5)
                .field("error", "error", Kind.TEXT, 1);
        context.target()
                .rules()
                .forEach(rule -> listing.row(
                        rule.group(),
                        rule.type(),
                        rule.name(),
                        rule.health(),
                        rule.state(),
                        rule.evaluationTime().toNanos() / 1e9,
                        rule.expression(),
                        rule.lastError()));
        Reports.print(context, listing.build(), List.of());
    }
}
