package io.promsh.command;

import io.promsh.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed after a command's words.
 *
 * @param raw the text after the options, untouched apart from blanks at its ends
 * @param words the same split at blanks, quotes removed; for commands that do not take PromQL
 * @param options values by option name, each as often as given; a switch has the value {@code on}
 */
public record Arguments(String raw, List<String> words, Map<String, List<String>> options) {
    public Arguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /** Arguments without options. */
    public static Arguments of(String raw) {
        return new Arguments(raw, raw.isBlank() ? List.of() : List.of(raw.trim().split("\\s+")), Map.of());
    }

    /** Returns the last value of an option. */
    public Optional<String> option(String name) {
        List<String> values = options.getOrDefault(name, List.of());
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    /** Returns whether a switch was given. */
    public boolean has(String name) {
        return options.containsKey(name);
    }

    /** Returns the raw text. Throws a usage failure that shows {@code spec} when there is none. */
    public String required(CommandSpec spec) {
        if (raw.isBlank()) {
            throw Failure.usage(
                    spec.words() + " needs " + spec.arguments(),
                    spec.examples().isEmpty()
                            ? "usage: " + spec.usage()
                            : "for example: " + spec.examples().get(0));
        }
        return raw;
    }

    /** Returns the only word. Throws a usage failure when there are none or several. */
    public String onlyWord(CommandSpec spec) {
        required(spec);
        if (words.size() != 1) {
            throw Failure.usage(spec.words() + " takes one " + spec.arguments(), "usage: " + spec.usage());
        }
        return words.get(0);
    }
}
