package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.LongReads;
import io.promsh.command.Reports;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.target.MetricsTarget;
import io.promsh.target.ServerIdentity;
import java.time.Duration;

/** {@code session}: who am I, where, what answers there. */
public final class SessionCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "session",
            CommandGroup.SESSION,
            "",
            Completes.NOTHING,
            "who am I, where, which server and version, limits met, clock skew",
            "When the target does not answer, session diagnose finds out why.",
            "session",
            "session -o json");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        MetricsTarget target = context.target();
        TargetSpec spec = context.session()
                .targetSpec(context.settings())
                .orElseThrow(() -> Failure.usage("no target is in use", "type: connect http://HOST:9090"));
        ServerIdentity identity = target.identity();
        Listing.Builder listing = Listing.of("property", "properties")
                .field("property", "property", Kind.NAME)
                .field("value", "value", Kind.TEXT);
        listing.row("target", spec.name());
        listing.row("address", spec.url());
        listing.row("login", login(spec));
        target.particulars().forEach((name, value) -> listing.row(name, value));
        spec.headers().forEach((name, value) -> listing.row("header", name));
        listing.row("server", identity.flavour().title());
        listing.row("version", identity.version().isEmpty() ? "not told" : identity.version());
        listing.row("clock skew", identity.clockSkew().map(SessionCommand::skew).orElse("not told"));
        target.limitsMet().forEach(limit -> listing.row("limit met", limit));
        LongReads.learnt(context, target).forEach(words -> listing.row("limit learnt", words));
        if (!identity.note().isEmpty()) {
            listing.row("note", identity.note());
        }
        listing.row("time zone", context.zone().getId());
        Reports.printAll(context, listing.build());
    }

    private static String login(TargetSpec spec) {
        if (!spec.grafana().cookie().isEmpty()) {
            return "session cookie";
        }
        if (spec.credentials().secret().isEmpty()) {
            return "none";
        }
        return spec.credentials().user().isEmpty()
                ? "bearer token"
                : "user " + spec.credentials().user();
    }

    private static String skew(Duration skew) {
        long seconds = skew.toSeconds();
        if (Math.abs(seconds) <= 2) {
            return "none to speak of";
        }
        return Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind") + " this machine";
    }
}
