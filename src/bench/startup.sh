#!/usr/bin/env bash
# How long promsh takes to start, beside promtool in the same minutes on the same machine, against a Prometheus of its own:
# one query with and without the class-data archive, the prompt on a terminal, memory. Medians of RUNS (10), milliseconds.
#
#   src/bench/startup.sh [JAVA_HOME...]      default: every Java of 17 or later below /usr/lib/jvm
#
# Needs bash 5, prometheus, promtool, script (bsdutils), pgrep (procps), curl. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8
runs=${RUNS:-10}
scratch=$(mktemp -d)
server=
finish() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT
unset PROMSH_JAVA_OPTS
export XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config HOME=$scratch

start_prometheus() {
    printf 'global: {scrape_interval: 15s}\n' >"$scratch/prometheus.yml"
    port=$((20000 + RANDOM % 20000))
    prometheus --config.file="$scratch/prometheus.yml" --storage.tsdb.path="$scratch/data" \
        --web.listen-address="127.0.0.1:$port" >"$scratch/prometheus.log" 2>&1 &
    server=$!
    until curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null; do
        kill -0 "$server" || { cat "$scratch/prometheus.log"; exit 1; }
        sleep 0.1
    done
    url=http://127.0.0.1:$port
}

# Sets ms to the wall time of a command, in tenths of a millisecond.
measure() {
    local from=${EPOCHREALTIME/./}
    "$@" >/dev/null 2>"$scratch/err" </dev/null || { cat "$scratch/err"; exit 1; }
    tenths=$(((${EPOCHREALTIME/./} - from) / 100))
}

# Prints the median of its arguments in milliseconds; they are tenths.
median() {
    local sorted
    mapfile -t sorted < <(printf '%s\n' "$@" | sort -n)
    local at=$((${#sorted[@]} / 2)) value
    value=${sorted[$at]}
    ((${#sorted[@]} % 2)) || value=$(((sorted[at - 1] + sorted[at]) / 2))
    printf '%d.%d' $((value / 10)) $((value % 10))
}

one_shot() { ./promsh --target "$url" -c 'vector(1)'; }

# Sets tenths to the time until the prompt stands and echoes a key, on a pty; then leaves.
prompt_time() {
    local from=${EPOCHREALTIME/./} seen='' key
    coproc TERMINAL { TERM=xterm script -qefc "stty rows 24 cols 80; exec ./promsh --target $url" /dev/null 2>&1; }
    local pid=$TERMINAL_PID in=${TERMINAL[1]} out=${TERMINAL[0]}
    while IFS= read -r -N 1 -t 20 -u "$out" key; do
        seen+=$key
        [[ $seen == *'> '* ]] && break
    done
    printf 'z' >&"$in"
    while IFS= read -r -N 1 -t 20 -u "$out" key; do
        [[ $key == z ]] && break
    done
    tenths=$(((${EPOCHREALTIME/./} - from) / 100))
    if [[ ${1:-} == memory ]]; then
        local java
        java=$(pgrep -P "$(pgrep -P "$pid" -n)" -n || true)
        prompt_rss=$(peak "${java:-$(pgrep -P "$pid" -n)}")
    fi
    printf '\x15\x04' >&"$in"
    wait "$pid" 2>/dev/null || true
}

# Peak resident memory of a process so far, in kB.
peak() { sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null; }

# Sets rss to the peak resident memory of one query, in kB: looked at until the process has gone.
memory() {
    local pid now
    rss=0
    # Not the function: its process would be another shell's.
    ./promsh --target "$url" -c 'vector(1)' >/dev/null 2>&1 </dev/null &
    pid=$!
    while now=$(peak "$pid") && [[ -n $now ]]; do
        ((now > rss)) && rss=$now
    done
    wait "$pid"
}

report() { # NAME MEDIAN
    awk -v name="$1" -v ms="$2" -v base="$promtool_ms" 'BEGIN { printf "%-34s %8.1f ms   %5.2f x promtool\n", name, ms, ms / base }'
}

start_prometheus
homes=("$@")
if ((${#homes[@]} == 0)); then
    for home in /usr/lib/jvm/*; do
        [[ -d $home && ! -L $home && -r $home/release ]] || continue
        version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
        ((version >= 17)) && homes+=("$home")
    done
fi

declare -A times
export PROMSH_ARCHIVE
for home in "${homes[@]}"; do # archives first, and a look that it works
    PROMSH_ARCHIVE=now PROMSH_JAVA_HOME=$home one_shot >/dev/null
done
for ((run = 0; run < runs; run++)); do # in turn, so that all meet the same machine
    measure promtool query instant "$url" 'vector(1)'
    times[promtool]+=" $tenths"
    for home in "${homes[@]}"; do
        export PROMSH_JAVA_HOME=$home
        PROMSH_ARCHIVE=''
        measure one_shot
        times[$home query]+=" $tenths"
        PROMSH_ARCHIVE=off
        measure one_shot
        times[$home plain]+=" $tenths"
        PROMSH_ARCHIVE=''
        prompt_time
        times[$home prompt]+=" $tenths"
    done
done

# shellcheck disable=SC2086
{
    promtool_ms=$(median ${times[promtool]})
    report "promtool query instant" "$promtool_ms"
    for home in "${homes[@]}"; do
        export PROMSH_JAVA_HOME=$home
        version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$home/release")
        report "$version: one query" "$(median ${times[$home query]})"
        report "$version: one query, no archive" "$(median ${times[$home plain]})"
        report "$version: prompt" "$(median ${times[$home prompt]})"
        memory
        prompt_time memory
        printf '%-34s %8d MB one query, %d MB at the prompt\n' "$version: memory" $((rss / 1024)) $((${prompt_rss:-0} / 1024))
    done
}
