package io.promsh.command.guard;

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
import io.promsh.docker.ContainerDetail;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.PromDuration;
import io.promsh.volume.gate.Act;
import io.promsh.volume.gate.Gate;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.restart.PlainRestart;
import io.promsh.volume.restart.PrometheusRestart;
import io.promsh.volume.restart.RestartPlans;
import io.promsh.volume.restart.RestartReport;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code restart}: the safe restart. */
public final class RestartCommand implements Command {
    private static final OptionSpec PLAN = OptionSpec.toggle("plan", "shows what would be done, and does nothing");
    private static final OptionSpec GRACE =
            new OptionSpec("grace", "DURATION", "how long it may take to end by itself", Completes.DURATION);
    private static final OptionSpec BLIND =
            OptionSpec.toggle("blind", "restarts a server that does not answer: nothing can be compared then");
    private static final CommandSpec SPEC = new CommandSpec(
            "restart",
            CommandGroup.KEEP,
            "SERVICE...",
            Completes.NOTHING,
            "the safe restart: nothing is lost, and that is shown",
            "Shows the plan first: what holds state, and on what; then asks (--yes in a script). Refuses (exit code 5) where a restart would lose it. Checks "
                    + "the configuration, restarts the container by its id, waits for the log replay and for new samples of "
                    + "every target, and compares what the server holds with what it held. The answer is the gap that each "
                    + "target's samples have.",
            List.of(PLAN, Consent.YES, GRACE, BLIND, Services.PROJECT, Undertakings.SERVER),
            List.of("restart prometheus", "restart prometheus grafana --plan", "restart prometheus --yes"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        arguments.required(SPEC);
        Undertakings work = Undertakings.of(context, arguments);
        Duration grace = arguments.option(GRACE.name()).map(PromDuration::parse).orElse(Duration.ZERO);
        work.repair();
        List<Planned> planned = new ArrayList<>();
        for (String service : arguments.words()) {
            for (Container container : Services.named(work.engine(), service, arguments.option("project"))) {
                planned.add(plan(work, container, grace, arguments.has(BLIND.name())));
            }
        }
        planned.forEach(one -> PlanView.lines(one.plan).forEach(context.console()::note));
        if (arguments.has(PLAN.name())) {
            return;
        }
        Consent.toGoAhead(context, arguments, "go ahead?");
        List<RestartReport> reports = new ArrayList<>();
        for (Planned one : planned) {
            reports.add(restart(work, arguments, one));
        }
        List<String> warnings = reports.stream()
                .flatMap(report -> RestartView.warnings(report).stream())
                .toList();
        reports.forEach(report -> context.console().note(RestartView.summary(report)));
        Reports.print(context, RestartView.gaps(reports), warnings);
    }

    /** @param server empty for another service, and where nothing is to be compared */
    private record Planned(
            ContainerDetail container,
            Optional<PrometheusContainer> server,
            List<StatePath> state,
            Duration grace,
            Plan plan) {}

    private static Planned plan(Undertakings work, Container found, Duration grace, boolean isBlind) {
        ContainerDetail container = work.engine()
                .container(found.id())
                .orElseThrow(() -> Failure.failed("container " + found.name() + " is gone", "type it again"));
        if (!container.state().isRunning()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    found.displayName() + " does not run: it is "
                            + container.state().status(),
                    "start it with: docker start " + found.name());
        }
        List<StatePath> state = ServiceState.of(container, work.engine()::volume);
        Gate.pass(Act.STOP, "restart " + found.displayName(), state);
        Optional<PrometheusContainer> server = PrometheusContainer.of(container).filter(one -> !isBlind);
        Plan plan = server.isPresent()
                ? RestartPlans.prometheus(found.displayName(), container.id(), state)
                : RestartPlans.other(found.displayName(), container.id(), state);
        Duration asked = container.policy().stopTimeout().orElse(Duration.ZERO);
        return new Planned(container, server, state, grace.isZero() ? asked : grace, plan);
    }

    private static RestartReport restart(Undertakings work, Arguments arguments, Planned planned) {
        ConsoleWatcher watcher = new ConsoleWatcher(work.context());
        PlanRun run = new PlanRun(planned.plan, watcher);
        JournalEntry entry = work.entry("restart")
                .with("container", planned.container.id())
                .with("service", planned.container.summary().displayName());
        work.watchOver(entry);
        try {
            return planned.server.isPresent()
                    ? new PrometheusRestart(work.engine(), work.servers(), work.journal(), run, entry)
                            .restart(planned.server.get(), backup(work, planned), planned.grace)
                    : new PlainRestart(work.engine(), work.journal(), run)
                            .restart(planned.container, planned.state, planned.grace, entry);
        } catch (Failure failure) {
            boolean isMute = failure.kind() == FailureKind.UNREACHABLE && planned.server.isPresent();
            Failure explained = planned.server.isPresent() ? Undertakings.explained(failure, arguments) : failure;
            throw isMute
                    ? explained.withHint(explained.hint() + "; where it does not answer at all: restart "
                            + planned.container.summary().displayName() + " --blind")
                    : explained;
        } finally {
            watcher.wipe();
        }
    }

    /** A verified backup of the volume on which the data lies. */
    private static Optional<String> backup(Undertakings work, Planned planned) {
        return planned.state.stream()
                .filter(StatePath::isKnown)
                .findFirst()
                .flatMap(path -> work.lastBackup(path.where()))
                .flatMap(time -> RestartPlans.backup(time, work.context().now()));
    }
}
