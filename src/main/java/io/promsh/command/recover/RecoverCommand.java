package io.promsh.command.recover;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.config.Setting;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.VectorSelector;
import io.promsh.recovery.Recovery;
import io.promsh.recovery.RecoveryPlan;
import io.promsh.recovery.RecoveryRequest;
import io.promsh.recovery.Step;
import io.promsh.recovery.Workshop;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code recover}: finds what a target lost, brings it back from elsewhere, and proves it. */
public final class RecoverCommand implements Command {
    private static final String EVERYTHING = "{__name__=~\".+\"}";
    static final OptionSpec WAIT = new OptionSpec(
            "wait", "DURATION", "how long to wait for the server to serve the blocks (5m)", Completes.DURATION);

    private static final CommandSpec SPEC = new CommandSpec(
            "recover",
            CommandGroup.BRING_BACK,
            "",
            Completes.NOTHING,
            "bring a lost window back from another target or a backup, and prove it",
            "Measures what the target lacks against the sources, plans with sizes and times, checks what would make the server"
                    + " refuse it, fetches stored samples, builds blocks of what is missing, puts them in place without a"
                    + " restart, waits until they are served, compares every series, and writes a report. On a terminal it asks"
                    + " for what the line does not say. Every step is journalled: recover resume goes on where a killed one"
                    + " stood. The window is that of --last, or --start and --end.",
            List.of(
                    new OptionSpec(
                            "from",
                            "NAME|DIR",
                            "a target, or a data directory; several in order of preference",
                            Completes.TARGET),
                    new OptionSpec(
                            "to",
                            "DIR|volume:NAME",
                            "the data directory of the target that lost samples, or its volume",
                            Completes.FILE),
                    new OptionSpec("match", "SELECTOR", "only these series; several add up", Completes.NOTHING),
                    new OptionSpec(
                            "strip",
                            "LABEL,...",
                            "labels that the sources add; others are found out",
                            Completes.LABEL_NAME),
                    OptionSpec.toggle("dry-run", "measure, plan and check only"),
                    OptionSpec.toggle("yes", "go on without asking, for scripts"),
                    WAIT),
            List.of(
                    "recover",
                    "recover --from cloud --to /var/lib/prometheus --last 24h --dry-run",
                    "recover --from cloud --from backup/data --to volume:prometheus_data --start -2d --end -1d --yes"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public boolean changesThings(Arguments arguments) {
        return !arguments.has("dry-run");
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        if (!arguments.raw().isBlank()) {
            throw Failure.usage("recover takes options only", "usage: " + SPEC.usage());
        }
        Workshop workshop = Workshops.of(context, arguments);
        RecoveryRequest request = request(arguments, context);
        if (arguments.has("dry-run")) {
            RecoveryPlan plan = Recovery.dryRun(workshop, request);
            RecoverView.wrapped(RecoverView.plan(plan), context).forEach(context.console()::print);
            sayWhenWhole(plan, context);
            judge(plan);
            return;
        }
        Recovery recovery = Recovery.begin(workshop, request).heardBy(RecoverView.listener(context));
        // Said first: who kills it knows how to go on.
        RecoverView.note(
                Line.of(
                        "this is recovery " + recovery.id() + "; broken off, it goes on with: recover resume "
                                + recovery.id(),
                        Style.DIM),
                context);
        finish(recovery, arguments, context);
    }

    private static void sayWhenWhole(RecoveryPlan plan, CommandContext context) {
        if (plan.windows().isEmpty()) {
            context.console().print(Line.of("nothing is missing that could be put in place now", Style.GOOD));
        }
    }

    private static void judge(RecoveryPlan plan) {
        if (!plan.refusals().isEmpty()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "a check stands against it: " + plan.refusals().get(0).words(),
                    plan.refusals().get(0).fix());
        }
    }

    /** Plans, asks, carries out and shows what came of it; also of a recovery that is resumed. */
    static void finish(Recovery recovery, Arguments arguments, CommandContext context) {
        try {
            proceed(recovery, arguments, context);
        } catch (Failure failure) {
            boolean isBroken = switch (failure.kind()) {
                case REFUSED, USAGE, PARTIAL -> false;
                default -> !failure.hint().contains("recover resume");
            };
            if (isBroken) {
                context.console()
                        .note(Line.of("what is done is kept; go on with: recover resume " + recovery.id(), Style.DIM));
            }
            throw failure;
        }
    }

    private static void proceed(Recovery recovery, Arguments arguments, CommandContext context) {
        RecoveryPlan plan = recovery.plan();
        // Once the blocks are in place, neither the checks nor the question matter any more.
        boolean isPlaced =
                recovery.next().map(step -> step.compareTo(Step.PLACE) > 0).orElse(true);
        if (!isPlaced) {
            RecoverView.wrapped(RecoverView.plan(plan), context).forEach(context.console()::note);
        }
        if (plan.windows().isEmpty()) {
            sayWhenWhole(plan, context);
            return;
        }
        judge(plan);
        if (!arguments.has("yes") && !isPlaced) {
            boolean agreed = context.console().isInteractive()
                    && new RecoverDialog(context).goesOn(recovery.request().destination());
            if (!agreed) {
                throw Failure.of(
                        FailureKind.REFUSED, "nothing was changed", "to go on: recover resume --yes " + recovery.id());
            }
        }
        recovery.carryOut();
        recovery.proof().ifPresent(proof -> {
            RecoverView.wrapped(RecoverView.proof(proof, recovery), context).forEach(context.console()::print);
            if (!proof.isPerfect()) {
                throw Failure.of(
                        FailureKind.PARTIAL,
                        proof.seriesDiffering() + " series differ from what they should be",
                        "the report names them; take the blocks out with: recover undo " + recovery.id());
            }
            if (!recovery.losses().isEmpty() && context.settings().isOn(Setting.STRICT)) {
                throw Failure.of(FailureKind.PARTIAL, "not everything came back", "without --strict it is only told");
            }
        });
    }

    /** Sources that are no servers read the selector themselves, and a server would refuse it only half way. */
    static void check(String selector) {
        ParseResult parsed = PromqlParser.parse(selector);
        if (!parsed.isValid() || !(parsed.expr() instanceof VectorSelector)) {
            throw Failure.usage(
                    "'" + selector + "' is no selector",
                    "write it like --match 'up{job=\"api\"}': single quotes keep the double ones");
        }
    }

    private static RecoveryRequest request(Arguments arguments, CommandContext context) {
        boolean asks = context.console().isInteractive() && !arguments.has("yes");
        RecoverDialog dialog = new RecoverDialog(context);
        List<TargetSpec> known = context.session().targets();
        String local = context.session()
                .targetSpec(context.settings())
                // One that was given by its address alone has no name to be found by.
                .map(spec -> known.contains(spec) ? spec.name() : spec.url())
                .orElseThrow(() ->
                        Failure.usage("no target to recover", "name the one that lost samples: recover --target NAME"));
        List<String> sources = arguments.options().getOrDefault("from", List.of());
        if (sources.isEmpty() && asks) {
            sources = dialog.sources(local);
        }
        boolean hasWindow = context.settings().isSet(Setting.LAST)
                || context.settings().isSet(Setting.START)
                || context.settings().isSet(Setting.END);
        Instant now = context.now();
        TimeRange window = hasWindow ? context.window() : new TimeRange(now.minus(Duration.ofDays(1)), now);
        if (!hasWindow && asks) {
            window = dialog.window(window);
        }
        List<String> selectors = arguments.options().getOrDefault("match", List.of());
        if (selectors.isEmpty()) {
            selectors = asks ? dialog.selectors(EVERYTHING) : List.of(EVERYTHING);
        }
        selectors.forEach(RecoverCommand::check);
        String destination = arguments.option("to").orElse("");
        if (destination.isEmpty() && asks) {
            destination = dialog.destination(context.target().flags().getOrDefault("storage.tsdb.path", ""));
        }
        if (sources.isEmpty() || destination.isEmpty()) {
            throw Failure.usage(
                    "recover needs a source and a place for the blocks",
                    "for example: recover --from cloud --to /var/lib/prometheus --last 24h --dry-run");
        }
        List<String> strip = new ArrayList<>();
        arguments
                .options()
                .getOrDefault("strip", List.of())
                .forEach(list -> strip.addAll(List.of(list.split(",", -1))));
        strip.removeIf(String::isBlank);
        return new RecoveryRequest(local, sources, selectors, window, destination, strip);
    }
}
