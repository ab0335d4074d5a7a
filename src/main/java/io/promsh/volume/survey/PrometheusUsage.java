package io.promsh.volume.survey;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.backup.ServerQueries;
import io.promsh.volume.server.PrometheusContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a Prometheus says of its own storage.
 *
 * @param history bytes of blocks and log over the window, the oldest first, NaN where nothing is known
 */
public record PrometheusUsage(Growth growth, List<Double> history) {
    private static final int POINTS = 24;
    private static final double USUAL_BYTES_A_SAMPLE = 2;
    private static final String BYTES =
            // Servers before 2.46 do not tell the size of their log.
            "max(prometheus_tsdb_storage_blocks_bytes) + (max(prometheus_tsdb_wal_storage_size_bytes) or vector(0))";
    private static final String INTAKE = "max(rate(prometheus_tsdb_head_samples_appended_total[1h]))";
    private static final String BYTES_A_SAMPLE = "max(increase(prometheus_tsdb_compaction_chunk_size_bytes_sum[1d]))"
            + " / max(increase(prometheus_tsdb_compaction_chunk_samples_sum[1d]))";

    public PrometheusUsage {
        history = List.copyOf(history);
    }

    /** Asks; the metrics are the server's own, and have a past only where it scrapes itself. */
    public static PrometheusUsage ask(
            DockerEngine engine, PrometheusContainer server, OptionalDouble free, Instant now, Duration window) {
        ServerQueries queries = new ServerQueries(engine, server);
        String metrics = queries.get("/metrics").body();
        double bytes = ServerQueries.figure(metrics, "prometheus_tsdb_storage_blocks_bytes")
                        .orElse(0)
                + ServerQueries.figure(metrics, "prometheus_tsdb_wal_storage_size_bytes")
                        .orElse(0);
        double oldest = ServerQueries.figure(metrics, "prometheus_tsdb_lowest_timestamp_seconds")
                .orElse(0);
        Duration held = oldest <= 0 ? Duration.ZERO : Duration.between(Instant.ofEpochSecond((long) oldest), now);
        Growth growth = new Growth(
                asked(queries, INTAKE, now).orElse(0),
                asked(queries, BYTES_A_SAMPLE, now).orElse(USUAL_BYTES_A_SAMPLE),
                held.isNegative() ? Duration.ZERO : held,
                queries.retention(),
                bytes,
                free);
        List<Double> history = new ArrayList<>();
        for (int i = POINTS - 1; i >= 0; i--) {
            Instant at = now.minus(window.multipliedBy(i).dividedBy(POINTS));
            history.add(asked(queries, BYTES, at).orElse(Double.NaN));
        }
        return new PrometheusUsage(growth, history);
    }

    private static OptionalDouble asked(ServerQueries queries, String expression, Instant at) {
        try {
            OptionalDouble number = queries.number(expression, at);
            return number.isPresent() && Double.isNaN(number.getAsDouble()) ? OptionalDouble.empty() : number;
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return OptionalDouble.empty();
        }
    }
}
