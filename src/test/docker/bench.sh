#!/usr/bin/env bash
# The Docker test bench: a private dockerd on a socket of its own, and images made from Debian packages under the names, users,
# entrypoints and volumes of the real ones (no registry is asked).
#
#   bench.sh start STATE PID   starts what does not run, for as long as process PID lives (several may share it); prints the address
#   bench.sh stop STATE        stops it, whoever uses it
#   bench.sh revive STATE      starts it again after its dockerd was ended, with all that it had
#
# A STATE that ends in -own is a second engine beside the one of the same name without: one that a test may prune and kill.
#
# STATE is a folder with a short path: it holds a socket. Images are kept in it. It needs root, dockerd, docker, busybox (static),
# prometheus, ip and iptables. Nothing of another dockerd on this machine is touched.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
version=1 # raised when a recipe below changes

say() { echo "bench: $*" >&2; }
die() {
    say "$*"
    exit 1
}

verb=${1:-}
state=${2:-}
[[ -n $state ]] || die "usage: bench.sh start STATE PID | stop STATE"
mkdir -p "$state/users"
state=$(cd "$state" && pwd)
((${#state} <= 60)) || die "the path is too long for a socket: $state"
number=$(($(printf %s "${state%-own}" | cksum | cut -d' ' -f1) % 250))
[[ $state != *-own ]] || number=$(((number + 125) % 250))
bridge=promshbench$number
export DOCKER_HOST=unix://$state/d.sock
unset DOCKER_CONTEXT DOCKER_TLS_VERIFY DOCKER_CERT_PATH

answers() { timeout 10 docker version >/dev/null 2>&1; }

wait_for() { # SECONDS COMMAND...
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.1
    done
}

start_daemon() {
    answers && return
    [[ $(id -u) == 0 ]] || die "a private dockerd needs root"
    for program in dockerd docker ip iptables prometheus promtool; do
        command -v "$program" >/dev/null || die "no program $program here"
    done
    if ! mountpoint -q /sys/fs/cgroup; then # a machine without systemd
        mount -t tmpfs -o uid=0,gid=0,mode=755 cgroup /sys/fs/cgroup
        for controller in $(awk 'NR > 1 && $4 == 1 { print $1 }' /proc/cgroups); do
            mkdir -p "/sys/fs/cgroup/$controller"
            mount -t cgroup -o "$controller" cgroup "/sys/fs/cgroup/$controller" || rmdir "/sys/fs/cgroup/$controller"
        done
    fi
    # An own bridge: --bridge=none and --default-address-pool both delete docker0, which may be another's.
    ip link show "$bridge" >/dev/null 2>&1 || {
        ip link add name "$bridge" type bridge
        ip addr add "10.214.$number.1/24" dev "$bridge"
    }
    ip link set "$bridge" up
    rm -f "$state/d.pid" "$state/d.sock"
    # A dockerd that is killed takes its containerd with it. As a zombie the next one would wait for it in vain.
    local child=$state/x/containerd/containerd.pid
    [[ ! -e $child ]] || grep -q '^State:[[:space:]]*[A-Y]' "/proc/$(<"$child")/status" 2>/dev/null || rm -f "$child"
    echo '{}' >"$state/daemon.json"
    setsid dockerd --config-file "$state/daemon.json" --iptables=false --ip-forward=false --bridge="$bridge" \
        --data-root "$state/data" --exec-root "$state/x" --pidfile "$state/d.pid" -H "$DOCKER_HOST" \
        </dev/null >"$state/dockerd.log" 2>&1 9>&- &
    wait_for 60 answers || {
        tail -5 "$state/dockerd.log" >&2
        die "dockerd does not answer"
    }
    [[ ${1:-} != keep ]] || return 0
    # What tests left that were killed. Only images are kept from build to build.
    docker ps -aq | xargs -r docker rm -f >/dev/null
    docker volume ls -q | xargs -r docker volume rm >/dev/null
}

stop_daemon() {
    local pid networks
    networks=$(docker network ls -q -f driver=bridge 2>/dev/null || true)
    docker ps -q 2>/dev/null | xargs -r docker kill >/dev/null 2>&1 || true
    pid=$(cat "$state/d.pid" 2>/dev/null || true)
    if [[ -n $pid ]] && grep -qa dockerd "/proc/$pid/cmdline" 2>/dev/null; then
        kill "$pid"
        wait_for 40 sh -c "! kill -0 $pid" || kill -9 "$pid"
    fi
    for link in "$bridge" $(printf 'br-%s\n' $networks); do # dockerd leaves them
        ip link del "$link" 2>/dev/null || true
    done
    awk -v s="$state/" 'index($2, s) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount -l
    rm -f "$state/d.sock"
}

# Waits for the last user to end, then stops the daemon. One watcher is enough: the lock says whether there is one.
watch_users() {
    exec 8>"$state/watcher.lock"
    flock -n 8 || return 0
    local user alive
    while :; do
        alive=
        for user in "$state"/users/*; do
            [[ -e $user ]] || continue
            if kill -0 "${user##*/}" 2>/dev/null; then alive=yes; else rm -f "$user"; fi
        done
        if [[ -z $alive ]]; then
            exec 9>"$state/lock"
            flock 9
            if [[ -z $(ls "$state/users") ]]; then
                stop_daemon
                return 0
            fi
            exec 9>&-
        fi
        sleep 0.5
    done
}

put() { # ROOT TARGET FILE: a program with the libraries that it links to
    local lib
    install -D -m 755 "$3" "$1/$2"
    for lib in $(ldd "$3" 2>/dev/null | grep -oE '/[^ ]+' || true); do
        [[ -e $1$lib ]] || install -D -m 755 "$lib" "$1$lib"
    done
}

image() { # NAME USER FOLDER-OWNED-BY-IT TARGET=FILE... -- --change...
    local name=$1 user=$2 folder=$3 root=$state/root have applet
    shift 3
    if have=$(docker image inspect -f '{{index .Config.Labels "promsh.bench"}}' "$name" 2>/dev/null) && [[ $have == "$version" ]]; then
        return 0
    fi
    rm -rf "$root"
    mkdir -p "$root"/{bin,etc,tmp,root,"$folder"}
    chmod 1777 "$root/tmp"
    printf 'root:x:0:0:root:/root:/bin/sh\ngrafana:x:472:0::/:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' >"$root/etc/passwd"
    printf 'root:x:0:\nnobody:x:65534:\n' >"$root/etc/group"
    put "$root" bin/busybox /bin/busybox
    for applet in $(/bin/busybox --list); do
        [[ -e $root/bin/$applet ]] || ln -s busybox "$root/bin/$applet"
    done
    while [[ $1 != -- ]]; do
        put "$root" "${1%%=*}" "${1#*=}"
        shift
    done
    shift
    [[ $name != prom/prometheus* ]] || install -D -m 644 "$here/stack/prometheus/prometheus.yml" "$root/etc/prometheus/prometheus.yml"
    [[ -z $user ]] || chown "$user" "$root/$folder"
    tar -C "$root" --numeric-owner -c . | docker import --change "LABEL promsh.bench=$version" "$@" - "$name" >/dev/null
    rm -rf "$root"
}

images() {
    image busybox:latest '' tmp -- --change 'CMD ["sh"]'
    image prom/prometheus:latest 65534:65534 prometheus \
        "bin/prometheus=$(command -v prometheus)" "bin/promtool=$(command -v promtool)" -- \
        --change 'USER nobody' --change 'WORKDIR /prometheus' --change 'EXPOSE 9090' --change 'VOLUME /prometheus' \
        --change 'ENTRYPOINT ["/bin/prometheus"]' \
        --change 'CMD ["--config.file=/etc/prometheus/prometheus.yml","--storage.tsdb.path=/prometheus"]'
    image grafana/grafana:latest 472:0 var/lib/grafana "run.sh=$here/grafana.sh" -- \
        --change 'USER 472' --change 'ENV GF_PATHS_DATA=/var/lib/grafana' --change 'EXPOSE 3000' \
        --change 'ENTRYPOINT ["/run.sh"]'
}

case $verb in
    start)
        user=${3:?the process for which it runs}
        exec 9>"$state/lock"
        flock 9
        : >"$state/users/$user"
        start_daemon
        images >&2
        setsid "$0" watch "$state" </dev/null >/dev/null 2>&1 9>&- &
        echo "$DOCKER_HOST"
        ;;
    watch) watch_users ;;
    revive)
        exec 9>"$state/lock"
        flock 9
        start_daemon keep
        ;;
    stop)
        rm -f "$state"/users/*
        stop_daemon
        ;;
    *) die "unknown: $verb" ;;
esac
