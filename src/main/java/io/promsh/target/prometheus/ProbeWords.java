package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.target.AccessProbe.Finding;
import io.promsh.target.AccessProbe.Outcome;
import io.promsh.target.http.CloudToken;
import io.promsh.target.http.TransportFailures;
import io.promsh.target.http.Visit;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;

/** What the answers on the ways into a target mean. */
final class ProbeWords {
    private static final String CLOUD_SUFFIX = "/api/prom";

    private final TargetSpec spec;
    private final HttpUrl base;
    private final CloudToken token;

    ProbeWords(TargetSpec spec, HttpUrl base) {
        this.spec = spec;
        this.base = base;
        this.token = CloudToken.describe(spec.credentials().secret());
    }

    /** The plain address: whatever answers is a server. */
    Finding root(Visit visit) {
        String step = "GET " + (base.encodedPath().isEmpty() ? "/" : base.encodedPath());
        boolean redirected = visit.status() >= 301 && visit.status() <= 308;
        if (redirected && visit.saysAny("login page")) {
            return new Finding(
                    Outcome.FAILED,
                    step,
                    visit.result(),
                    "a login for browsers stands before this address",
                    visit.failure().hint());
        }
        if (visit.isDenied()) {
            return new Finding(Outcome.NOTE, step, visit.result(), "a server is there and wants a login", "");
        }
        String meaning = visit.isPage() ? "a web server is there; its interface is tried next" : "";
        return new Finding(Outcome.NOTE, step, visit.isPage() ? "a web page" : visit.result(), meaning, "");
    }

    /** A path that not every server has: when queries work without it, nothing is wrong. */
    Finding optional(String step, Visit visit, Visit query) {
        if (visit.isGood() || !query.isGood()) {
            return api(step, visit);
        }
        return new Finding(Outcome.NOTE, step, visit.result(), "this server does not tell its version", "");
    }

    /** A path of the interface. */
    Finding api(String step, Visit visit) {
        if (visit.isGood()) {
            return new Finding(Outcome.OK, step, visit.result(), "", "");
        }
        if (visit.saysAny("invalid scope requested")) {
            return scope(step, visit);
        }
        if (visit.saysAny("invalid api key")) {
            return key(step, visit);
        }
        if (visit.isDenied()) {
            return denied(step, visit);
        }
        if (visit.isPage()) {
            return new Finding(
                    Outcome.FAILED,
                    step,
                    visit.result(),
                    "a page for browsers where JSON was expected: a login page, a proxy, or a path too short",
                    visit.failure().hint());
        }
        if (visit.status() == 404) {
            return new Finding(
                    Outcome.FAILED,
                    step,
                    visit.result(),
                    "a server is there, but not its interface",
                    visit.failure().hint());
        }
        return new Finding(
                Outcome.FAILED, step, visit.result(), "", visit.failure().hint());
    }

    private Finding scope(String step, Visit visit) {
        String user = spec.credentials().user();
        boolean number = !user.isEmpty() && user.chars().allMatch(Character::isDigit);
        String doubt = number
                ? "; or " + user + " is not this stack's metrics instance id"
                : "; and the user must be the stack's metrics instance id, which is a number";
        return new Finding(
                Outcome.FAILED,
                step,
                visit.result(),
                "the token is known, but lacks the scope metrics:read for this stack" + doubt,
                "give the token's access policy metrics:read on this stack; take the user from the stack's Prometheus"
                        + " details, where it stands beside the query address");
    }

    private Finding key(String step, Visit visit) {
        boolean cloud = token.kind() == CloudToken.Kind.CLOUD_ACCESS_POLICY;
        return new Finding(
                Outcome.FAILED,
                step,
                visit.result(),
                cloud
                        ? "a cloud access-policy token (glc_) went to a Grafana instance, which wants a service-account token (glsa_)"
                        : "this is a Grafana instance, and the token is none of its service-account tokens (glsa_)",
                cloud
                        ? "use the token at the stack's metrics address, https://prometheus-...grafana.net/api/prom"
                        : "make a service account in this Grafana and use its token with a target of kind grafana");
    }

    private Finding denied(String step, Visit visit) {
        if (spec.credentials().secret().isEmpty() && visit.status() == 401) {
            return new Finding(
                    Outcome.FAILED,
                    step,
                    visit.result(),
                    "the server wants a login",
                    "set user and token, or a bearer token");
        }
        String meaning = visit.status() == 401
                ? "the server does not accept this user and token together"
                : "the login is accepted but may not do this";
        return new Finding(
                Outcome.FAILED,
                step,
                visit.result(),
                meaning,
                "check user, token, its scopes and that it has not expired");
    }

    /** Another way in, tried because the given one failed. */
    static Finding variant(String step, Visit visit, String meaning, String next) {
        if (visit.isGood()) {
            return new Finding(Outcome.OK, step, visit.result(), meaning, next);
        }
        return new Finding(Outcome.NOTE, step, visit.result(), "", "");
    }

    /** Returns the addresses at which the interface may live if not at the one given. */
    static List<String> otherPaths(HttpUrl base) {
        String shown = TransportFailures.shown(base);
        List<String> others = new ArrayList<>();
        if (shown.endsWith(CLOUD_SUFFIX)) {
            others.add(shown.substring(0, shown.length() - CLOUD_SUFFIX.length()));
        } else {
            others.add(shown + CLOUD_SUFFIX);
        }
        if (!shown.endsWith("/prometheus")) {
            others.add(others.get(0).endsWith(CLOUD_SUFFIX) ? shown + "/prometheus" : others.get(0) + "/prometheus");
        }
        return others;
    }
}
