package io.promsh.completion;

import java.util.List;
import java.util.function.Supplier;

/**
 * All words of a line that are not PromQL, given by whoever knows the commands.
 *
 * @param commands every command
 * @param settings the session settings: options of every command, and what {@code set} and {@code show} take
 * @param targets the names of the targets known; asked at every completion, so it must be quick
 * @param formats the output formats
 */
public record LineWords(
        List<CommandWords> commands, List<OptionWords> settings, Supplier<List<String>> targets, List<String> formats) {
    public LineWords {
        commands = List.copyOf(commands);
        settings = List.copyOf(settings);
        formats = List.copyOf(formats);
    }
}
