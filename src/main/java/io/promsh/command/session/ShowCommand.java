package io.promsh.command.session;

import io.promsh.command.Arguments;
import io.promsh.command.Command;
import io.promsh.command.CommandContext;
import io.promsh.command.CommandGroup;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.Reports;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.render.Listing;
import io.promsh.render.Listing.Kind;

/** {@code show [NAME]}: the settings with their values. */
public final class ShowCommand implements Command {
    private static final CommandSpec SPEC = CommandSpec.of(
            "show",
            CommandGroup.SESSION,
            "[NAME]",
            Completes.SETTING,
            "the settings of the session",
            "The settings with their values, and whether they differ from the default.",
            "show",
            "show timeout");

    @Override
    public CommandSpec spec() {
        return SPEC;
    }

    @Override
    public void run(Arguments arguments, CommandContext context) {
        String name = arguments.raw().strip();
        if (!name.isEmpty() && Setting.named(name).isEmpty()) {
            throw Failure.usage("there is no setting '" + name + "'", "type: show");
        }
        Settings settings = context.session().settings();
        Listing.Builder listing = Listing.of("setting", "settings")
                .field("setting", "setting", Kind.NAME)
                .field("value", "value", Kind.TEXT)
                .field("changed", "changed", Kind.FLAG, 2)
                .field("meaning", "meaning", Kind.TEXT, 1);
        for (Setting setting : Setting.values()) {
            if (name.isEmpty() || setting.word().equals(name)) {
                listing.row(setting.word(), settings.get(setting), settings.isSet(setting), setting.summary());
            }
        }
        Reports.printAll(context, listing.build());
    }
}
