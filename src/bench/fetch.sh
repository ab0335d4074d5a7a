#!/usr/bin/env bash
# How long coverage and export of a day take, and how much memory, beside what curl takes to download the same samples as JSON and
# what promtool takes to dump the blocks: SERIES (500) series, 24 hours at 15 s, in a Prometheus of its own, everything in one run. Medians of RUNS (5), seconds, and the ratios.
#
#   src/bench/fetch.sh            SERIES=5000 RUNS=3 HEAP=128m src/bench/fetch.sh    (ten times the size: 28.8 million samples)
#
# Needs bash 5, prometheus, promtool, curl, awk and a built promsh (mvn package). Run it on an idle machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8
series=${SERIES:-500}
runs=${RUNS:-5}
heap=${HEAP:-128m}
scratch=$(mktemp -d)
server=
finish() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap finish EXIT
export XDG_CACHE_HOME=$scratch/cache XDG_CONFIG_HOME=$scratch/config XDG_STATE_HOME=$scratch/state HOME=$scratch
start=1754179200 # 2025-08-03T00:00:00Z

make_blocks() {
    # A hundred series a file: promtool reads its input once for each block of two hours.
    for ((from = 0; from < series; from += 100)); do
        awk -v from="$from" -v to="$((from + 100 < series ? from + 100 : series))" -v start="$start" 'BEGIN {
            print "# TYPE load gauge"
            for (i = from; i < to; i++) {
                srand(i)
                value = rand() * 1000
                for (slot = 0; slot < 5760; slot++) {
                    value += rand() - 0.5
                    printf "load{instance=\"host-%04d:9100\",job=\"node\",zone=\"z%d\"} %.4f %d\n", i, i % 5, value, start + 15 * slot
                }
            }
            print "# EOF"
        }' >"$scratch/samples.om"
        promtool tsdb create-blocks-from openmetrics -q "$scratch/samples.om" "$scratch/data" >/dev/null
    done
    rm "$scratch/samples.om"
}

start_prometheus() {
    printf 'global: {scrape_interval: 15s}\n' >"$scratch/prometheus.yml"
    port=$((20000 + RANDOM % 20000))
    prometheus --config.file="$scratch/prometheus.yml" --storage.tsdb.path="$scratch/data" \
        --storage.tsdb.retention.time=10y --web.listen-address="127.0.0.1:$port" >"$scratch/prometheus.log" 2>&1 &
    server=$!
    url=http://127.0.0.1:$port
    until curl -fs "$url/-/ready" >/dev/null; do
        kill -0 "$server" || { cat "$scratch/prometheus.log"; exit 1; }
        sleep 0.2
    done
}

# Prints the median time of RUNS runs of a command, in milliseconds.
median() {
    local times=() from
    for ((run = 0; run < runs; run++)); do
        from=${EPOCHREALTIME/./}
        "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || { cat "$scratch/err" >&2; exit 1; }
        times+=($(((${EPOCHREALTIME/./} - from) / 1000)))
    done
    printf '%s\n' "${times[@]}" | sort -n | sed -n "$((runs / 2 + 1))p"
}

download() { curl -sf -o "$scratch/curl.json" "$url/api/v1/query" --data-urlencode 'query=load[1d]' -d "time=$((start + 86399)).999"; }
window=(--start 2025-08-03T00:00:00Z --end 2025-08-04T00:00:00Z)
coverage() { PROMSH_JAVA_OPTS=-Xmx$heap ./promsh --target "$url" "${window[@]}" -o json -c 'coverage load'; }
interval() { PROMSH_JAVA_OPTS=-Xmx$heap ./promsh --target "$url" "${window[@]}" -o json -c 'interval load'; }

export_as() { rm -rf "$scratch/export"; PROMSH_JAVA_OPTS=-Xmx$heap ./promsh --target "$url" "${window[@]}" -c "export load --format $1 --out $scratch/export"; }
dump() { promtool tsdb dump "$scratch/data" --min-time=$((start * 1000)) --max-time=$((start * 1000 + 86399999)); }

line() { printf '%-44s %6d ms   %5.2f x curl\n' "$1" "$2" "$(awk -v a="$2" -v b="$curl_ms" 'BEGIN { print a / b }')"; }

make_blocks
start_prometheus
echo "$series series, 24 h at 15 s: $((series * 5760)) samples; heap $heap; medians of $runs"
curl_ms=$(median download)
printf '%-44s %6d ms   %s bytes\n' 'curl: the samples as JSON to a file' "$curl_ms" "$(stat -c %s "$scratch/curl.json")"
line 'promsh coverage (counted where it can be)' "$(median coverage)"
line 'promsh interval (every sample read)' "$(median interval)"
json_ms=$(median export_as json)
line 'promsh export to JSON (budget 1.50)' "$json_ms"
line 'promsh export to OpenMetrics' "$(median export_as openmetrics)"
line 'promsh export to CSV' "$(median export_as csv)"
runs=1
dump_ms=$(median dump)
line 'promtool tsdb dump of the blocks (once)' "$dump_ms"
awk -v a="$json_ms" -v b="$dump_ms" 'BEGIN { printf "export to JSON takes %.2f of promtool tsdb dump (budget 0.20)\n", a / b }'
