package io.promsh.command.completion;

import io.promsh.command.CommandSpec;
import io.promsh.config.Setting;
import java.util.List;

/** The script for fish. */
final class FishScript {
    private static final String HEAD = """
            # Completion of promsh for fish. Made by: promsh completion fish
            # To use it: promsh completion fish > ~/.config/fish/completions/promsh.fish

            function __promsh_targets
                set -l program (commandline -opc)[1]
                $program --quiet -o tsv -c 'targets list' 2>/dev/null </dev/null | cut -f1
            end

            """;

    private FishScript() {}

    static String of(List<ProgramOption> options, List<CommandSpec> commands) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("function __promsh_lines\n");
        for (CommandSpec command : commands) {
            out.append("    printf '%s\\t%s\\n' ")
                    .append(quoted(command.words()))
                    .append(' ');
            out.append(quoted(command.summary())).append('\n');
        }
        out.append("end\n\ncomplete -c promsh -f\n");
        for (int i = 0; i < SystemShell.PROGRAM_WORDS.size(); i++) {
            out.append("complete -c promsh -n __fish_use_subcommand -a ").append(SystemShell.PROGRAM_WORDS.get(i));
            out.append(" -d ")
                    .append(quoted(SystemShell.PROGRAM_WORD_SUMMARIES.get(i)))
                    .append('\n');
        }
        out.append("complete -c promsh -n '__fish_seen_subcommand_from completion' -a '");
        out.append(SystemShell.words(" ")).append("'\n");
        for (ProgramOption option : options) {
            out.append("complete -c promsh");
            if (!option.letter().isEmpty()) {
                out.append(" -s ").append(option.letter());
            }
            if (!option.word().isEmpty()) {
                out.append(" -l ").append(option.word());
            }
            out.append(values(option))
                    .append(" -d ")
                    .append(quoted(option.summary()))
                    .append('\n');
        }
        return out.toString();
    }

    private static String values(ProgramOption option) {
        return switch (option.completes()) {
            case FORMAT -> " -x -a '" + String.join(" ", Setting.FORMATS) + "'";
            case DURATION -> " -x -a '" + String.join(" ", SystemShell.DURATIONS) + "'";
            case TIME -> " -x -a '" + String.join(" ", SystemShell.TIMES) + "'";
            case FILE -> " -r -F";
            case TARGET -> " -x -a '(__promsh_targets)'";
            case COMMAND -> " -x -a '(__promsh_lines)'";
            default -> option.isSwitch() ? "" : " -x";
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
