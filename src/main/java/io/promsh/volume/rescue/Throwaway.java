package io.promsh.volume.rescue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.volume.restart.SafetyNet;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.server.Readiness;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the same image as another, on a copy of some data: no network, no scrapes, and it forgets nothing. */
final class Throwaway {
    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*\\[[^,]+,\\s*\"([^\"]+)\"]");
    private static final Duration READY_WITHIN = Duration.ofMinutes(10);
    private static final int PORT = 9090;

    private final DockerEngine engine;
    private final String id;
    private final String dataPath;

    private Throwaway(DockerEngine engine, String id, String dataPath) {
        this.engine = engine;
        this.id = id;
        this.dataPath = dataPath;
    }

    /** Makes one that does not run yet, with {@code volume} at the source's path. */
    static Throwaway create(DockerEngine engine, Merge merge, String volume, String undertaking) {
        PrometheusContainer like = merge.into();
        String dataPath = merge.path() + merge.deeper();
        ContainerWish wish = ContainerWish.neverStarted(
                        like.container().summary().imageId(), undertaking)
                .withVolume(volume, merge.path(), false)
                .withUser(like.container().user())
                .running(
                        List.of(like.container().program()),
                        List.of(
                                "--config.file=/dev/null",
                                "--storage.tsdb.path=" + dataPath,
                                "--storage.tsdb.retention.time=100y",
                                "--web.listen-address=127.0.0.1:" + PORT,
                                "--web.enable-admin-api"));
        return new Throwaway(engine, engine.createContainer(wish), dataPath);
    }

    String id() {
        return id;
    }

    void start(Consumer<String> progress) {
        engine.start(id);
        new Readiness(engine, progress).awaitReady(server(), READY_WITHIN);
    }

    private PrometheusContainer server() {
        return new PrometheusContainer(
                engine.container(id).orElseThrow(() -> Failure.failed("the throw-away server is gone", "try it again")),
                PORT,
                "",
                dataPath,
                "");
    }

    /** Writes everything as blocks, and returns their folder. */
    String snapshot() {
        return SafetyNet.snapshot(engine, server());
    }

    /** Returns the number that an expression gives at a time. */
    OptionalDouble number(String expression, Instant at) {
        String query = "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8) + "&time="
                + at.toEpochMilli() / 1000 + "."
                + String.format(java.util.Locale.ROOT, "%03d", at.toEpochMilli() % 1000);
        HttpAnswer answer = engine.http(id, PORT, "GET", query);
        if (!answer.isGood()) {
            throw Failure.failed("the throw-away server answers status " + answer.status(), "try it again");
        }
        Matcher matcher = VALUE.matcher(answer.body());
        return matcher.find() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }
}
