package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import io.promsh.failure.Failure;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code set NAME VALUE}: changes a setting for the session; without a value, back to the default. */
public final class SetCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "set",
            CommandGroup.SESSION,
            "NAME [VALUE]",
            Completes.SETTING,
            "change a setting of the session",
            "Without a value a switch goes on and anything else back to its default. The settings: see show.",
            "set last 6h",
            "set output json",
            "set strict on",
            "set step");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String raw = arguments.required(SPEC).strip();
        String[] parts = raw.split("\\s+", 2);
        Setting setting = Setting.named(parts[0]).orElseThrow(() -> unknown(parts[0]));
        String value = parts.length == 2 ? unquoted(parts[1]) : "";
        if (value.isEmpty() && !setting.isSwitch()) {
            context.session().change(context.session().settings().without(setting));
        } else {
            context.session().change(context.session().settings().with(setting, value));
        }
        // A window or a time that cannot be read is refused now, not by the next query.
        try {
            context.session().settings().window(context.now(), context.zones());
        } catch (Failure failure) {
            context.session().change(context.session().settings().without(setting));
            throw failure;
        }
        String now = context.session().settings().get(setting);
        context.console().note(Line.of(setting.word() + " is " + (now.isEmpty() ? "unset" : now), Style.DIM));
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static Failure unknown(String name) {
        String known = Arrays.stream(Setting.values()).map(Setting::word).collect(Collectors.joining(", "));
        return Failure.usage("there is no setting '" + name + "'", "take one of " + known);
    }
}
