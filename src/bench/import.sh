#!/usr/bin/env bash
# How long an import takes and how much memory, beside promtool on the same file in the same minutes: a day of 500 series every
# 15 s (2.88 million samples, about 334 MB of text), then 200 h of fewer series.
#
#   src/bench/import.sh
#
# SERIES (500) and HOURS (24) of the first file, LONG_SERIES (50) and LONG_HOURS (200) of the second (promtool reads the whole file
# once for each 2 h, so its time grows with the square of the hours; 0 leaves it out), ORDER series or time, RUNS (3) of promsh.
# Needs bash 5, promtool, awk, GNU time. Run it on an idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config HOME=$scratch
promsh=${PROMSH:-./promsh}

generate() {
    awk -v series="$1" -v hours="$2" -v order="${ORDER:-series}" -v start="$3" -f src/bench/samples.awk >"$4"
}

# measure FILE COMMAND...: sets seconds and megabytes (resident, at most).
measure() {
    local log=$scratch/time
    command time -f '%e %M' -o "$log" "$@" >"$scratch/out" 2>&1 || { cat "$scratch/out"; exit 1; }
    read -r seconds kilobytes <"$log"
    megabytes=$((kilobytes / 1024))
}

compare() {
    local file=$1 hours=$2 best=999999
    mkdir "$scratch/peer"
    measure promtool tsdb create-blocks-from openmetrics -q "$file" "$scratch/peer"
    local peer=$seconds peer_memory=$megabytes own_memory=0
    for ((i = 0; i < ${RUNS:-3}; i++)); do
        rm -rf "$scratch/own" && mkdir "$scratch/own"
        measure "$promsh" -c "import $file --to $scratch/own --retention 100y"
        best=$(awk -v a="$best" -v b="$seconds" 'BEGIN { print a < b ? a : b }')
        own_memory=$((megabytes > own_memory ? megabytes : own_memory))
    done
    awk -v h="$hours" -v s="$(stat -c %s "$file")" -v p="$peer" -v pm="$peer_memory" -v o="$best" -v om="$own_memory" 'BEGIN {
        printf "%d h, %d MB of text: promtool %.1f s, %d MB; promsh %.2f s, %d MB: %.1f times faster, %.0f %% of the memory\n",
            h, s / 1e6, p, pm, o, om, p / o, 100 * om / pm }'
    if [[ -n ${CHECK:-} ]]; then
        diff <(promtool tsdb dump "$scratch/peer" | sort | sha256sum) <(promtool tsdb dump "$scratch/own" | sort | sha256sum) && echo "same samples"
    fi
    rm -rf "$scratch/peer" "$scratch/own"
}

start=$((($(date +%s) / 86400 - 30) * 86400))
generate "${SERIES:-500}" "${HOURS:-24}" "$start" "$scratch/day.om"
compare "$scratch/day.om" "${HOURS:-24}"
rm "$scratch/day.om"
if [[ ${LONG_HOURS:-200} -gt 0 ]]; then
    generate "${LONG_SERIES:-50}" "${LONG_HOURS:-200}" "$start" "$scratch/long.om"
    compare "$scratch/long.om" "${LONG_HOURS:-200}"
fi
