package io.promsh.shell;

import io.promsh.command.Command;
import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.command.OptionSpec;
import io.promsh.completion.CommandWords;
import io.promsh.completion.Fills;
import io.promsh.completion.LineWords;
import io.promsh.completion.OptionWords;
import io.promsh.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Tells completion the commands, options and settings: everything of a line that is not PromQL. */
public final class CompletionWords {
    private CompletionWords() {}

    /** Returns the words of all commands; {@code targets} gives the names of the targets known. */
    public static LineWords of(CommandRegistry registry, Supplier<List<String>> targets) {
        List<CommandWords> commands = new ArrayList<>();
        for (Command command : registry.all()) {
            commands.add(words(command.spec()));
        }
        List<OptionWords> settings = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            settings.add(new OptionWords(setting.word(), setting.placeholder(), setting.summary(), fills(setting)));
        }
        return new LineWords(commands, settings, targets, Setting.FORMATS);
    }

    private static CommandWords words(CommandSpec spec) {
        List<OptionWords> options = new ArrayList<>();
        for (OptionSpec option : spec.options()) {
            options.add(
                    new OptionWords(option.name(), option.placeholder(), option.summary(), fills(option.completes())));
        }
        return new CommandWords(
                spec.words(),
                spec.summary(),
                fills(spec.completes()),
                !spec.arguments().isEmpty(),
                options);
    }

    /** The two lists have the same names: completion stands below commands and cannot use theirs. */
    private static Fills fills(Completes completes) {
        return Fills.valueOf(completes.name());
    }

    private static Fills fills(Setting setting) {
        return switch (setting) {
            case TARGET -> Fills.TARGET;
            case ENV_FILE -> Fills.FILE;
            case OUTPUT -> Fills.FORMAT;
            case AT, START, END -> Fills.TIME;
            case LAST, STEP, TIMEOUT -> Fills.DURATION;
            case DOCKER, LIMIT, NO_COLOR, STRICT, READ_ONLY, QUIET, TIMING, KEEP_GOING, FAIL_ON_EMPTY -> Fills.NOTHING;
        };
    }
}
