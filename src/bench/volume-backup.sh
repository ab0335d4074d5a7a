#!/usr/bin/env bash
# Measures `volume backup` against tar with gzip -1 (or pigz -1 where it is installed) on the same files in the same run, and
# `volume list` of 200 volumes. Needs a Docker engine on this machine (DOCKER_HOST, else src/test/docker/bench.sh as root) and the
# classes in target/classes.
#
#   src/bench/volume-backup.sh [MEGABYTES]     default 1024
#
# Budgets: 1.2 times the peer's time, memory under 128 MB, the list under 1 s.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
megabytes=${1:-1024}
work=$(mktemp -d /tmp/promsh-volbench-XXXXXX)
volume=promsh-bench-$$
if [[ -z ${DOCKER_HOST:-} ]]; then
    DOCKER_HOST=$(src/test/docker/bench.sh start "$work/docker" $$)
    export DOCKER_HOST
fi
export XDG_STATE_HOME=$work/state
classpath=target/classes:${CLASSPATH:-$(cat target/jc/cp 2>/dev/null || ls target/lib/*.jar | tr '\n' ':')}

promsh() { java -Xmx"${HEAP:-96m}" -XX:+UseSerialGC -cp "$classpath" io.promsh.app.Main "$@"; }
finish() {
    docker rm -f "$volume" >/dev/null 2>&1 || true
    docker volume rm "$volume" >/dev/null 2>&1 || true
    docker volume ls -q | grep "^$volume-" | xargs -r docker volume rm >/dev/null || true
    rm -rf "$work/state" "$work"/*.gz
    [[ ! -d $work/docker ]] || src/test/docker/bench.sh stop "$work/docker"
    rm -rf "$work"
}
trap finish EXIT

docker volume create "$volume" >/dev/null
# Half noise, half zeros and text: chunks hardly pack, logs do.
docker run --name "$volume" --network none -v "$volume:/data" busybox:latest sh -c "
    for i in \$(seq 1 $((megabytes / 16))); do
        dd if=/dev/urandom of=/data/noise\$i bs=1M count=12 2>/dev/null
        yes \"http_requests_total{job=\\\"\$i\\\"}\" | head -c 4194304 >/data/log\$i
    done"
folder=$(docker volume inspect -f '{{.Mountpoint}}' "$volume")
pack=gzip
[[ $(nproc) == 1 ]] || ! command -v pigz >/dev/null || pack=pigz

timed() { # NAME COMMAND...
    local begin=$EPOCHREALTIME name=$1
    shift
    "$@" >/dev/null
    awk -v a="$begin" -v b="$EPOCHREALTIME" -v n="$name" 'BEGIN { printf "%-34s %6.1f s\n", n, b - a }'
}
peer() { tar -C "$folder" -c . | $pack -1 >"$work/peer.tar.gz"; }
backup() { promsh -c "volume backup $volume --out $work/b$1.tar.gz ${*:2}" >/dev/null; }

echo "$megabytes MB, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
timed "read once" tar -C "$folder" -cf /dev/null .
timed "tar | $pack -1" peer
timed "volume backup --no-verify" backup 1 --no-verify
timed "volume backup (and read back)" backup 2
timed "volume backup --fast --no-verify" backup 3 --fast --no-verify
timed "tar | $pack -1, again" peer
java -Xmx96m -XX:+UseSerialGC -cp "$classpath" io.promsh.app.Main -c "volume backup $volume --no-verify --out $work/b4.tar.gz" >/dev/null &
pid=$!
peak=0
while kill -0 $pid 2>/dev/null; do
    now=$(awk '/VmHWM/ { print $2 }' /proc/$pid/status 2>/dev/null || true)
    peak=${now:-$peak}
    sleep 0.2
done
echo "memory of the whole process          $((peak / 1024)) MB"
for i in $(seq 1 200); do docker volume create "$volume-$i" >/dev/null; done
timed "volume list of 200 volumes" promsh -c "volume list"
