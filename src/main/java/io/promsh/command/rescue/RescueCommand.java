package io.promsh.command.rescue;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Consent;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.command.steps.ConsoleWatcher;
import io.promsh.command.steps.PlanView;
import io.promsh.command.steps.Services;
import io.promsh.command.steps.Undertakings;
import io.promsh.docker.Container;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.rescue.Migration;
import io.promsh.volume.rescue.MigrationProof;
import io.promsh.volume.rescue.MigrationSurvey;
import io.promsh.volume.rescue.Migrator;
import io.promsh.volume.rescue.Move;
import java.util.List;

/** {@code rescue}: moves a service's data onto a named volume, before anything recreates its container. */
public final class RescueCommand implements Command {
    private static final OptionSpec PLAN = OptionSpec.toggle("plan", "shows what would be done, and does nothing");
    private static final CommandSpec SPEC = new CommandSpec(
            "rescue",
            CommandGroup.BRING_BACK,
            "SERVICE",
            Completes.NOTHING,
            "moves a service's data onto a named volume, before it is lost",
            "For data that lies in a container's own layer or in a volume without a name: down, or the next recreate, would "
                    + "lose it. Copies it to a volume that Compose takes for its own, checks the copy, shows the change of the "
                    + "Compose file and asks (--yes in a script), then lets Compose start the service on it and proves that nothing is missing. "
                    + "The service is down while it is copied, about 8 s a GB. Old volumes are kept. A run that was killed is "
                    + "put right by the next.",
            List.of(PLAN, Consent.YES, Services.PROJECT, Undertakings.SERVER),
            List.of("rescue prometheus", "rescue grafana --plan", "rescue prometheus --yes"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String service = arguments.onlyWord(SPEC);
        Undertakings work = Undertakings.of(context, arguments);
        work.repair();
        Container container = holder(work, service, arguments);
        Migration migration = new MigrationSurvey(work.engine()).survey(container);
        Plan plan = migration.plan();
        PlanView.lines(plan).forEach(context.console()::note);
        migration
                .change()
                .ifPresent(change ->
                        PlanView.diff(change.file().toString(), change.diff()).forEach(context.console()::note));
        if (arguments.has(PLAN.name())) {
            return;
        }
        Consent.toGoAhead(context, arguments, "stop " + Escaping.visible(service) + " for the copy, and change this?");
        ConsoleWatcher watcher = new ConsoleWatcher(context);
        PlanRun run = new PlanRun(plan, watcher);
        try {
            MigrationProof proof = new MigrationProof(work.engine(), work.servers(), run::progress);
            JournalEntry entry = work.entry("migrate");
            work.watchOver(entry);
            Migrator migrator = new Migrator(work.engine(), work.journal(), run, migration, entry);
            migrator.migrate(proof);
            migrator.left().forEach((volume, mark) -> work.broughtBack().remember(volume, mark, context.now()));
        } catch (Failure failure) {
            throw Undertakings.explained(failure, arguments);
        } finally {
            watcher.wipe();
        }
        context.console()
                .note(Line.of(Escaping.visible(service), Style.COMMAND)
                        .plus(" keeps its data on a named volume now; down and recreates do not lose it", Style.PLAIN));
        Reports.print(context, moved(migration), List.of());
    }

    /** Of several containers of a service, the one that runs; else the only one. */
    private static Container holder(Undertakings work, String service, Arguments arguments) {
        List<Container> all = Services.named(work.engine(), service, arguments.option(Services.PROJECT.name()));
        List<Container> running = all.stream().filter(Container::isRunning).toList();
        List<Container> meant = running.isEmpty() ? all : running;
        if (meant.size() != 1) {
            throw Failure.usage(
                    service + " has " + meant.size() + " containers: "
                            + String.join(
                                    ", ", meant.stream().map(Container::name).toList()),
                    "rescue does one: name the container");
        }
        return meant.get(0);
    }

    private static Listing moved(Migration migration) {
        Listing.Builder listing = Listing.of("path", "paths")
                .field("service", "service", Kind.NAME)
                .field("path", "path", Kind.NAME)
                .field("volume", "now on volume", Kind.NAME)
                .field("before", "before on", Kind.TEXT)
                .field("kept", "kept", Kind.NAME);
        for (Move move : migration.moves()) {
            listing.row(
                    migration.service(),
                    move.from().path(),
                    move.volume(),
                    move.from().storage().words(),
                    move.from().where());
        }
        return listing.build();
    }
}
