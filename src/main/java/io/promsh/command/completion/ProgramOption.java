package io.promsh.command.completion;

import io.promsh.command.Completes;
import io.promsh.config.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * An option of the program, as typed after {@code promsh}.
 *
 * @param letter the one-letter form without its dash, or empty
 * @param word the long form without its dashes, or empty
 * @param placeholder what stands for the value in help; empty for a switch
 */
record ProgramOption(String letter, String word, String placeholder, String summary, Completes completes) {
    /** Returns all options: those of the program, then the settings. */
    static List<ProgramOption> all() {
        List<ProgramOption> options = new ArrayList<>();
        options.add(new ProgramOption("c", "", "LINE", "run the line, then exit (repeatable)", Completes.COMMAND));
        options.add(new ProgramOption("f", "", "FILE", "run the lines of a file", Completes.FILE));
        for (Setting setting : Setting.values()) {
            options.add(new ProgramOption(
                    setting == Setting.OUTPUT ? "o" : "",
                    setting.word(),
                    setting.placeholder(),
                    setting.summary(),
                    completes(setting)));
        }
        options.add(new ProgramOption("", "version", "", "print the version", Completes.NOTHING));
        options.add(new ProgramOption("", "help", "", "print help", Completes.NOTHING));
        return List.copyOf(options);
    }

    private static Completes completes(Setting setting) {
        return switch (setting) {
            case TARGET -> Completes.TARGET;
            case ENV_FILE -> Completes.FILE;
            case OUTPUT -> Completes.FORMAT;
            case AT, START, END -> Completes.TIME;
            case LAST, STEP, TIMEOUT -> Completes.DURATION;
            case DOCKER, LIMIT, NO_COLOR, STRICT, READ_ONLY, QUIET, TIMING, KEEP_GOING, FAIL_ON_EMPTY ->
                Completes.NOTHING;
        };
    }

    boolean isSwitch() {
        return placeholder.isEmpty();
    }

    /** Returns every spelling, for example {@code -o --output}. */
    List<String> spellings() {
        List<String> spellings = new ArrayList<>();
        if (!letter.isEmpty()) {
            spellings.add("-" + letter);
        }
        if (!word.isEmpty()) {
            spellings.add("--" + word);
        }
        return spellings;
    }
}
