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

/** {@code alerts}: the active alerts. */
public final class AlertsCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "alerts",
            CommandGroup.SERVER,
            "",
            Completes.NOTHING,
            "alerts that are pending or firing",
            "As the server's own rules make them; a separate alert manager is not asked.",
            "alerts");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Listing.Builder listing = Listing.of("active alert", "active alerts")
                .field("state", "state", Kind.STATE)
                .field("alert", "alert", Kind.NAME)
                .field("since", "since", Kind.TIME, 1)
                .field("value", "value", Kind.TEXT, 2)
                .field("labels", "labels", Kind.NAME)
                .field("summary", "summary", Kind.TEXT, 3);
        context.target().alerts().stream()
                .sorted((a, b) -> a.state().compareTo(b.state()))
                .forEach(alert -> listing.row(
                        alert.state(),
                        alert.labels().get("alertname"),
                        alert.activeAt().orElse(null),
                        alert.value(),
                        alert.labels().without("alertname").toString(),
                        alert.annotations()
                                .getOrDefault("summary", alert.annotations().getOrDefault("description", ""))));
        Reports.print(context, listing.build(), List.of());
    }
}
