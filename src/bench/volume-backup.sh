#!/usr/bin/env bash
# Measures `volume backup` (wall and processor time, memory, size) against tar with gzip -1 (or pigz -1 where it is installed) on the same
# files in the same run, and `volume list` of 200 volumes. The volume is that of a Prometheus: six parts of blocks to one of write-ahead
# log and head chunks, as a server wrote them. Needs a Docker engine on this machine (DOCKER_HOST, else src/test/docker/bench.sh as
# root), the program prometheus, and the classes in target/classes.
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
    -XX:Tier4CompileThreshold=600000 -XX:Tier4BackEdgeThreshold=1600000 -Xmn24m -XX:CompileCommand=quiet
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

# A day of 1,000 series as a block, and two hours of 3,000 that a server takes in. Copies of them fill the volume: deflate looks 32 KB
# back, so they pack no better than others.
docker volume create "$volume" >/dev/null
docker run --name "$volume" --network none -v "$volume:/data" busybox:latest true
folder=$(docker volume inspect -f '{{.Mountpoint}}' "$volume")
samples() { LC_ALL=C awk -v series="$1" -v hours="$2" -v start="$3" -f src/bench/samples.awk; }
samples 1000 24 $((($(date +%s) / 86400 - 30) * 86400)) >"$work/day.om"
mkdir "$work/blocks"
promsh 4 -c "import $work/day.om --to $work/blocks --retention 100y" >/dev/null 2>&1
samples 3000 2 $((($(date +%s) - 7200) / 60 * 60)) >"$work/recent.om"
mkdir "$work/server"
printf 'storage: {tsdb: {out_of_order_time_window: 6h}}\n' >"$work/server/prometheus.yml"
address=127.0.0.1:$((20000 + $$ % 20000))
prometheus --config.file="$work/server/prometheus.yml" --storage.tsdb.path="$work/server/data" --web.listen-address=$address \
    --web.enable-remote-write-receiver >"$work/server/log" 2>&1 &
server=$!
until curl -fs "http://$address/-/ready" >/dev/null; do
    kill -0 $server
    sleep 0.2
done
promsh 4 -c "import $work/recent.om --to http://$address" >/dev/null 2>&1
kill $server
wait $server || true
block=$(cd "$work/blocks" && echo 01*)
mkdir "$folder/wal" "$folder/chunks_head"
for ((i = 0; $(du -sm "$folder" | cut -f1) < megabytes; i++)); do
    for ((j = 0; j < 3; j++)); do
        copy=${block%??????}$(printf %06d $((i * 3 + j)))
        cp -r "$work/blocks/$block" "$folder/$copy"
        sed -i "s/$block/$copy/g" "$folder/$copy/meta.json"
    done
    cp "$work/server/data/wal/00000000" "$folder/wal/$(printf %08d $i)"
    cp "$work/server/data/chunks_head/000001" "$folder/chunks_head/$(printf %06d $((i + 1)))"
done
rm -rf "$work"/*.om "$work/blocks" "$work/server"
pack=gzip
[[ $(nproc) == 1 ]] || ! command -v pigz >/dev/null || pack=pigz

timed() { # NAME FILE COMMAND...: wall time, the processor's time (which load does not stretch so much), memory, size of the file
    local name=$1 file=$work/$2 size=0
    shift 2
    export -f promsh peer backup
    export flags better work classpath volume pack folder
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' bash -c '"$@"' - "$@" >/dev/null
    read -r wall user system peak <"$work/time"
    [[ ! -f $file ]] || size=$(stat -c %s "$file")
    awk -v n="$name" -v w="$wall" -v u="$user" -v s="$system" -v m="$peak" -v f="$size" 'BEGIN {
        printf "%-34s %6.1f s  cpu %6.1f s  %4d MB  %s\n", n, w, u + s, m / 1024, f ? sprintf("file %6.1f MB", f / 1e6) : "" }'
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


echo "$(du -sm "$folder" | cut -f1) MB, $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg)"
timed "read once" - tar -C "$folder" -cf /dev/null .
for i in 1 2 3; do
    timed "tar | $pack -1" peer.tar.gz peer
    remember
    timed "volume backup --no-verify" b$i.tar.gz backup $i --no-verify
    ratio "of the peer (budget 1.2)"
done
mkdir "$work/back"
tar -xzf "$work/b1.tar.gz" -C "$work/back"
diff -r "$folder" "$work/back/data" && echo "every byte is there"
rm -rf "$work/back"
timed "volume backup (and read back)" b4.tar.gz backup 4
timed "volume backup --fast --no-verify" b5.tar.gz backup 5 --fast --no-verify
for i in $(seq 1 200); do docker volume create "$volume-$i" >/dev/null; done
for _ in 1 2 3; do timed "volume list of 200 volumes" - promsh 1 -c "volume list"; done
echo "load $(cut -d' ' -f1 /proc/loadavg)"
