package io.promsh.command.steps;

import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.config.TargetSpec;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.backup.NamedServers;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Servers;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where a command that changes containers works: the line's engine, the journal, the way to its servers. */
public record Undertakings(CommandContext context, DockerEngine engine, Journal journal, Servers servers) {
    /** The option that says how to ask the server. */
    public static final OptionSpec SERVER = new OptionSpec(
            "server", "URL|NAME", "how to ask the server, where its container's port is not reached", Completes.TARGET);

    /** Returns those of a line. Nothing is asked yet. */
    public static Undertakings of(CommandContext context, Arguments arguments) {
        DockerEngine engine = context.session().docker(context.settings());
        Journal journal = LeftOvers.undertakings(context.session().stateFolder());
        String named = arguments.option(SERVER.name()).orElse("");
        return new Undertakings(context, engine, journal, server -> target(context, engine, server, named));
    }

    private static MetricsTarget target(
            CommandContext context, DockerEngine engine, PrometheusContainer server, String named) {
        String address = named.isEmpty()
                ? server.address(engine.isLocal())
                        .orElseThrow(() -> Failure.unreachable(
                                server.service() + " cannot be asked from here: its port is not published",
                                "say how with --server URL"))
                : named;
        return context.session().target(context.settings().with(Setting.TARGET, address));
    }

    /** Returns the targets that a line or the user's files name for servers in containers, each by its published address. */
    public static NamedServers named(CommandContext context, Arguments arguments) {
        Optional<String> typed = arguments.option(SERVER.name());
        return server -> typed.or(() -> server.address(context.docker().isLocal())
                        .flatMap(address -> context.session().targets().stream()
                                .filter(spec -> !spec.isGrafana() && isSamePlace(spec.url(), address))
                                .map(TargetSpec::name)
                                .findFirst()))
                .map(name -> context.session().target(context.settings().with(Setting.TARGET, name)));
    }

    /** Whether two addresses lead to the same port of this machine, or of the same host. */
    private static boolean isSamePlace(String one, String other) {
        try {
            URI here = URI.create(one);
            URI there = URI.create(other);
            return here.getPort() == there.getPort() && host(here).equals(host(there));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String host(URI address) {
        String host = Objects.requireNonNullElse(address.getHost(), "");
        return host.equals("localhost") || host.equals("[::1]") ? "127.0.0.1" : host;
    }

    /** Returns a failure with what helps where a server wants more than its address, unless the line says how to ask it. */
    public static Failure explained(Failure failure, Arguments arguments) {
        boolean isOfEngine = failure.message().contains("Docker engine");
        boolean mayWantMore =
                !isOfEngine && (failure.kind() == FailureKind.UNREACHABLE || failure.kind() == FailureKind.DENIED);
        if (!mayWantMore || arguments.has(SERVER.name())) {
            return failure;
        }
        String more = "a server that wants TLS or a password: name it as a target, with --server NAME";
        return failure.withHint(failure.hint().isEmpty() ? more : failure.hint() + "; " + more);
    }

    /** Returns a new entry for the journal, not written yet. */
    public JournalEntry entry(String kind) {
        // Made here, not with the class: every start loads that for its options, and the formatter takes 3 ms.
        DateTimeFormatter stamp =
                DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
        String id = kind + "-" + stamp.format(context.now()) + "-"
                + Long.toString(ProcessHandle.current().pid(), 36) + Long.toString(System.nanoTime() & 0xffffffL, 36);
        return new JournalEntry(
                id,
                kind,
                "",
                Journal.thisProcess(),
                Map.of(
                        "engine",
                        engine.address(),
                        JournalEntry.BEGUN,
                        context.now().toString()));
    }

    /**
     * Writes an entry down before anything is done, and sets a process beside this one that repairs when this one is killed:
     * a service must not stay down until somebody types the next command.
     */
    public void watchOver(JournalEntry entry) {
        journal.write(entry);
        Sentinel.over(journal.file(entry), context.settings().get(Setting.DOCKER));
    }

    /** Returns when the newest backup of a volume was taken that can be relied on. */
    public Optional<Instant> lastBackup(String volume) {
        return Catalogue.in(context.session().stateFolder())
                .latestVerified(engine.address(), volume)
                .map(CatalogueEntry::created);
    }

    /** Returns the memory of what was brought back on this engine. */
    public BroughtBack broughtBack() {
        return BroughtBack.in(context.session().stateFolder(), engine.address());
    }

    /** Puts right what a killed run left, and tells it; returns whether there was anything. */
    public boolean repair() {
        List<String> done = new LeftOvers(engine, context.session().stateFolder()).putRight();
        done.forEach(sentence -> LeftOvers.tell(context.console(), "put right: ", sentence));
        return !done.isEmpty();
    }
}
