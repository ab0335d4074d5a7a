#!/usr/bin/env bash
# Measures `volume backup` (wall and processor time, memory) against tar with gzip -1 (or pigz -1 where it is installed) on the same files in the same run, and
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

# As the launcher starts it: its flags, the better compiler for backups, an archive of loaded classes.
flags="-XX:+UseSerialGC -XX:-UsePerfData -Xmn12m -Xmx${HEAP:-512m} -Xlog:disable -Xlog:all=error:stderr"
jar cf "$work/promsh.jar" -C target/classes .
classpath=$work/promsh.jar:$(tr ':' '\n' <<<"$classpath" | grep '\.jar$' | tr '\n' ':')
java $flags -XX:TieredStopAtLevel=1 -XX:ArchiveClassesAtExit="$work/promsh.jsa" -cp "$classpath" io.promsh.app.Main --train
better="-XX:TieredStopAtLevel=4 -XX:Tier4InvocationThreshold=200000 -XX:Tier4MinInvocationThreshold=24000
    -XX:Tier4CompileThreshold=600000 -XX:Tier4BackEdgeThreshold=1600000 -XX:CompileCommand=quiet
    -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::*,0.01
    -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.DigestBase::*,0.01"
promsh() { # COMPILER ARGUMENT...
    local compiler=-XX:TieredStopAtLevel=1
    [[ $1 == 1 ]] || compiler=$better
    java $flags $compiler -XX:SharedArchiveFile="$work/promsh.jsa" -cp "$classpath" io.promsh.app.Main "${@:2}"
}
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

timed() { # NAME COMMAND...: wall time, the processor's time (which load does not stretch so much), memory
    local name=$1
    shift
    export -f promsh peer backup
    export flags better work classpath volume pack folder
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c '"$@"' - "$@" >/dev/null
    read -r wall user system peak <"$work/time"
    awk -v n="$name" -v w="$wall" -v u="$user" -v s="$system" -v m="$peak" \
        'BEGIN { printf "%-34s %6.1f s  cpu %6.1f s  %4d MB\n", n, w, u + s, m / 1024 }'
}
ratio() { # NAME: what was timed last against the peer
    awk -v n="$1" -v w="$wall" -v u="$user" -v s="$system" -v pw="$peer_wall" -v pc="$peer_cpu" \
        'BEGIN { printf "%-34s %6.2f x  cpu %6.2f x\n", "  " n, w / pw, (u + s) / pc }'
}
remember() {
    peer_wall=$wall
    peer_cpu=$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')
}
peer() { tar -C "$folder" -c . | $pack -1 >"$work/peer.tar.gz"; }
backup() { promsh 4 -c "volume backup $volume --out $work/b$1.tar.gz ${*:2}"; }

echo "$megabytes MB, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
timed "read once" tar -C "$folder" -cf /dev/null .
timed "tar | $pack -1" peer
remember
timed "volume backup --no-verify" backup 1 --no-verify
ratio "of the peer (budget 1.2)"
timed "tar | $pack -1, again" peer
remember
timed "volume backup --no-verify, again" backup 2 --no-verify
ratio "of the peer (budget 1.2)"
timed "volume backup (and read back)" backup 3
timed "volume backup --fast --no-verify" backup 4 --fast --no-verify
for i in $(seq 1 200); do docker volume create "$volume-$i" >/dev/null; done
for _ in 1 2 3; do timed "volume list of 200 volumes" promsh 1 -c "volume list"; done
echo "load $(cut -d' ' -f1 /proc/loadavg)"
