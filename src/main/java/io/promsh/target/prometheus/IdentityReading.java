package io.promsh.target.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.Flavour;
import io.promsh.target.ServerIdentity;
import io.promsh.target.http.Ask;
import io.promsh.target.http.ClockSkew;
import io.promsh.target.http.Json;
import io.promsh.target.http.Refusal;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds out what a server is, from its build information: one request, a second one for VictoriaMetrics alone. */
final class IdentityReading {
    /** What VictoriaMetrics answers as its version, to please Grafana. */
    private static final String VICTORIA_PRETENDS = "2.24.0";

    private static final int METRICS_BYTES = 256 << 10;

    private final Wire wire;

    IdentityReading(Wire wire) {
        this.wire = wire;
    }

    ServerIdentity read() {
        Ask ask = Ask.get(wire.options().timeout(), "api", "v1", "status", "buildinfo");
        Instant asked = wire.options().clock().instant();
        Optional<ServerIdentity> known = wire.ask(
                ask,
                reply -> {
                    Optional<Duration> skew = ClockSkew.of(
                            reply.header("Date"), asked, wire.options().clock().instant());
                    Map<String, String> build = new TreeMap<>();
                    Envelope.read(reply, json -> readBuild(json, build));
                    return Optional.of(named(build, reply, skew));
                },
                refusal -> isNotOffered(refusal) ? Optional.<ServerIdentity>empty() : null);
        return known.orElseGet(this::unknown);
    }

    private static boolean isNotOffered(Refusal refusal) {
        return refusal.status() == 404 || refusal.status() == 405 || refusal.status() == 501 || refusal.status() == 400;
    }

    private static boolean readBuild(JsonParser json, Map<String, String> into) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            into.putAll(Json.strings(json));
            return true;
        }
        json.skipChildren();
        return true;
    }

    private ServerIdentity named(Map<String, String> build, Reply reply, Optional<Duration> skew) {
        String version = build.getOrDefault("version", "");
        String application = build.getOrDefault("application", "");
        if (application.contains("Mimir") || application.contains("Enterprise Metrics")) {
            return new ServerIdentity(Flavour.MIMIR, version, skew, "");
        }
        if (!application.isEmpty() && !application.contains("Prometheus")) {
            return new ServerIdentity(Flavour.UNKNOWN, version, skew, "calls itself " + application);
        }
        boolean victoria = !reply.header("X-Server-Hostname").isEmpty()
                || (version.equals(VICTORIA_PRETENDS) && !build.containsKey("goVersion"));
        if (victoria) {
            return victoria(skew);
        }
        if (version.startsWith("0.")) {
            // Prometheus has told its version since 2.14; Thanos is still below 1.0.
            return new ServerIdentity(Flavour.THANOS, version, skew, "");
        }
        if (isCloud() || build.containsKey("features")) {
            return new ServerIdentity(Flavour.MIMIR, version, skew, "");
        }
        Flavour flavour = version.isEmpty() ? Flavour.UNKNOWN : Flavour.PROMETHEUS;
        return new ServerIdentity(flavour, version, skew, version.isEmpty() ? "does not tell its version" : "");
    }

    private boolean isCloud() {
        return wire.base().encodedPath().endsWith("/api/prom")
                || wire.base().host().endsWith(".grafana.net");
    }

    private ServerIdentity unknown() {
        String note = "does not offer /api/v1/status/buildinfo";
        return new ServerIdentity(isCloud() ? Flavour.MIMIR : Flavour.UNKNOWN, "", Optional.empty(), note);
    }

    private ServerIdentity victoria(Optional<Duration> skew) {
        try {
            String version = wire.ask(
                    Ask.get(wire.options().timeout(), "metrics").fromRoot(),
                    reply -> shortVersion(new String(reply.body().readNBytes(METRICS_BYTES), UTF_8)));
            return new ServerIdentity(Flavour.VICTORIA_METRICS, version, skew, "");
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return new ServerIdentity(Flavour.VICTORIA_METRICS, "", skew, "its version is not to be had");
        }
    }

    /** Finds {@code short_version="v1.90.0"} of the metric vm_app_version, or the long version; else an empty string. */
    private static String shortVersion(String exposition) {
        int line = exposition.indexOf("vm_app_version{");
        if (line < 0) {
            return "";
        }
        int end = exposition.indexOf('\n', line);
        String labels = exposition.substring(line, end < 0 ? exposition.length() : end);
        String brief = value(labels, "short_version=\"");
        return brief.isEmpty() ? value(labels, "version=\"") : brief;
    }

    private static String value(String labels, String mark) {
        int from = labels.indexOf(mark);
        int to = from < 0 ? -1 : labels.indexOf('"', from + mark.length());
        return to < 0 ? "" : labels.substring(from + mark.length(), to);
    }
}
