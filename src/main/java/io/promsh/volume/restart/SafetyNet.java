package io.promsh.volume.restart;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.volume.server.PrometheusContainer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's own snapshot, taken before something is done and put away when all went well. */
public final class SafetyNet {
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([0-9A-Za-z-]+)\"");
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private SafetyNet() {}

    /** Takes a snapshot and returns its folder. Throws a failure with the server's words when that does not work. */
    public static String snapshot(DockerEngine engine, PrometheusContainer server) {
        HttpAnswer answer =
                engine.http(server.id(), server.port(), "POST", server.prefix() + "/api/v1/admin/tsdb/snapshot");
        Matcher matcher = NAME.matcher(answer.body());
        if (!answer.isGood() || !matcher.find()) {
            String body = answer.body();
            throw Failure.failed(
                    "the snapshot failed with status " + answer.status(),
                    body.isBlank() ? "" : "the server says: " + body.substring(0, Math.min(200, body.length())));
        }
        return server.dataPath() + "/snapshots/" + matcher.group(1);
    }

    /** Takes one the way a target is asked, which has its password and certificates, and returns its folder. */
    public static String snapshot(MetricsTarget target, PrometheusContainer server) {
        String name = target.snapshot(true);
        if (!name.matches("[0-9A-Za-z-]+")) {
            throw Failure.failed("the server names its snapshot in an odd way", "look below " + server.dataPath());
        }
        return server.dataPath() + "/snapshots/" + name;
    }

    /** Removes a snapshot; returns what to type where the image has no program for that. */
    public static Optional<String> remove(DockerEngine engine, PrometheusContainer server, String folder) {
        String typed = "docker exec " + server.id().substring(0, 12) + " rm -rf " + folder;
        try {
            boolean isGone = engine.exec(server.id(), List.of("rm", "-rf", folder), SILENCE)
                    .isGood();
            return isGone ? Optional.empty() : Optional.of(typed);
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED) {
                throw e;
            }
            return Optional.of(typed);
        }
    }
}
