# OpenMetrics of SERIES series every 15 s over HOURS from START on (in seconds), by ORDER time or series. Two counters, two gauges
# with decimals and one that seldom changes in turn: what a real server holds.
function key(s) {
    return sprintf("bench_metric_%02d_total{instance=\"host-%03d.example.net:9100\",job=\"node\",region=\"eu-west-1\",mode=\"m%d\"}", s % 20, s, s % 7)
}
function value(s, i) {
    kind = s % 5
    if (kind < 2) { count[s] += (s * 7 + i * 13) % 97; return count[s] }
    if (kind == 2) return sprintf("%.3f", 50 + 40 * sin(i / 240 + s))
    if (kind == 3) return sprintf("%.15g", (s + 1) * cos(i / 17))
    return int(i / 500) + s
}
BEGIN {
    samples = hours * 240
    for (s = 0; s < series; s++) name[s] = key(s)
    if (order == "time")
        for (i = 0; i < samples; i++) for (s = 0; s < series; s++) print name[s], value(s, i), start + 15 * i ".000"
    else
        for (s = 0; s < series; s++) for (i = 0; i < samples; i++) print name[s], value(s, i), start + 15 * i ".000"
    print "# EOF"
}
