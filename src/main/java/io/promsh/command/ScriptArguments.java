package io.promsh.command;

import io.promsh.failure.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is typed behind the name of a script: answers, and where to keep a transcript. */
public record ScriptArguments(String name, Map<String, String> answers, Optional<Path> transcript) {
    /** The option that the commands have that run a script. */
    public static final OptionSpec TRANSCRIPT = new OptionSpec(
            "transcript",
            "FILE",
            "write down all that is shown, secrets taken out (added to the file)",
            Completes.FILE);

    public ScriptArguments {
        answers = Map.copyOf(answers);
    }

    /** Reads {@code NAME ANSWER=VALUE...}. Throws a usage failure for anything else. */
    public static ScriptArguments of(Arguments arguments, CommandSpec spec) {
        arguments.required(spec);
        Map<String, String> answers = new LinkedHashMap<>();
        for (String word : arguments.words().subList(1, arguments.words().size())) {
            int equals = word.indexOf('=');
            if (equals <= 0 || !word.substring(0, equals).matches("[A-Z][A-Z0-9_]*")) {
                throw Failure.usage(
                        "'" + word + "' is no answer",
                        "write NAME=ANSWER with the name in capitals, as the script asks");
            }
            answers.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new ScriptArguments(
                arguments.words().get(0),
                answers,
                arguments.option("transcript").map(Path::of));
    }

    /** Returns the script of a file. */
    public Script script(String file) {
        return new Script(file, Optional.empty(), answers, transcript);
    }

    /** Returns a script whose text is known. */
    public Script script(String title, String text) {
        return new Script(title, Optional.of(text), answers, transcript);
    }
}
