package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.config.TargetSpec;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;

/** {@code targets list}: the targets known. */
public final class TargetsListCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "targets list",
            CommandGroup.SESSION,
            "",
            Completes.NOTHING,
            "the targets known",
            "From the environment and .env (named env), then targets.yaml. Secrets are never shown.",
            "targets list");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String inUse = context.session()
                .targetSpec(context.settings())
                .map(TargetSpec::name)
                .orElse("");
        Listing.Builder listing = Listing.of("target", "targets")
                .field("name", "name", Kind.NAME)
                .field("kind", "kind", Kind.TEXT, 2)
                .field("url", "url", Kind.NAME)
                .field("credentials", "credentials", Kind.TEXT, 1)
                .field("inUse", "in use", Kind.FLAG);
        for (TargetSpec spec : context.session().targets()) {
            listing.row(
                    spec.name(),
                    spec.kind(),
                    spec.url(),
                    spec.login(),
                    spec.name().equals(inUse));
        }
        Reports.printAll(context, listing.build());
    }
}
