package io.promsh.volume.backup;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.volume.server.PrometheusContainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What tells whether a compaction fell into a copy: it moves samples out of the log into a block that the copy may have passed
 * already, and such a copy opens without a word and lacks them. Equal marks before and after mean that none did.
 */
record HotMark(Map<String, String> counters) {
    /** Each is counted before the log is cut or blocks are removed. */
    private static final List<String> WANTED = List.of(
            "prometheus_tsdb_head_truncations_total",
            "prometheus_tsdb_compactions_total",
            "prometheus_tsdb_checkpoint_creations_total",
            "prometheus_tsdb_blocks_loaded");

    /** Takes it; empty where the server does not tell what is needed. */
    static Optional<HotMark> take(DockerEngine engine, PrometheusContainer server) {
        HttpAnswer answer;
        try {
            answer = engine.http(server.id(), server.port(), "GET", server.prefix() + "/metrics");
        } catch (Failure failure) {
            return Optional.empty();
        }
        return answer.isGood() ? of(answer.body()) : Optional.empty();
    }

    static Optional<HotMark> of(String exposition) {
        Map<String, String> counters = new TreeMap<>();
        exposition.lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0 && WANTED.contains(line.substring(0, space))) {
                counters.put(line.substring(0, space), line.substring(space + 1));
            }
        });
        return counters.size() == WANTED.size() ? Optional.of(new HotMark(counters)) : Optional.empty();
    }
}
