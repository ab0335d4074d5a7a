package io.promsh.volume.backup;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.volume.proof.Fingerprint;
import io.promsh.volume.server.PrometheusContainer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a Prometheus in a container for single numbers, by whatever way the engine has to it. */
public final class ServerQueries implements Fingerprint.Asked {
    private static final Pattern VALUE = Pattern.compile("\"value\"\\s*:\\s*\\[\\s*[0-9.eE+]+\\s*,\\s*\"([^\"]+)\"");
    private static final Pattern RETENTION =
            Pattern.compile("\"storage\\.tsdb\\.retention(?:\\.time)?\"\\s*:\\s*\"([0-9]+)([smhdwy])\"");
    private static final Duration USUAL_RETENTION = Duration.ofDays(15);

    private final DockerEngine engine;
    private final PrometheusContainer server;

    /** Asks {@code server} through {@code engine}. */
    public ServerQueries(DockerEngine engine, PrometheusContainer server) {
        this.engine = engine;
        this.server = server;
    }

    /** Returns what it answers at a path. */
    public HttpAnswer get(String path) {
        return engine.http(server.id(), server.port(), "GET", server.prefix() + path);
    }

    @Override
    public OptionalDouble number(String expression, Instant at) {
        HttpAnswer answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)
                + "&time=" + at.getEpochSecond());
        if (!answer.isGood()) {
            throw Failure.failed("the server answers a query with status " + answer.status(), "");
        }
        Matcher matcher = VALUE.matcher(answer.body());
        return matcher.find() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
    }

    /** Returns the value of a metric without labels in a text exposition. */
    public static OptionalDouble figure(String exposition, String metric) {
        Optional<String> value = exposition
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .map(line -> line.substring(metric.length() + 1).strip())
                .findFirst();
        boolean isNumber = value.isPresent() && value.get().matches("[-+0-9.eE]{1,40}");
        return isNumber ? OptionalDouble.of(Double.parseDouble(value.get())) : OptionalDouble.empty();
    }

    /** Returns whether the administration interface is on: asked of the flags, the interface itself answers 500 when off. */
    public boolean hasAdmin() {
        try {
            return get("/api/v1/status/flags").body().matches("(?s).*\"web\\.enable-admin-api\"\\s*:\\s*\"true\".*");
        } catch (Failure failure) {
            return false;
        }
    }

    /** Returns how far back the server holds samples at most. */
    public Duration retention() {
        Matcher matcher = RETENTION.matcher(get("/api/v1/status/flags").body());
        Duration found = USUAL_RETENTION;
        while (matcher.find()) {
            long count = Long.parseLong(matcher.group(1));
            Duration read = switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "w" -> Duration.ofDays(7 * count);
                case "y" -> Duration.ofDays(365 * count);
                default -> Duration.ofDays(count);
            };
            found = read.isZero() ? found : read;
        }
        return found;
    }
}
