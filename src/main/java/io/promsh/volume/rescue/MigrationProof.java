package io.promsh.volume.rescue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.proof.Answering;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.proof.Freshness;
import io.promsh.volume.server.Holding;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Readiness;
import io.promsh.volume.server.Servers;
import io.promsh.volume.server.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows that a moved Prometheus holds what it held; of other services, that they run. */
public final class MigrationProof implements Migrator.Proof {
    private static final Duration READY_WITHIN = Duration.ofMinutes(30);
    private static final Duration SAMPLES_WITHIN = Duration.ofMinutes(3);

    private final DockerEngine engine;
    private final Servers servers;
    private final Consumer<String> progress;
    private @Nullable Fingerprint before;
    private List<Labels> targets = List.of();
    private Instant stopped = Instant.EPOCH;
    private Duration held = Duration.ZERO;

    /** A proof that has not begun. */
    public MigrationProof(DockerEngine engine, Servers servers, Consumer<String> progress) {
        this.engine = engine;
        this.servers = servers;
        this.progress = progress;
    }

    @Override
    public void before(ContainerDetail container) {
        Optional<PrometheusContainer> server = PrometheusContainer.of(container);
        if (server.isEmpty()) {
            return;
        }
        MetricsTarget target = servers.of(server.get());
        held = Holding.of(target).retention();
        targets = Freshness.targets(target);
        stopped = Answering.clock(target);
        before = Fingerprint.take(target, stopped.minus(Fingerprint.SETTLED), held);
    }

    @Override
    public String after(ContainerDetail container) {
        Optional<PrometheusContainer> server = PrometheusContainer.of(container);
        Fingerprint known = before;
        if (server.isEmpty() || known == null) {
            return Uptime.await(engine, container.id(), container.summary().displayName(), SAMPLES_WITHIN);
        }
        Readiness readiness = new Readiness(engine, progress);
        readiness.awaitReady(server.get(), READY_WITHIN);
        MetricsTarget target = servers.of(server.get());
        List<Labels> silent = readiness.awaitSamples(target, targets, stopped, SAMPLES_WITHIN);
        List<String> differences = known.differences(Fingerprint.take(target, known.at(), held));
        if (!differences.isEmpty()) {
            throw Failure.failed(
                            "the server does not hold what it held before", "the old place is untouched: rescue list")
                    .withDetail(differences.subList(0, Math.min(6, differences.size())));
        }
        return known.allSamples() + " samples, as before; new ones of " + (targets.size() - silent.size()) + " of "
                + targets.size() + " targets";
    }
}
