package io.promsh.volume.backup;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.restart.SafetyNet;
import io.promsh.volume.server.Holding;
import io.promsh.volume.server.PrometheusContainer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a backup asks a running Prometheus: straight through the engine, or, where the server wants TLS or a password, as the target
 * that the user has named for its address.
 */
record ServerWay(DockerEngine engine, PrometheusContainer server, Optional<MetricsTarget> target) {
    /** Finds the way, and says when it is not the straight one. */
    static ServerWay of(DockerEngine engine, PrometheusContainer server, NamedServers known, Telling telling) {
        Optional<MetricsTarget> target = Optional.empty();
        if (!answers(engine, server)) {
            target = known.of(server);
            telling.note(target.map(one -> "asks " + server.service() + " as the target " + one.name())
                    .orElse(server.service()
                            + " does not answer without more (TLS, a password?), so there is no snapshot of"
                            + " it: with a target for its published address, or --server NAME, there is"));
        }
        return new ServerWay(engine, server, target);
    }

    private static boolean answers(DockerEngine engine, PrometheusContainer server) {
        try {
            HttpAnswer answer = new ServerQueries(engine, server).get("/api/v1/status/flags");
            return answer.isGood();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return false;
        }
    }

    /** Returns whether it makes snapshots; no where it cannot be asked. */
    boolean hasAdmin() {
        try {
            return target.map(one -> Holding.of(one).hasAdmin())
                    .orElseGet(() -> new ServerQueries(engine, server).hasAdmin());
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return false;
        }
    }

    /** Returns how far back the server holds samples at most. */
    Duration retention() {
        return target.map(one -> Holding.of(one).retention())
                .orElseGet(() -> new ServerQueries(engine, server).retention());
    }

    /** Returns what it holds, in figures. */
    Fingerprint fingerprint(Instant at, Duration held) {
        return target.map(one -> Fingerprint.take(one, at, held))
                .orElseGet(() -> Fingerprint.take(new ServerQueries(engine, server), at, held));
    }

    /** Takes a snapshot and returns its folder. Throws a failure with the server's words when that does not work. */
    String snapshot() {
        return target.map(one -> SafetyNet.snapshot(one, server)).orElseGet(() -> SafetyNet.snapshot(engine, server));
    }
}
