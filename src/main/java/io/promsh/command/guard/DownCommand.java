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
import io.promsh.volume.gate.Act;
import java.util.List;
import java.util.Optional;

/** {@code down}: takes a project's containers away, where none of them holds what would go with them. */
public final class DownCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "down",
            CommandGroup.KEEP,
            "[PROJECT]",
            Completes.NOTHING,
            "takes a project's containers away, if nothing goes with them",
            "Refuses (exit code 5) unless all state of all its containers lies on named volumes or folders of the host, by "
                    + "what they mount now and whatever the file says. Never takes volumes away. Wants the project's name typed.",
            List.of(Consent.FORCE),
            List.of("down traffic-monitor", "down traffic-monitor --force traffic-monitor"),
            true);

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        if (arguments.words().size() > 1) {
            throw Failure.usage("down takes one project", "usage: " + SPEC.usage());
        }
        Undertakings work = Undertakings.of(context, arguments);
        work.repair();
        Optional<String> project = arguments.words().stream().findFirst();
        List<Container> containers = Services.project(work.engine(), project);
        GatedCompose compose = new GatedCompose(work, containers.get(0), containers);
        compose.pass(Act.REMOVE, "down");
        compose.consent(arguments, context);
        compose.run(List.of("down"), context);
    }
}
