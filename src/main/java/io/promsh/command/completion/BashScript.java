package io.promsh.command.completion;

import io.promsh.command.CommandSpec;
import io.promsh.command.Completes;
import io.promsh.config.Setting;
import java.util.List;
import java.util.stream.Collectors;

/** The script for bash 4 and later; it needs nothing from the package bash-completion. */
final class BashScript {
    private static final String TEMPLATE = """
            # Completion of promsh for bash. Made by: promsh completion bash
            # To use it: source <(promsh completion bash), or put it into ~/.local/share/bash-completion/completions/promsh

            # Candidates that hold blanks, one a line on stdin. In an open quote bash itself adds the closing one.
            _promsh_lines() {
                local word candidate
                word=$1
                while IFS= read -r candidate; do
                    [[ $candidate == "$word"* ]] || continue
                    if [[ ${COMP_WORDS[COMP_CWORD]} == [\\'\\"]* ]]; then
                        COMPREPLY+=("$candidate")
                    else
                        COMPREPLY+=("$(printf %%q "$candidate")")
                    fi
                done
            }

            _promsh_files() {
                compopt -o filenames 2>/dev/null
                local IFS=$'\\n'
                COMPREPLY=($(compgen -f -- "$1"))
            }

            _promsh() {
                local cur=$2 prev=$3
                COMPREPLY=()
                # --name=value comes in three words.
                if [[ $cur == "=" ]]; then
                    cur=
                elif [[ $prev == "=" ]]; then
                    prev=${COMP_WORDS[COMP_CWORD - 2]}
                fi
                case $prev in
            %s    esac
                if [[ $cur == -* ]]; then
                    COMPREPLY=($(compgen -W '%s' -- "$cur"))
                    return
                fi
                case $prev in
                    completion) COMPREPLY=($(compgen -W '%s' -- "$cur")) ;;
                    *) ((COMP_CWORD == 1)) && COMPREPLY=($(compgen -W '%s' -- "$cur")) ;;
                esac
            }

            complete -F _promsh promsh ./promsh
            """;

    private BashScript() {}

    static String of(List<ProgramOption> options, List<CommandSpec> commands) {
        StringBuilder cases = new StringBuilder();
        for (ProgramOption option : options) {
            if (!option.isSwitch()) {
                cases.append("        ")
                        .append(String.join(" | ", option.spellings()))
                        .append(")\n");
                cases.append("            ")
                        .append(values(option.completes(), commands))
                        .append("\n");
                cases.append("            return\n            ;;\n");
            }
        }
        String spellings =
                options.stream().flatMap(option -> option.spellings().stream()).collect(Collectors.joining(" "));
        return TEMPLATE.formatted(
                cases, spellings, SystemShell.words(" "), String.join(" ", SystemShell.PROGRAM_WORDS));
    }

    private static String values(Completes completes, List<CommandSpec> commands) {
        return switch (completes) {
            case FORMAT -> words(Setting.FORMATS);
            case DURATION -> words(SystemShell.DURATIONS);
            case TIME -> words(SystemShell.TIMES);
            case FILE -> "_promsh_files \"$cur\"";
            case TARGET ->
                "COMPREPLY=($(compgen -W \"$(\"${COMP_WORDS[0]}\" --quiet -o tsv -c 'targets list' "
                        + "2>/dev/null </dev/null | cut -f1)\" -- \"$cur\"))";
            case COMMAND ->
                "_promsh_lines \"$cur\" <<'END'\n"
                        + commands.stream().map(CommandSpec::words).collect(Collectors.joining("\n"))
                        + "\nEND";
            default -> ":";
        };
    }

    private static String words(List<String> words) {
        return "COMPREPLY=($(compgen -W '" + String.join(" ", words) + "' -- \"$cur\"))";
    }
}
