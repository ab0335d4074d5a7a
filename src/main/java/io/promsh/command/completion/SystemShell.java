package io.promsh.command.completion;

import io.promsh.command.CommandSpec;
import io.promsh.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The shells that there is a completion script for. */
public enum SystemShell {
    BASH("promsh.bash"),
    ZSH("_promsh"),
    FISH("promsh.fish");

    /** Words of the program that are no options, with what they do. */
    static final List<String> PROGRAM_WORDS = List.of("demo", "completion");

    static final List<String> PROGRAM_WORD_SUMMARIES =
            List.of("the shell on a day of an incident's metrics", "print a completion script");

    static final List<String> DURATIONS = List.of("30s", "1m", "5m", "15m", "1h", "6h", "1d", "7d");
    static final List<String> TIMES = List.of("now", "-5m", "-1h", "-1d", "yesterday");

    private final String fileName;

    SystemShell(String fileName) {
        this.fileName = fileName;
    }

    /** Returns the name of its file in {@code completions/}, as that shell expects it. */
    public String fileName() {
        return fileName;
    }

    /** Returns the word that names it, for example {@code bash}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the shell of that name. Throws a usage failure when there is none. */
    public static SystemShell named(String word) {
        return Arrays.stream(values())
                .filter(shell -> shell.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "there is no completion script for '" + word + "'", "type: completion " + words("|")));
    }

    static String words(String separator) {
        return Arrays.stream(values()).map(SystemShell::word).collect(Collectors.joining(separator));
    }

    /** Returns the script for a shell with these commands, in their order. */
    public String script(List<CommandSpec> commands) {
        List<ProgramOption> options = ProgramOption.all();
        return switch (this) {
            case BASH -> BashScript.of(options, commands);
            case ZSH -> ZshScript.of(options, commands);
            case FISH -> FishScript.of(options, commands);
        };
    }
}
