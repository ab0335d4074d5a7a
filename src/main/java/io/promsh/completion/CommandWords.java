package io.promsh.completion;

import java.util.List;

/**
 * A command, as completion needs it.
 *
 * @param words what is typed, for example {@code targets list}
 * @param arguments what the arguments are completed with; with PROMQL the rest of the line is an expression
 * @param takesArguments false when nothing follows but options
 * @param options its own options, the session settings not among them
 */
public record CommandWords(
        String words, String summary, Fills arguments, boolean takesArguments, List<OptionWords> options) {
    public CommandWords {
        options = List.copyOf(options);
    }
}
