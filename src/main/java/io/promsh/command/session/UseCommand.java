package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.config.TargetSpec;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Optional;

/** {@code use NAME}: asks another target from now on. */
public final class UseCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "use",
            CommandGroup.SESSION,
            "NAME|URL",
            Completes.TARGET,
            "ask another target from now on",
            "No connection is made until the first question.",
            "use prod",
            "use http://localhost:9090");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        Settings settings = context.session().settings().with(Setting.TARGET, arguments.onlyWord(SPEC));
        Optional<TargetSpec> spec = context.session().targetSpec(settings);
        context.session().change(settings);
        spec.ifPresent(
                target -> context.console().note(Line.of("using " + target.name() + " at " + target.url(), Style.DIM)));
    }
}
