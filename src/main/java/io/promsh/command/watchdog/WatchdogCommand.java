package io.promsh.command.watchdog;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.command.Reports;
import io.promsh.command.steps.Undertakings;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.text.Timestamps;
import io.promsh.volume.watch.Exposition;
import io.promsh.volume.watch.Memory;
import io.promsh.volume.watch.Round;
import io.promsh.volume.watch.Round.Change;
import io.promsh.volume.watch.Status;
import io.promsh.volume.watch.Watchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code watchdog}: the guard's checks on a schedule. */
public final class WatchdogCommand implements Command {
    private static final OptionSpec EVERY =
            new OptionSpec("every", "DURATION", "how often to look (default 5m)", Completes.DURATION);
    private static final OptionSpec ONCE = OptionSpec.toggle("once", "looks once, shows everything, and ends");
    private static final OptionSpec TEXTFILE = new OptionSpec(
            "textfile", "DIR", "writes DIR/promsh.prom for a node exporter's text files", Completes.FILE);
    private static final OptionSpec BACKUP = new OptionSpec(
            "max-backup-age", "DURATION", "how old a verified backup may be (default 7d)", Completes.DURATION);
    private static final CommandSpec SPEC = new CommandSpec(
            "watchdog",
            CommandGroup.PROVE,
            "",
            Completes.NOTHING,
            "volume, retention, backup and restart checks on a schedule",
            "Prints what changed, also since the run before: a container that was recreated or restarted, state that lies where "
                    + "it can be lost, orphaned data, a backup grown too old. With --strict, --once ends with exit code 7 when a "
                    + "check is not as it should be. Alerting rules for what --textfile writes come with promsh, in alerts/.",
            List.of(EVERY, ONCE, TEXTFILE, BACKUP, Undertakings.SERVER),
            List.of("watchdog --once", "watchdog --every 1m --textfile /var/lib/node_exporter"),
            false);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Duration every = PromDuration.parse(arguments.option(EVERY.name()).orElse("5m"));
        if (every.toMillis() < 1000) {
            throw Failure.usage("--every must be at least 1s", "for example --every 1m");
        }
        Optional<Path> folder = arguments.option(TEXTFILE.name()).map(Path::of);
        folder.filter(found -> !Files.isDirectory(found)).ifPresent(found -> {
            throw Failure.usage(
                    "--textfile names no folder: " + found, "make it first, and give the node exporter the same");
        });
        Duration oldest = PromDuration.parse(arguments.option(BACKUP.name()).orElse("7d"));
        Undertakings work = Undertakings.of(context, arguments);
        Watchdog watchdog =
                new Watchdog(work.engine(), work.servers(), work::lastBackup, oldest).with(work.broughtBack());
        Memory memory = new Memory(
                context.session().stateFolder().resolve("watchdog"),
                work.engine().address());
        long began = System.nanoTime();
        Map<String, String> before = memory.read();
        while (true) {
            Round round = watchdog.look(context.now().plusNanos(System.nanoTime() - began));
            folder.ifPresent(found -> Exposition.write(found, round.readings()));
            memory.write(round.words());
            if (arguments.has(ONCE.name())) {
                once(context, round, round.changesSince(before), before.isEmpty());
                return;
            }
            tell(context, round.changesSince(before), context.now().plusNanos(System.nanoTime() - began));
            before = round.words();
            pause(every);
        }
    }

    private static void once(CommandContext context, Round round, List<Change> changes, boolean isFirst) {
        Listing.Builder listing = Listing.of("check", "checks")
                .field("state", "state", Kind.STATE)
                .field("check", "check", Kind.NAME)
                .field("subject", "subject", Kind.NAME)
                .field("finding", "finding", Kind.TEXT)
                .field("before", "before", Kind.TEXT, 2)
                .field("next", "type", Kind.TEXT, 1);
        for (Status status : round.statuses()) {
            String before = changes.stream()
                    .filter(change -> change.status().equals(status))
                    .map(Change::before)
                    .findFirst()
                    .orElse("");
            listing.row(
                    status.isGood() ? "ok" : "bad",
                    status.check(),
                    status.subject(),
                    status.words(),
                    before.isEmpty() ? null : before,
                    status.next().isEmpty() ? null : status.next());
        }
        if (!isFirst) {
            changes.stream()
                    .filter(change -> change.status().words().equals("gone"))
                    .forEach(change -> context.console().note(line(change)));
        }
        Reports.print(context, listing.build(), List.of());
        long bad = round.statuses().stream().filter(status -> !status.isGood()).count();
        if (bad > 0 && context.settings().isOn(io.promsh.config.Setting.STRICT)) {
            throw Failure.of(FailureKind.PARTIAL, bad + " checks are not as they should be", "");
        }
    }

    private static void tell(CommandContext context, List<Change> changes, Instant now) {
        for (Change change : changes) {
            context.console()
                    .print(Line.of(Timestamps.dateTime(now.toEpochMilli(), context.zone()) + "  ", Style.DIM)
                            .plus(line(change)));
        }
        context.console().out().flush();
    }

    private static Line line(Change change) {
        Status status = change.status();
        String before = change.before().isEmpty() ? "" : " (before: " + change.before() + ")";
        String next = status.next().isEmpty() ? "" : "; type: " + status.next();
        return Line.of(status.isGood() ? "ok   " : "bad  ", status.isGood() ? Style.GOOD : Style.BAD)
                .plus(
                        Escaping.visible(
                                status.check() + " " + status.subject() + ": " + status.words() + before + next),
                        Style.PLAIN);
    }

    private static void pause(Duration every) {
        try {
            Thread.sleep(every.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
    }
}
