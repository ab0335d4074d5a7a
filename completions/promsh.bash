# Completion of promsh for bash. Made by: promsh completion bash
# To use it: source <(promsh completion bash), or put it into ~/.local/share/bash-completion/completions/promsh

# Candidates that hold blanks, one a line on stdin. In an open quote bash itself adds the closing one.
_promsh_lines() {
    local word candidate
    word=$1
    while IFS= read -r candidate; do
        [[ $candidate == "$word"* ]] || continue
        if [[ ${COMP_WORDS[COMP_CWORD]} == [\'\"]* ]]; then
            COMPREPLY+=("$candidate")
        else
            COMPREPLY+=("$(printf %q "$candidate")")
        fi
    done
}

_promsh_files() {
    compopt -o filenames 2>/dev/null
    local IFS=$'\n'
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
        -c)
            _promsh_lines "$cur" <<'END'
connect
session
session diagnose
use
targets list
set
show
refresh
history
history save
source
exit
query
range
graph
raw
watch
explain
format
metrics
labels
values
series
describe
cardinality
scrapes
alerts
rules
flags
snapshot
coverage
gaps
interval
compare
dashboard
export
verify
audit
restart
down
compose
docker
rescue
rescue list
rescue merge
rescue repair
watchdog
tsdb list
tsdb inspect
tsdb dump
recover
recover resume
recover status
recover report
recover undo
import
volume list
volume inspect
volume usage
volume backup
volume backups
volume verify
volume restore
runbook list
runbook show
runbook run
help
completion
END
            return
            ;;
        -f)
            _promsh_files "$cur"
            return
            ;;
        --target)
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" --quiet -o tsv -c 'targets list' 2>/dev/null </dev/null | cut -f1)" -- "$cur"))
            return
            ;;
        --env-file)
            _promsh_files "$cur"
            return
            ;;
        -o | --output)
            COMPREPLY=($(compgen -W 'table json jsonl csv tsv markdown openmetrics' -- "$cur"))
            return
            ;;
        --at)
            COMPREPLY=($(compgen -W 'now -5m -1h -1d yesterday' -- "$cur"))
            return
            ;;
        --last)
            COMPREPLY=($(compgen -W '30s 1m 5m 15m 1h 6h 1d 7d' -- "$cur"))
            return
            ;;
        --start)
            COMPREPLY=($(compgen -W 'now -5m -1h -1d yesterday' -- "$cur"))
            return
            ;;
        --end)
            COMPREPLY=($(compgen -W 'now -5m -1h -1d yesterday' -- "$cur"))
            return
            ;;
        --step)
            COMPREPLY=($(compgen -W '30s 1m 5m 15m 1h 6h 1d 7d' -- "$cur"))
            return
            ;;
        --docker)
            :
            return
            ;;
        --timeout)
            COMPREPLY=($(compgen -W '30s 1m 5m 15m 1h 6h 1d 7d' -- "$cur"))
            return
            ;;
        --limit)
            :
            return
            ;;
    esac
    if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-c -f --target --env-file -o --output --at --last --start --end --step --docker --timeout --limit --no-color --strict --read-only --quiet --timing --keep-going --fail-on-empty --version --help' -- "$cur"))
        return
    fi
    case $prev in
        completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur")) ;;
        *) ((COMP_CWORD == 1)) && COMPREPLY=($(compgen -W 'demo completion' -- "$cur")) ;;
    esac
}

complete -F _promsh promsh ./promsh
