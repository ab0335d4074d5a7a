package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.state.KnownService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Depth 3: restores into a volume of its own, starts the service's own image on it without a network, and asks it what the live
 * server was asked when the backup was made. Nothing of it stays.
 */
public final class DeepCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LAST_WORDS = 5;
    private static final int GRAFANA_PORT = 3000;

    private final DockerEngine engine;
    private final Journal journal;
    private final Telling telling;

    /** Checks on an engine. */
    public DeepCheck(DockerEngine engine, Journal journal, Telling telling) {
        this.engine = engine;
        this.journal = journal;
        this.telling = telling;
    }

    /** Does it and returns what was proven, in a sentence. Throws a failure when the server says anything else than it should. */
    public String run(Path file, CheckReport check) {
        Manifest manifest = check.manifest()
                .orElseThrow(() -> Failure.of(
                        FailureKind.REFUSED,
                        "without a manifest it is not known which image can run on it",
                        "restore it into a volume and start a server on that"));
        String image = image(manifest);
        String id = "verify-" + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        String volume = "promsh-" + id;
        JournalEntry entry = new JournalEntry(
                id,
                Repairs.VERIFY,
                "begin",
                Journal.thisProcess(),
                Map.of("engine", engine.address(), "volume", manifest.volume(), "made", volume));
        journal.write(entry);
        boolean[] clean = new boolean[1];
        try {
            engine.createVolume(Repairs.marked(Volume.Wish.named(volume, Map.of()), id));
            fill(image, volume, id, file, check);
            return started(image, volume, id, check, manifest);
        } finally {
            Steadily.run(() -> {
                Handle.removeAll(engine, id);
                engine.removeVolume(volume);
                clean[0] = true;
            });
            if (clean[0]) {
                journal.close(entry);
            }
        }
    }

    private String image(Manifest manifest) {
        for (String image : List.of(manifest.imageId(), manifest.image())) {
            if (!image.isEmpty() && engine.image(image).isPresent()) {
                return image;
            }
        }
        throw Failure.failed(
                "the image " + manifest.image() + " is not on this engine", "type: docker pull " + manifest.image());
    }

    private void fill(String image, String volume, String id, Path file, CheckReport check) {
        Handle handle = Handle.on(engine, image, volume, false, id);
        try {
            new VolumeContent(engine).fill(handle, file, true, check, telling);
        } finally {
            handle.remove();
        }
    }

    private String started(String image, String volume, String id, CheckReport check, Manifest manifest) {
        String kind = KnownService.ofImage(manifest.image())
                .map(KnownService::name)
                .or(check::layout)
                .orElse("");
        ContainerWish wish = ContainerWish.neverStarted(image, id);
        String path = manifest.path().isEmpty() ? "/data" : manifest.path();
        if (kind.equals(KnownService.PROMETHEUS)) {
            // Any shorter retention, and the server throws old blocks away before it is asked.
            String container = engine.createContainer(wish.running(
                            List.of(),
                            List.of(
                                    "--config.file=/dev/null",
                                    "--storage.tsdb.path=" + path,
                                    "--storage.tsdb.retention.time=100y"))
                    .withVolume(volume, path, false));
            engine.start(container);
            return prometheus(container, path, check, manifest);
        }
        if (kind.equals("Grafana")) {
            String container =
                    engine.createContainer(wish.running(List.of(), List.of()).withVolume(volume, path, false));
            engine.start(container);
            awaitAnswer(container, GRAFANA_PORT, "/api/health", "\"ok\"");
            return "Grafana started on it and its database is well";
        }
        throw Failure.of(
                FailureKind.REFUSED,
                "no throw-away server is known for " + (kind.isEmpty() ? "this service" : kind),
                "depths 1 and 2 were checked; restore it into a volume and start a server on that");
    }

    private String prometheus(String container, String path, CheckReport check, Manifest manifest) {
        ContainerDetail detail = engine.container(container).orElseThrow();
        PrometheusContainer server = new PrometheusContainer(detail, 9090, "", path, "/dev/null");
        awaitAnswer(container, 9090, "/-/ready", "eady");
        ServerQueries queries = new ServerQueries(engine, server);
        String metrics = queries.get("/metrics").body();
        long loaded = Math.round(
                ServerQueries.figure(metrics, "prometheus_tsdb_blocks_loaded").orElse(-1));
        if (loaded != check.blocks()) {
            throw Failure.failed(
                    "the server has loaded " + loaded + " of " + check.blocks() + " blocks", "the backup is no good");
        }
        if (manifest.fingerprint().isEmpty()) {
            return "Prometheus started on it with all " + loaded + " blocks";
        }
        Map<String, Double> expected = new HashMap<>(manifest.fingerprint());
        double held = Optional.ofNullable(expected.remove(Backup.HELD)).orElse(0.0);
        telling.note("asks the restored server for " + expected.size() + " figures");
        Fingerprint restored =
                Fingerprint.take(queries, manifest.fingerprintAt(), Duration.ofSeconds(Math.round(held)));
        List<String> differences = new Fingerprint(manifest.fingerprintAt(), expected).differences(restored);
        if (!differences.isEmpty()) {
            throw Failure.failed(
                            "the restored server holds other samples than the live one did", "the backup is no good")
                    .withDetail(differences.subList(0, Math.min(LAST_WORDS, differences.size())));
        }
        return "Prometheus started on it; " + expected.size() + " figures are those of the live server ("
                + restored.latestSamples() + " samples in the hour before " + manifest.fingerprintAt() + ")";
    }

    private void awaitAnswer(String container, int port, String path, String part) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            ContainerDetail now = engine.container(container).orElseThrow();
            if (!now.state().isRunning()) {
                throw Failure.failed(
                                "the server ended with code " + now.state().exitCode() + " on the restored copy", "")
                        .withDetail(engine.logs(container, LAST_WORDS));
            }
            try {
                HttpAnswer answer = engine.http(container, port, "GET", path);
                if (answer.isGood() && answer.body().contains(part)) {
                    return;
                }
            } catch (Failure failure) {
                if (failure.kind() == FailureKind.INTERRUPTED) {
                    throw failure;
                }
                // It does not listen yet.
            }
            if (System.nanoTime() > deadline) {
                throw Failure.failed(
                                "the server was not ready on the restored copy in " + PATIENCE.toMinutes() + " min", "")
                        .withDetail(engine.logs(container, LAST_WORDS));
            }
            Waits.pause();
        }
    }
}
