package io.promsh.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Lines to run, from a file or shipped with promsh.
 *
 * @param name what failures call it: the file's path, or the runbook's name
 * @param text the lines, or empty where they are in the file of that name
 * @param answers to the script's questions, by name; what is not here is asked for
 * @param transcript file into which everything shown is written as well, secrets taken out
 */
public record Script(String name, Optional<String> text, Map<String, String> answers, Optional<Path> transcript) {
    public Script {
        answers = Map.copyOf(answers);
    }

    /** The lines of a file. */
    public static Script of(Path file) {
        return new Script(file.toString(), Optional.empty(), Map.of(), Optional.empty());
    }
}
