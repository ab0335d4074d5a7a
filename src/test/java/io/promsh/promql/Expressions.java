package io.promsh.promql;

import java.util.List;

/** Expressions that use all of the language, for tests that need some. */
final class Expressions {
    static final List<String> VALID = List.of(
            "1",
            "up",
            "-1 ^ 2 + 0x1f * 1_000 % nan - +Inf",
            "up{job=\"api\",instance!~\"a|b\"} offset 5m @ 1603774568",
            "{\"metric.name\", 'label.name'=`v`}[5m:1m] @ start() offset -1h30m",
            "rate(http_requests_total{code=~\"5..\"}[5m]) > bool 0.5",
            "sum by (job, \"quoted.label\") (rate(x[5m])) / ignoring (a) group_left (b) sum without () (y)",
            "topk(5, count_values(\"v\", foo)) and on () bar unless baz or qux",
            "histogram_quantile(0.9, sum by (le) (rate(x_bucket[1h])))",
            "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")",
            "foo[5m + step() * 2] offset (max_of(range(), 5s) - 1m)",
            "foo offset -min_of(5s, step() ^ 2) + (bar smoothed)",
            "a + on (b) group_left fill (-23) c atan2 fill_left (1) fill_right (2) d",
            "max_over_time(rate(foo[5m] anchored)[1h:]) # a comment",
            "start() + end() - time()",
            "\"text \\\" \\u70ac \\xff\"",
            "info(a, {b=\"c\"}) </ 5 >/ 1e-3");

    private Expressions() {}
}
