package io.promsh.command;

import java.util.List;

/**
 * The declaration of a command: parsing, help, README and completions are made from it alone.
 *
 * @param words what is typed, for example {@code range} or {@code targets list}
 * @param arguments placeholder of what follows, for example {@code EXPR} or {@code [PATTERN]}; empty when nothing may
 * @param completes what the arguments are completed with; with PROMQL the rest of the line is taken raw
 * @param examples whole lines that work
 * @param changesThings whether {@code --read-only} refuses it
 */
public record CommandSpec(
        String words,
        CommandGroup group,
        String arguments,
        Completes completes,
        String summary,
        String description,
        List<OptionSpec> options,
        List<String> examples,
        boolean changesThings) {
    public CommandSpec {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** A command that changes nothing and has no options of its own. */
    public static CommandSpec of(
            String words,
            CommandGroup group,
            String arguments,
            Completes completes,
            String summary,
            String description,
            String... examples) {
        return new CommandSpec(
                words, group, arguments, completes, summary, description, List.of(), List.of(examples), false);
    }

    /** Returns this declaration with options. */
    public CommandSpec withOptions(OptionSpec... more) {
        return new CommandSpec(
                words, group, arguments, completes, summary, description, List.of(more), examples, changesThings);
    }

    /** Returns the usage line, for example {@code watch [--every DURATION] EXPR}. */
    public String usage() {
        StringBuilder usage = new StringBuilder(words);
        for (OptionSpec option : options) {
            usage.append(" [--").append(option.name());
            usage.append(option.isSwitch() ? "]" : " " + option.placeholder() + "]");
        }
        return arguments.isEmpty()
                ? usage.toString()
                : usage.append(' ').append(arguments).toString();
    }
}
