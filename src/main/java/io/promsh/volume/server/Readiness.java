package io.promsh.volume.server;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.proof.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits until a Prometheus that was started is of use again: its log is replayed, then every target has sent samples. */
public final class Readiness {
    private static final Pattern REPLAY = Pattern.compile("\"min\":(\\d+),\"max\":(\\d+),\"current\":(\\d+)");
    private static final int LOG_LINES = 6;

    private final DockerEngine engine;
    private final Consumer<String> progress;

    /** Waits on an engine; {@code progress} is told how far it is. */
    public Readiness(DockerEngine engine, Consumer<String> progress) {
        this.engine = engine;
        this.progress = progress;
    }

    /** Waits until the server is ready to answer. Throws a failure with its last words when its container ends. */
    public void awaitReady(PrometheusContainer server, Duration limit) {
        Optional<Boolean> ready = Waiting.until(limit, () -> isReady(server) ? Optional.of(true) : Optional.empty());
        if (ready.isEmpty()) {
            throw Failure.of(
                            FailureKind.UNREACHABLE,
                            server.service() + " was not ready within " + limit.toSeconds() + " s",
                            "it may still be replaying its log: look again with: docker logs " + shortId(server))
                    .withDetail(engine.logs(server.id(), LOG_LINES));
        }
    }

    private boolean isReady(PrometheusContainer server) {
        ContainerDetail now = engine.container(server.id())
                .orElseThrow(() -> Failure.failed("container " + shortId(server) + " is gone", "docker ps -a"));
        String status = now.state().status();
        if (status.equals("exited") || status.equals("dead")) {
            throw Failure.failed(
                            server.service() + " ended with code " + now.state().exitCode() + " while starting",
                            "its data is where it was; see what it says with: docker logs " + shortId(server))
                    .withDetail(engine.logs(server.id(), LOG_LINES));
        }
        try {
            HttpAnswer answer = engine.http(server.id(), server.port(), "GET", server.prefix() + "/-/ready");
            if (answer.isGood() || isGuarded(answer)) {
                return true;
            }
            tellReplay(server);
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            // It does not listen yet.
        }
        return false;
    }

    /** A server that wants a password or TLS says so before it is ready, too: then its first answer to a query must do. */
    private static boolean isGuarded(HttpAnswer answer) {
        boolean wantsTls = answer.status() == 400 && answer.body().contains("HTTPS");
        return wantsTls || answer.status() == 401 || answer.status() == 403;
    }

    private void tellReplay(PrometheusContainer server) {
        HttpAnswer answer =
                engine.http(server.id(), server.port(), "GET", server.prefix() + "/api/v1/status/walreplay");
        replayWords(answer.body()).ifPresent(progress);
    }

    /** Returns how far the replay is, in words, from the server's answer. */
    static Optional<String> replayWords(String body) {
        Matcher matcher = REPLAY.matcher(body);
        if (!matcher.find()) {
            return Optional.empty();
        }
        long min = Long.parseLong(matcher.group(1));
        long all = Long.parseLong(matcher.group(2)) - min + 1;
        long done = Math.min(all, Math.max(0, Long.parseLong(matcher.group(3)) - min + 1));
        return Optional.of("log replay: segment " + done + " of " + all);
    }

    /** Waits until each of {@code targets} has a sample younger than {@code since}; returns those that stayed silent. */
    public List<Labels> awaitSamples(MetricsTarget target, List<Labels> targets, Instant since, Duration limit) {
        List<List<Labels>> last = new java.util.ArrayList<>();
        Waiting.until(limit, () -> {
            List<Labels> silent = Freshness.silent(target, targets, since);
            last.clear();
            last.add(silent);
            progress.accept(
                    "new samples of " + (targets.size() - silent.size()) + " of " + targets.size() + " targets");
            return silent.isEmpty() ? Optional.of(true) : Optional.empty();
        });
        return last.isEmpty() ? targets : last.get(0);
    }

    private static String shortId(PrometheusContainer server) {
        return server.id().substring(0, Math.min(12, server.id().length()));
    }
}
