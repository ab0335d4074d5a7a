#!/usr/bin/env bash
# A whole recovery of 500 series x 24 h at 15 s from one loopback Prometheus into another that lost all of it: seconds by step, the
# server's own wait for its next look at its blocks apart.
#
#   HOURS=24 SERIES=500 src/bench/recover.sh
#
# Needs a compiled project (mvn -q compile), bash 5, prometheus, curl, jq.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8
hours=${HOURS:-24}
series=${SERIES:-500}
scratch=$(mktemp -d)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT
classpath=${CLASSPATH:-$(mvn -q dependency:build-classpath -Dmdep.outputFile=/dev/stdout)}
mkdir -p "$scratch/classes" "$scratch/cloud" "$scratch/local"
javac -nowarn -proc:none -d "$scratch/classes" -cp "target/classes:$classpath" src/bench/java/io/promsh/tsdb/BlockBuilding.java
java -Xmx256m -cp "$scratch/classes:target/classes:$classpath" io.promsh.tsdb.BlockBuilding grouped "$scratch/cloud" "$hours" "$series"
printf 'global: {scrape_interval: 15s}\n' >"$scratch/prometheus.yml"

serve() {
    local port=$((20000 + RANDOM % 20000))
    prometheus --config.file="$scratch/prometheus.yml" --storage.tsdb.path="$scratch/$1" --storage.tsdb.retention.time=10y \
        --web.listen-address="127.0.0.1:$port" >"$scratch/$1.log" 2>&1 &
    servers+=($!)
    until curl -fs "http://127.0.0.1:$port/-/ready" >/dev/null; do
        kill -0 "${servers[-1]}" || { cat "$scratch/$1.log"; exit 1; }
        sleep 0.1
    done
    url=http://127.0.0.1:$port
}
serve cloud
cloud=$url
serve local
export HOME=$scratch XDG_STATE_HOME=$scratch/state XDG_CONFIG_HOME=$scratch/config XDG_CACHE_HOME=$scratch/cache
from=${EPOCHREALTIME/./}
java -cp "target/classes:$classpath" io.promsh.app.Main -c "recover --target $url --from $cloud --to $scratch/local --start 2025-08-02T18:00:00Z --end 2025-08-03T18:00:00Z --yes"
all=$(((${EPOCHREALTIME/./} - from) / 1000))
jq -rs '(map(select(.event == "begun")) | map({(.what): .at}) | add) as $begun
    | map(select(.event == "done" and $begun[.what])) | map([.what, $begun[.what], .at])[] | @tsv' "$scratch"/state/promsh/recoveries/*/journal.jsonl |
while IFS=$'\t' read -r what begun ended; do
    awk -v what="$what" -v a="$(date -d "$begun" +%s.%N)" -v b="$(date -d "$ended" +%s.%N)" 'BEGIN { printf "%-8s %7.2f s\n", what, b - a }'
done
printf 'all      %7.2f s, the SERVE step is the wait for the server\n' "$(awk "BEGIN { print $all / 1000 }")"
