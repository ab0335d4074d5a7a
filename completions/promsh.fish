# Completion of promsh for fish. Made by: promsh completion fish
# To use it: promsh completion fish > ~/.config/fish/completions/promsh.fish

function __promsh_targets
    set -l program (commandline -opc)[1]
    $program --quiet -o tsv -c 'targets list' 2>/dev/null </dev/null | cut -f1
end

function __promsh_lines
    printf '%s\t%s\n' 'query' 'it\'s an instant query'
    printf '%s\t%s\n' 'targets list' 'targets: all'
end

complete -c promsh -f
complete -c promsh -n __fish_use_subcommand -a demo -d 'the shell on a day of an incident\'s metrics'
complete -c promsh -n __fish_use_subcommand -a completion -d 'print a completion script'
complete -c promsh -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c promsh -s c -x -a '(__promsh_lines)' -d 'run the line, then exit (repeatable)'
complete -c promsh -s f -r -F -d 'run the lines of a file'
complete -c promsh -l target -x -a '(__promsh_targets)' -d 'the target to ask'
complete -c promsh -l env-file -r -F -d 'file with target settings (default .env)'
complete -c promsh -s o -l output -x -a 'table json jsonl csv tsv markdown openmetrics' -d 'table, json, jsonl, csv, tsv, markdown or openmetrics'
complete -c promsh -l at -x -a 'now -5m -1h -1d yesterday' -d 'evaluation time of instant queries'
complete -c promsh -l last -x -a '30s 1m 5m 15m 1h 6h 1d 7d' -d 'window that ends now'
complete -c promsh -l start -x -a 'now -5m -1h -1d yesterday' -d 'begin of the window'
complete -c promsh -l end -x -a 'now -5m -1h -1d yesterday' -d 'end of the window'
complete -c promsh -l step -x -a '30s 1m 5m 15m 1h 6h 1d 7d' -d 'step of range queries (default: fits the width)'
complete -c promsh -l timeout -x -a '30s 1m 5m 15m 1h 6h 1d 7d' -d 'how long to wait for an answer'
complete -c promsh -l limit -x -d 'rows shown; the rest is counted'
complete -c promsh -l no-color -d 'no colour (also NO_COLOR)'
complete -c promsh -l strict -d 'a warning or a partial answer is a failure (exit code 7)'
complete -c promsh -l read-only -d 'refuse every command that changes something'
complete -c promsh -l quiet -d 'no notes on stderr'
complete -c promsh -l timing -d 'print where the time went'
complete -c promsh -l keep-going -d 'a batch goes on after a failure'
complete -c promsh -l fail-on-empty -d 'an empty answer is a failure (exit code 3)'
complete -c promsh -l version -d 'print the version'
complete -c promsh -l help -d 'print help'
