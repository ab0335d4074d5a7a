package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.target.AccessProbe;
import io.promsh.target.http.Ask;
import io.promsh.target.http.CloudToken;
import io.promsh.target.http.HttpClients;
import io.promsh.target.http.ProxyChoice;
import io.promsh.target.http.TransportFailures;
import io.promsh.target.http.Visit;
import io.promsh.target.http.Wire;
import io.promsh.target.http.WireOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Tries the ways into a target of kind prometheus one after the other, nearest first, and says what each answer means. It asks
 * only what is cheap: build information, {@code vector(1)}, one label name.
 */
public final class PrometheusProbe implements AccessProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    /** Ours and the server's clock may be so far apart before it matters. */
    private static final Duration HARMLESS_SKEW = Duration.ofSeconds(15);

    private final TargetSpec spec;
    private final WireOptions options;

    PrometheusProbe(TargetSpec spec, WireOptions options) {
        this.spec = spec;
        this.options = options;
    }

    /** Makes a probe; nothing is tried yet. */
    public PrometheusProbe(TargetSpec spec, InstantSource clock, String userAgent) {
        this(spec, WireOptions.of(clock, userAgent));
    }

    /** A probe with the system's clock. */
    public static PrometheusProbe of(TargetSpec spec) {
        return new PrometheusProbe(spec, Clock.systemUTC(), "promsh");
    }

    @Override
    public List<Finding> diagnose() {
        List<Finding> findings = new ArrayList<>();
        try (Wire wire = new Wire(spec, options)) {
            token(findings);
            if (reach(wire.base(), findings)) {
                ways(wire, findings);
            }
        } catch (Failure failure) {
            findings.add(failed("the target's settings", failure.message(), "", failure.hint()));
        }
        return findings;
    }

    private void token(List<Finding> findings) {
        String secret = spec.credentials().secret();
        if (secret.isEmpty()) {
            findings.add(note("login", "none", "the target is asked without user and token", ""));
            return;
        }
        String how = spec.credentials().user().isEmpty()
                ? "bearer token"
                : "user " + spec.credentials().user();
        CloudToken token = CloudToken.describe(secret);
        boolean bearerToCloud = token.kind() == CloudToken.Kind.CLOUD_ACCESS_POLICY
                && spec.credentials().user().isEmpty();
        findings.add(note(
                "login",
                how + "; " + token.words(),
                bearerToCloud ? "the metrics address of Grafana Cloud wants a user as well" : "",
                bearerToCloud ? "set PROMETHEUS_USERNAME to the stack's metrics instance id (a number)" : ""));
    }

    /** Name, connection; through a proxy neither is ours to try. */
    private boolean reach(HttpUrl base, List<Finding> findings) {
        HttpUrl proxy = HttpClients.isLoopback(base) ? null : ProxyChoice.fromEnvironment(base, options.environment());
        if (proxy != null) {
            findings.add(note(
                    "proxy",
                    proxy.host() + ":" + proxy.port(),
                    "the environment sends requests for " + base.host() + " through this proxy",
                    "if it should not, name the host in NO_PROXY"));
            return true;
        }
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(base.host());
        } catch (UnknownHostException e) {
            Failure failure = new TransportFailures(base).of(e, TIMEOUT);
            findings.add(failed("look up " + base.host(), "no address", failure.message(), failure.hint()));
            return false;
        }
        findings.add(ok("look up " + base.host(), addresses[0].getHostAddress()));
        return connect(base, addresses, findings);
    }

    private static boolean connect(HttpUrl base, InetAddress[] addresses, List<Finding> findings) {
        String step = "connect to " + base.host() + ":" + base.port();
        IOException last = null;
        for (InetAddress address : addresses) {
            long began = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address, base.port()), (int) TIMEOUT.toMillis());
                findings.add(ok(step, "in " + (System.nanoTime() - began) / 1_000_000 + " ms"));
                return true;
            } catch (IOException e) {
                last = e;
            }
        }
        Failure failure = new TransportFailures(base).of(last == null ? new IOException("no address") : last, TIMEOUT);
        findings.add(failed(step, failure.message(), "", failure.hint()));
        return false;
    }

    private void ways(Wire wire, List<Finding> findings) {
        Visit root = Visit.any(wire, Ask.get(TIMEOUT));
        if (root.status() == 0 && !root.isPage()) {
            String step = wire.base().isHttps() ? "TLS and GET /" : "GET /";
            findings.add(
                    failed(step, root.failure().message(), "", root.failure().hint()));
            return;
        }
        if (wire.base().isHttps()) {
            findings.add(ok("TLS with " + wire.base().host(), "certificate accepted"));
        }
        Visit build = json(wire, Ask.get(TIMEOUT, "api", "v1", "status", "buildinfo"));
        Visit query = json(wire, Ask.form(TIMEOUT, "api", "v1", "query").with("query", "vector(1)"));
        Visit labels = json(wire, Ask.get(TIMEOUT, "api", "v1", "labels").with("limit", "1"));
        ProbeWords words = new ProbeWords(spec, wire.base());
        findings.add(words.root(root));
        findings.add(words.optional("GET /api/v1/status/buildinfo", build, query));
        findings.add(words.api("query vector(1)", query));
        findings.add(words.api("GET /api/v1/labels", labels));
        skew(build.isGood() ? build : query, findings);
        if (query.isGood() && labels.isGood()) {
            return;
        }
        if (query.isDenied() || labels.isDenied()) {
            otherLogins(findings);
        }
        if (query.isNotFound() || query.saysAny("invalid api key")) {
            grafana(wire, findings);
            otherPaths(wire.base(), findings);
        }
    }

    private static void skew(Visit visit, List<Finding> findings) {
        Duration skew = visit.skew().orElse(Duration.ZERO);
        if (skew.abs().compareTo(HARMLESS_SKEW) <= 0) {
            return;
        }
        String side = skew.isNegative() ? " s behind" : " s ahead";
        findings.add(new Finding(
                Outcome.FAILED,
                "compare clocks",
                "the server's clock is " + skew.abs().toSeconds() + side,
                "what was scraped last looks missing or lies in the future; tokens may be refused as expired",
                "set the clock on this machine or on the server (NTP)"));
    }

    /** The same token presented otherwise, and no token at all. */
    private void otherLogins(List<Finding> findings) {
        TargetSpec.Credentials given = spec.credentials();
        if (given.secret().isEmpty()) {
            return;
        }
        if (!given.user().isEmpty()) {
            Visit bearer = visit(spec.url(), new TargetSpec.Credentials("", given.secret()));
            findings.add(ProbeWords.variant(
                    "query with the token as bearer, without the user",
                    bearer,
                    "this server wants the token alone",
                    "leave the user out (PROMETHEUS_BEARER_TOKEN)"));
        }
        Visit none = visit(spec.url(), TargetSpec.Credentials.NONE);
        findings.add(ProbeWords.variant(
                "query without any login",
                none,
                "the server is open; it is the login that it refuses",
                "connect without user and token"));
    }

    private void grafana(Wire wire, List<Finding> findings) {
        Visit health = Visit.any(wire, Ask.get(TIMEOUT, "api", "health").fromRoot());
        if (!health.isGood()) {
            return;
        }
        findings.add(note(
                "GET /api/health",
                Integer.toString(health.status()),
                "a Grafana answers here: this is an instance's address, not that of its metrics",
                "take the Prometheus data source's own address (it ends in /api/prom), or a target of kind grafana"));
    }

    private void otherPaths(HttpUrl base, List<Finding> findings) {
        for (String other : ProbeWords.otherPaths(base)) {
            Visit visit = visit(other, spec.credentials());
            findings.add(ProbeWords.variant(
                    "query at " + other,
                    visit,
                    "this is where the interface lives",
                    "use this address: connect " + other));
        }
    }

    private Visit visit(String url, TargetSpec.Credentials credentials) {
        TargetSpec variant = new TargetSpec(spec.name(), spec.kind(), url, credentials, spec.headers(), spec.tls());
        try (Wire wire = new Wire(variant, options)) {
            return json(wire, Ask.form(TIMEOUT, "api", "v1", "query").with("query", "vector(1)"));
        }
    }

    private static Finding ok(String step, String result) {
        return new Finding(Outcome.OK, step, result, "", "");
    }

    private static Finding note(String step, String result, String meaning, String next) {
        return new Finding(Outcome.NOTE, step, result, meaning, next);
    }

    private static Finding failed(String step, String result, String meaning, String next) {
        return new Finding(Outcome.FAILED, step, result, meaning, next);
    }

    /** Asks something that answers in Prometheus's form. */
    private static Visit json(Wire wire, Ask ask) {
        return Visit.of(wire, ask, reply -> {
            Envelope.read(reply, parser -> {
                parser.skipChildren();
                return true;
            });
            return true;
        });
    }
}
