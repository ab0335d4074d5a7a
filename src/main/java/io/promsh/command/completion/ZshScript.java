package io.promsh.command.completion;

import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import java.util.List;
import java.util.Locale;

/** The script for zsh, a function for its completion system. */
final class ZshScript {
    private static final String TEMPLATE = """
            #compdef promsh
            # Completion of promsh for zsh. Made by: promsh completion zsh
            # To use it: put it as _promsh into a folder of $fpath, or source <(promsh completion zsh) after compinit

            _promsh_lines() {
                local -a lines
                lines=(
            %s    )
                _describe -t commands 'command' lines
            }

            _promsh_targets() {
                local -a targets
                targets=(${(f)"$(_call_program targets ${(q)words[1]} --quiet -o tsv -c ${(q):-targets list} 2>/dev/null </dev/null | cut -f1)"})
                compadd -a targets
            }

            _promsh_words() {
                local -a program
                program=(
            %s    )
                _describe -t commands 'promsh' program
            }

            _promsh() {
                _arguments -s -S \\
            %s        '1:: :_promsh_words' \\
                    '2:: :(%s)'
            }

            if [[ $funcstack[1] == _promsh ]]; then
                _promsh "$@"
            else
                compdef _promsh promsh
            fi
            """;

    private ZshScript() {}

    static String of(List<ProgramOption> options, List<CommandSpec> commands) {
        StringBuilder lines = new StringBuilder();
        for (CommandSpec command : commands) {
            described(lines, command.words(), command.summary());
        }
        StringBuilder program = new StringBuilder();
        for (int i = 0; i < SystemShell.PROGRAM_WORDS.size(); i++) {
            described(program, SystemShell.PROGRAM_WORDS.get(i), SystemShell.PROGRAM_WORD_SUMMARIES.get(i));
        }
        StringBuilder arguments = new StringBuilder();
        for (ProgramOption option : options) {
            arguments.append("        ").append(argument(option)).append(" \\\n");
        }
        return TEMPLATE.formatted(lines, program, arguments, SystemShell.words(" "));
    }

    private static void described(StringBuilder out, String word, String summary) {
        out.append("        ")
                .append(quoted(word + ":" + summary.replace(":", "\\:")))
                .append('\n');
    }

    /** For example {@code '(-o --output)'{-o+,--output=}'[format]:format:(table json)'}. */
    private static String argument(ProgramOption option) {
        String about = "[" + option.summary().replace("[", "\\[").replace("]", "\\]") + "]" + values(option);
        if (option.isSwitch()) {
            return quoted(option.spellings().get(0) + about);
        }
        if (option.spellings().size() == 2) {
            return "'(-" + option.letter() + " --" + option.word() + ")'{-" + option.letter() + "+,--" + option.word()
                    + "=}" + quoted(about);
        }
        return option.word().isEmpty()
                ? quoted("*-" + option.letter() + "+" + about)
                : quoted("--" + option.word() + "=" + about);
    }

    private static String values(ProgramOption option) {
        String name = option.placeholder().toLowerCase(Locale.ROOT).replace("|", " or ");
        return switch (option.completes()) {
            case FORMAT -> ":" + name + ":(" + String.join(" ", Setting.FORMATS) + ")";
            case DURATION -> ":" + name + ":(" + String.join(" ", SystemShell.DURATIONS) + ")";
            case TIME -> ":" + name + ":(" + String.join(" ", SystemShell.TIMES) + ")";
            case FILE -> ":" + name + ":_files";
            case TARGET -> ":" + name + ":_promsh_targets";
            case COMMAND -> ":" + name + ":_promsh_lines";
            default -> option.isSwitch() || option.completes() != Completes.NOTHING ? "" : ":" + name + ": ";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
