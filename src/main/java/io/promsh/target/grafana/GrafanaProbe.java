package io.promsh.target.grafana;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.target.AccessProbe;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.http.Ask;
import io.promsh.target.http.CloudToken;
import io.promsh.target.http.TokenLogin;
import io.promsh.target.http.Visit;
import io.promsh.target.http.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Tries the ways into a Grafana one after the other: is it there, who are we, which data sources, does each way to the data open.
 * Each answer is explained.
 */
public final class GrafanaProbe implements AccessProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(8);

    private final TargetSpec spec;
    private final GrafanaSession session;
    private final BiFunction<TargetSpec, Wire, MetricsTarget> prometheus;
    private final List<Finding> findings = new ArrayList<>();

    /** Makes a probe; nothing is tried yet. */
    public GrafanaProbe(
            TargetSpec spec, GrafanaSession session, BiFunction<TargetSpec, Wire, MetricsTarget> prometheus) {
        this.spec = spec;
        this.session = session;
        this.prometheus = prometheus;
    }

    /** Returns whether a Grafana answers at the address; false also where nothing does. */
    public static boolean isGrafana(TargetSpec spec) {
        GrafanaSession nobody = GrafanaSession.open(spec.with(TargetSpec.Credentials.NONE), CookieStore.NONE);
        try (Wire wire = new Wire(spec, nobody.options(), new TokenLogin(TargetSpec.Credentials.NONE))) {
            return wire.ask(Ask.get(TIMEOUT, "api", "health"), GrafanaProbe::isHealthAnswer, refusal -> false);
        } catch (Failure failure) {
            return false;
        }
    }

    private static boolean isHealthAnswer(io.promsh.target.http.Reply reply) throws java.io.IOException {
        byte[] start = reply.body().readNBytes(4096);
        return new String(start, java.nio.charset.StandardCharsets.UTF_8).contains("\"database\"");
    }

    @Override
    public List<Finding> diagnose() {
        findings.clear();
        token();
        try (Wire wire = new Wire(spec, session.options(), session)) {
            if (!isThere(wire) || !isKnown(wire)) {
                return List.copyOf(findings);
            }
            dataSource(wire);
        } catch (Failure failure) {
            failed("the target's settings", failure.message(), "", failure.hint());
        }
        return List.copyOf(findings);
    }

    private void token() {
        if (session.isCookie()) {
            note("login", "session cookie", "what a browser's session may see, promsh may see", "");
            return;
        }
        String secret = spec.credentials().secret();
        if (secret.isEmpty()) {
            note("login", "none", "Grafana is asked as a stranger", "");
            return;
        }
        if (!spec.credentials().user().isEmpty()) {
            note("login", "user " + spec.credentials().user() + " with a password", "", "");
            return;
        }
        CloudToken token = CloudToken.describe(secret);
        boolean cloud = token.kind() == CloudToken.Kind.CLOUD_ACCESS_POLICY;
        note(
                "login",
                "bearer token; " + token.words(),
                cloud
                        ? "a cloud access-policy token opens Grafana Cloud's metrics address and not a Grafana, whatever"
                                + " its scopes say"
                        : "",
                cloud
                        ? "connect https://prometheus-...grafana.net/api/prom --user INSTANCE_ID with this token, or use"
                                + " a service-account token (glsa_) or a session cookie here"
                        : "");
    }

    /** Health answers anybody: that it does says nothing of the login. */
    private boolean isThere(Wire wire) {
        String step = "GET /api/health";
        Visit health =
                Visit.any(wire.with(new TokenLogin(TargetSpec.Credentials.NONE)), Ask.get(TIMEOUT, "api", "health"));
        if (health.isGood()) {
            note(step, health.result(), "a Grafana is there; this it tells anybody, logged in or not", "");
            return true;
        }
        if (health.status() == 0) {
            failed(step, health.failure().message(), "", health.failure().hint());
            return false;
        }
        note(step, health.result(), "no Grafana answers in the usual way: a login may stand before it", "");
        return true;
    }

    private boolean isKnown(Wire wire) {
        String step = "GET /api/user: who am I";
        try {
            Account.Who who = new Account(wire, TIMEOUT).who();
            String name = who.login().isEmpty() ? "a service account" : who.login();
            String role = who.role().isEmpty() ? "" : ", role " + who.role();
            ok(step, name + ", organisation " + who.organisation() + role);
            if (who.role().equals("Viewer")) {
                note(
                        "role",
                        "Viewer",
                        "may look at dashboards and query; the list of data sources is not shown to all",
                        "");
            }
            return true;
        } catch (Failure failure) {
            failed(step, failure.message(), meaning(failure), failure.hint());
            return false;
        }
    }

    private String meaning(Failure failure) {
        String text = failure.message();
        if (session.isCookie() && failure.getCause() instanceof io.promsh.target.LoginOver) {
            return "the cookie is no good any more: logged out, too long unused, or changed by another program that holds it";
        }
        if (text.contains("Invalid API key") || text.contains("invalid API key")) {
            boolean cloud =
                    CloudToken.describe(spec.credentials().secret()).kind() == CloudToken.Kind.CLOUD_ACCESS_POLICY;
            return cloud
                    ? "this answer to a glc_ token means: wrong kind of token, not a missing scope"
                    : "the token is not one of this Grafana's, or was deleted or has expired";
        }
        if (text.contains("403") || text.contains("organi")) {
            return "the login is known, but not in this organisation";
        }
        return "";
    }

    private void dataSource(Wire wire) {
        DataSourceChoice choice = new DataSourceChoice(wire);
        DataSource source;
        try {
            List<DataSource> all =
                    choice.list().stream().filter(DataSource::isPrometheus).toList();
            source = choice.choose(spec.grafana().dataSource());
            ok("data sources", all.size() + " of Prometheus; asked is " + source);
        } catch (Failure failure) {
            failed("data sources", failure.message(), "", failure.hint());
            return;
        }
        FrameQueries frames = new FrameQueries(wire, source);
        attempt(
                "POST /api/ds/query: query vector(1)",
                () -> frames.instant(InstantQuery.of("vector(1)", Optional.empty(), TIMEOUT), false),
                "queries work as dashboards ask them");
        MetricsTarget proxy = prometheus.apply(spec, wire.below("api", "datasources", "proxy", "uid", source.uid()));
        MetricsTarget resources =
                prometheus.apply(spec, wire.below("api", "datasources", "uid", source.uid(), "resources"));
        way("the data source's proxy", proxy);
        way("the data source's resources", resources);
    }

    private void way(String words, MetricsTarget target) {
        attempt(
                words + ": query vector(1)",
                () -> target.instantQuery(InstantQuery.of("vector(1)", Optional.empty(), TIMEOUT)),
                "stored samples can be had whole this way");
        attempt(
                words + ": labels",
                () -> target.labelNames(MetadataScope.all(1, TIMEOUT)),
                "names can be had this way");
    }

    private void attempt(String step, Runnable question, String good) {
        try {
            question.run();
            findings.add(new Finding(Outcome.OK, step, "answered", good, ""));
        } catch (Failure failure) {
            boolean denied = GrafanaTarget.isRefused(failure);
            findings.add(new Finding(
                    denied ? Outcome.NOTE : Outcome.FAILED,
                    step,
                    failure.message(),
                    denied ? "this login lacks the permission for it (datasources:query on this data source)" : "",
                    denied ? "what is left is used; for more ask an administrator" : failure.hint()));
        }
    }

    private void ok(String step, String result) {
        findings.add(new Finding(Outcome.OK, step, result, "", ""));
    }

    private void note(String step, String result, String meaning, String next) {
        findings.add(new Finding(Outcome.NOTE, step, result, meaning, next));
    }

    private void failed(String step, String result, String meaning, String next) {
        findings.add(new Finding(Outcome.FAILED, step, result, meaning, next));
    }
}
