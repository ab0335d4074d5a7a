#!/usr/bin/env bash
# Blocks beside promtool, in the same minutes on the same machine: building them of 500 series at 15 s over HOURS (24), and dumping
# them. Wall seconds, and the largest memory that the kernel saw of the process.
#
#   HOURS=24 SERIES=500 src/bench/tsdb.sh
#
# Needs a compiled project (mvn -q compile), bash 5, promtool, /usr/bin/time (package time). promtool reads the samples as OpenMetrics text;
# here they come from the program itself, grouped by series and in order of time: the text's own cost is measured by import.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export LC_ALL=C.UTF-8
hours=${HOURS:-24}
series=${SERIES:-500}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
classpath=${CLASSPATH:-$(mvn -q dependency:build-classpath -Dmdep.outputFile=/dev/stdout)}
mkdir -p "$scratch/classes" "$scratch/promtool/wal" "$scratch/grouped" "$scratch/ordered"
javac -nowarn -proc:none -d "$scratch/classes" -cp "target/classes:$classpath" src/bench/java/io/promsh/tsdb/BlockBuilding.java

# Prints what a command took: seconds, megabytes.
measure() {
    local label=$1
    shift
    /usr/bin/time -f '%e %M' -o "$scratch/time" "$@" >"$scratch/out" 2>"$scratch/err" || { cat "$scratch/err"; exit 1; }
    read -r seconds kilobytes <"$scratch/time"
    printf '%-44s %8.2f s %6d MB\n' "$label" "$seconds" $((kilobytes / 1024))
}
building() {
    java -XX:TieredStopAtLevel=4 -Xmx256m -cp "$scratch/classes:target/classes:$classpath" io.promsh.tsdb.BlockBuilding "$@"
}
# As the launcher starts it, without its archive.
promsh() {
    java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmn12m -Xmx512m -cp "target/classes:$classpath" io.promsh.app.Main "$@"
}
export -f building promsh
export scratch classpath

building text "$scratch" "$hours" "$series"
ls -l "$scratch/samples.om" | awk '{ printf "%s series x %s h: %.0f MB of OpenMetrics\n", "'"$series"'", "'"$hours"'", $5 / 1e6 }'
measure "promtool create-blocks-from openmetrics" promtool tsdb create-blocks-from openmetrics -q "$scratch/samples.om" "$scratch/promtool"
measure "promsh blocks, grouped by series" bash -c 'building grouped "$scratch/grouped" '"$hours $series"
measure "promsh blocks, in order of time" bash -c 'building ordered "$scratch/ordered" '"$hours $series"
measure "promtool tsdb dump" promtool tsdb dump "$scratch/promtool"
measure "promsh tsdb dump, of promtool's blocks" bash -c 'promsh -c "tsdb dump $scratch/promtool"'
measure "promsh tsdb dump, of its own" bash -c 'promsh -c "tsdb dump $scratch/grouped"'
measure "promsh tsdb list --check" bash -c 'promsh -c "tsdb list --check $scratch/promtool"'
