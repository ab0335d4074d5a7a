package io.promsh.shell;

import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How promsh was called: what to do and with which settings.
 *
 * @param lines what {@code -c} gives, in order
 * @param file what {@code -f} gives; {@code -} is standard input
 * @param systemShell the shell whose completion script to print
 */
public record Invocation(
        Mode mode, Settings settings, List<String> lines, Optional<String> file, Optional<String> systemShell) {
    /** What the call asks for. */
    public enum Mode {
        RUN,
        DEMO,
        COMPLETION,
        VERSION,
        HELP
    }

    public Invocation {
        lines = List.copyOf(lines);
    }

    /** Reads the program's arguments. Throws a usage failure. */
    public static Invocation parse(List<String> arguments) {
        Reader reader = new Reader(new ArrayDeque<>(arguments));
        while (!reader.words.isEmpty()) {
            reader.next(reader.words.removeFirst());
        }
        if (!reader.lines.isEmpty() && reader.file.isPresent()) {
            throw Failure.usage("-c and -f exclude each other", "take -f FILE, or -c LINE once or more");
        }
        if (reader.mode == Mode.COMPLETION && reader.systemShell.isEmpty()) {
            throw Failure.usage("completion needs a shell", "type: promsh completion bash (or zsh, fish)");
        }
        return new Invocation(reader.mode, reader.settings, reader.lines, reader.file, reader.systemShell);
    }

    private static final class Reader {
        private final Deque<String> words;
        private final List<String> lines = new ArrayList<>();
        private Mode mode = Mode.RUN;
        private Settings settings = Settings.DEFAULTS;
        private Optional<String> file = Optional.empty();
        private Optional<String> systemShell = Optional.empty();

        Reader(Deque<String> words) {
            this.words = words;
        }

        void next(String word) {
            switch (word) {
                case "-c", "--command" -> lines.add(value(word));
                case "-f", "--file" -> file = Optional.of(value(word));
                case "-h", "--help" -> mode = Mode.HELP;
                case "-V", "--version" -> mode = Mode.VERSION;
                case "-o" -> settings = settings.with(Setting.OUTPUT, value(word));
                case "-q" -> settings = settings.with(Setting.QUIET, "on");
                default -> other(word);
            }
        }

        private void other(String word) {
            if (word.startsWith("--")) {
                option(word.substring(2));
                return;
            }
            if (word.startsWith("-o")) {
                settings = settings.with(Setting.OUTPUT, word.substring(2));
                return;
            }
            if (word.startsWith("-")) {
                throw Failure.usage("unknown option " + word, "type: promsh --help");
            }
            positional(word);
        }

        private void option(String text) {
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            Setting setting =
                    Setting.named(name).orElseThrow(() -> Failure.usage("unknown option --" + name, suggestion(name)));
            if (setting.isSwitch()) {
                settings = settings.with(setting, equals < 0 ? "on" : text.substring(equals + 1));
                return;
            }
            settings = settings.with(setting, equals < 0 ? value("--" + name) : text.substring(equals + 1));
        }

        private static String suggestion(String name) {
            List<String> known =
                    Arrays.stream(Setting.values()).map(Setting::word).toList();
            return Nearest.of(name, known)
                    .map(near -> "did you mean --" + near + "?")
                    .orElse("type: promsh --help");
        }

        private void positional(String word) {
            if (mode == Mode.COMPLETION && systemShell.isEmpty()) {
                systemShell = Optional.of(word);
                return;
            }
            switch (word) {
                case "demo" -> mode = Mode.DEMO;
                case "completion" -> mode = Mode.COMPLETION;
                default ->
                    throw Failure.usage(
                            "promsh takes no '" + word + "' here",
                            "a line to run is given as: promsh -c '" + word + "'");
            }
        }

        private String value(String option) {
            String value = words.pollFirst();
            if (value == null) {
                throw Failure.usage(option + " needs a value", "type: promsh --help");
            }
            return value;
        }
    }
}
