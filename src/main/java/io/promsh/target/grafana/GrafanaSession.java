package io.promsh.target.grafana;

import io.promsh.config.SessionCookie;
import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.LoginOver;
import io.promsh.target.http.Ask;
import io.promsh.target.http.CloudToken;
import io.promsh.target.http.Login;
import io.promsh.target.http.Refusal;
import io.promsh.target.http.TokenLogin;
import io.promsh.target.http.Wire;
import io.promsh.target.http.WireOptions;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One login to a Grafana, shared by all that use it: a browser session's cookies, or a token. Cookies that the server changes are
 * kept and written back to where they came from. Whether a session is over is found out by asking who one is: a health check
 * answers anybody.
 */
public final class GrafanaSession implements Login {
    private final TargetSpec spec;
    private final WireOptions options;
    private final CookieStore store;
    private final TokenLogin token;
    private final List<String> pastSecrets = new ArrayList<>();
    private Cookies cookies;

    /** The cookies that could not be renewed: not tried again and again. */
    private @Nullable Cookies given;

    GrafanaSession(TargetSpec spec, WireOptions options, CookieStore store) {
        this.spec = spec;
        this.options = options;
        this.store = store;
        this.token = new TokenLogin(spec.credentials());
        this.cookies = Cookies.parse(spec.grafana().cookie());
    }

    /** A login that asks nothing before it is used. */
    public static GrafanaSession open(TargetSpec spec, CookieStore store) {
        return new GrafanaSession(spec, WireOptions.of(java.time.Clock.systemUTC(), "promsh"), store);
    }

    WireOptions options() {
        return options;
    }

    /** Returns whether a browser session's cookies let us in. */
    public synchronized boolean isCookie() {
        return !cookies.isEmpty();
    }

    /** Returns the cookies as they are by now, as a browser sends them. A secret. */
    public synchronized String cookies() {
        return cookies.header();
    }

    /** Returns when the server wants to change the cookie, in epoch seconds, or an empty string. */
    synchronized String expiry() {
        return cookies.expiry();
    }

    /** Takes other cookies from now on and writes them back. */
    public synchronized void replace(String pasted) {
        adopt(Cookies.parse(SessionCookie.normal(pasted)));
    }

    private void adopt(Cookies newer) {
        if (newer.equals(cookies)) {
            return;
        }
        pastSecrets.addAll(cookies.secrets());
        cookies = newer;
        store.save(newer.header());
    }

    @Override
    public synchronized String sign(Request.Builder request) {
        if (!spec.grafana().organisation().isEmpty()) {
            request.header("X-Grafana-Org-Id", spec.grafana().organisation());
        }
        if (cookies.isEmpty()) {
            return token.sign(request);
        }
        String header = cookies.header();
        request.header("Cookie", header);
        return header;
    }

    @Override
    public synchronized void heard(Response response) {
        List<String> set = response.headers("Set-Cookie");
        if (!set.isEmpty() && !cookies.isEmpty()) {
            adopt(cookies.taking(set));
        }
    }

    @Override
    public synchronized boolean renew(Refusal refusal, String mark) {
        if (cookies.isEmpty() || !isAboutLogin(refusal)) {
            return false;
        }
        if (!cookies.header().equals(mark)) {
            return true; // Another question has renewed it meanwhile.
        }
        if (given != null && given.equals(cookies)) {
            return false;
        }
        Cookies stored = Cookies.parse(store.load().orElse(""));
        if (!stored.isEmpty() && !stored.equals(cookies)) {
            pastSecrets.addAll(cookies.secrets());
            cookies = stored;
            return true;
        }
        Cookies before = cookies;
        if (refusal.status() == 401 && rotate() && !before.equals(cookies)) {
            return true;
        }
        given = cookies;
        return false;
    }

    /** Newer servers do not change the cookie by themselves: whoever holds it asks for the next one. */
    private boolean rotate() {
        try (Wire wire = new Wire(spec, options, new Once())) {
            return wire.ask(
                    Ask.json(options.timeout(), "{}", "api", "user", "auth-tokens", "rotate"),
                    reply -> true,
                    refusal -> false);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return false;
        }
    }

    /** 401, or a way to a login page: what Grafana and logins before it answer to strangers. */
    private static boolean isAboutLogin(Refusal refusal) {
        boolean redirect = refusal.status() >= 301 && refusal.status() <= 308;
        return refusal.status() == 401 || redirect;
    }

    @Override
    public @Nullable Failure meaning(Refusal refusal) {
        if (!isAboutLogin(refusal) || isKnown()) {
            return null;
        }
        if (isCookie()) {
            return Failure.denied(
                            "the Grafana session of " + spec.name() + " is over (" + refusal.status() + words(refusal)
                                    + ")",
                            "log in with a browser, copy the cookie " + SessionCookie.NAME + " and " + "type: connect "
                                    + spec.url() + " --cookie")
                    .withCause(new LoginOver(spec.name()));
        }
        return tokenRefused(refusal);
    }

    private static String words(Refusal refusal) {
        if (refusal.status() != 401) {
            return ": it sends to a login page";
        }
        return refusal.error().isEmpty() || refusal.isHtml() ? "" : ": " + refusal.error();
    }

    private Failure tokenRefused(Refusal refusal) {
        String secret = spec.credentials().secret();
        if (secret.isEmpty()) {
            return Failure.denied(
                    "this Grafana wants a login (" + refusal.status() + words(refusal) + ")",
                    "give a session cookie: connect " + spec.url() + " --cookie, or a token: connect " + spec.url()
                            + " --kind grafana --bearer");
        }
        boolean cloud = CloudToken.describe(secret).kind() == CloudToken.Kind.CLOUD_ACCESS_POLICY;
        return Failure.denied(
                "Grafana does not accept the token of " + spec.name() + " (" + refusal.status() + words(refusal) + ")",
                cloud
                        ? "it is a cloud access-policy token (glc_), which opens the stack's metrics address; Grafana wants a"
                                + " service-account token (glsa_) or a session cookie"
                        : "make a new token for the service account (glsa_...), or type session diagnose");
    }

    /** Asks who one is. Only a clear no counts. */
    private boolean isKnown() {
        Login asNow = new Once();
        try (Wire wire = new Wire(spec, options, asNow)) {
            return wire.ask(
                    Ask.get(options.timeout(), "api", "user"),
                    reply -> true,
                    refusal -> isAboutLogin(refusal) ? false : null);
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return false;
        }
    }

    @Override
    public synchronized List<String> secrets() {
        List<String> all = new ArrayList<>(pastSecrets);
        all.addAll(cookies.secrets());
        return all;
    }

    /** This login for a question about the login itself: nothing is renewed on its way. */
    private final class Once implements Login {
        @Override
        public String sign(Request.Builder request) {
            return GrafanaSession.this.sign(request);
        }

        @Override
        public void heard(Response response) {
            GrafanaSession.this.heard(response);
        }

        @Override
        public List<String> secrets() {
            return GrafanaSession.this.secrets();
        }
    }
}
