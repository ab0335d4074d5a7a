package io.promsh.command.guard;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Consent;
import io.promsh.command.steps.Services;
import io.promsh.command.steps.Undertakings;
import io.promsh.docker.Container;
import io.promsh.failure.Failure;
import io.promsh.text.Escaping;
import io.promsh.text.Line;
import io.promsh.text.Style;
import io.promsh.volume.compose.ComposeProgram;
import io.promsh.volume.gate.Act;
import io.promsh.volume.gate.ComposeLine;
import java.util.List;
import java.util.Optional;

/** {@code compose}: Compose behind the gate. */
public final class ComposeCommand implements Command {
    private static final int SECONDS = 600;
    private static final CommandSpec SPEC = new CommandSpec(
            "compose",
            CommandGroup.KEEP,
            "COMMAND...",
            Completes.WORDS,
            "Compose, refused where it would lose data",
            "What follows is for Compose, as it is; promsh's own options stand in front. up, rm and down are refused (exit code "
                    + "5) while a container that they may replace holds state off named volumes and folders of the host. "
                    + "-v, -V and -y are always refused.",
            List.of(Services.PROJECT, Consent.FORCE),
            List.of("compose ps", "compose up -d", "compose --project traffic-monitor rm -sf grafana"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        arguments.required(SPEC);
        ComposeLine line = ComposeLine.parse(arguments.words());
        Optional<Act> act = line.act();
        Undertakings work = Undertakings.of(context, arguments);
        work.repair();
        List<Container> all = Services.project(work.engine(), arguments.option(Services.PROJECT.name()));
        if (act.isEmpty()) {
            harmless(work, all, line, context);
            return;
        }
        List<Container> affected = line.mayTouchOthers()
                ? all
                : all.stream()
                        .filter(container -> line.services().contains(container.displayName()))
                        .toList();
        GatedCompose compose = new GatedCompose(work, all.get(0), affected);
        compose.pass(act.get(), "compose " + String.join(" ", line.words()));
        if (act.get() == Act.REMOVE) {
            compose.consent(arguments, context);
        }
        compose.run(line.words(), context);
    }

    private static void harmless(Undertakings work, List<Container> all, ComposeLine line, CommandContext context) {
        ComposeProgram compose = ComposeProgram.of(
                all.get(0).compose().orElseThrow(() -> Failure.failed("no Compose project", "")),
                work.engine().address());
        ComposeProgram.Outcome outcome = compose.call(line.words(), SECONDS);
        outcome.output().lines().forEach(text -> context.console().print(Line.of(Escaping.visible(text), Style.PLAIN)));
        if (outcome.code() != 0) {
            throw Failure.failed("compose " + line.verb() + " ended with code " + outcome.code(), "");
        }
    }
}
