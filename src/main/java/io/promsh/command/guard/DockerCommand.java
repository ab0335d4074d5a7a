package io.promsh.command.guard;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.List;

/** {@code docker}: a line typed out of habit. Compose goes through the gate; what takes volumes away is refused. */
public final class DockerCommand implements Command {
    private static final CommandSpec SPEC = new CommandSpec(
            "docker",
            CommandGroup.KEEP,
            "COMMAND...",
            Completes.WORDS,
            "typed out of habit: compose goes through the gate, prunes are refused",
            "docker compose is the command compose. Everything else is refused, with what to type instead: prunes and "
                    + "removals take away what rescue still finds.",
            List.of(),
            List.of("docker compose ps"),
            true);

    private final ComposeCommand compose = new ComposeCommand();

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        arguments.required(SPEC);
        List<String> words = arguments.words();
        String first = words.get(0);
        String typed = "docker " + String.join(" ", words);
        if (first.equals("compose")) {
            List<String> rest = words.subList(1, words.size());
            compose.run(new Arguments(String.join(" ", rest), rest, arguments.options()), context);
            return;
        }
        boolean destroys = words.contains("prune") || (first.equals("volume") && words.contains("rm"));
        if (destroys) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    typed + " is never done here: it deletes what rescue still finds in volumes that no container uses",
                    "see what they hold with: rescue list");
        }
        if (first.equals("rm")) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    typed + " is not done here: a container's layer goes with it, and with -v its volumes",
                    "behind the gate: compose rm SERVICE, or down");
        }
        throw Failure.of(
                FailureKind.REFUSED,
                "promsh does not run " + typed,
                "type it outside of promsh; here there are volume, restart, rescue and compose");
    }
}
