package io.promsh.target.http;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.Pushback;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import okhttp3.HttpUrl;

/** The one place that turns what a server answers badly into a failure: what happened, and what to type next. */
public final class FailureMapper {
    private static final String DIAGNOSE = "type session diagnose: it tries each way in";

    private final HttpUrl base;
    private final TransportFailures transport;

    public FailureMapper(HttpUrl base) {
        this.base = base;
        this.transport = new TransportFailures(base);
    }

    /** Maps what went wrong below HTTP, or in the body of a good answer. */
    public Failure of(Exception exception, Ask ask) {
        return transport.of(exception, ask.timeout());
    }

    /** Maps an answer with a bad status code, or with an error in its body. */
    public Failure of(Refusal refusal, Ask ask) {
        Failure failure = explain(refusal, ask);
        boolean passing = refusal.status() == 429 || refusal.status() >= 500;
        // By their cause long reads know to come back later, and with fewer questions at a time.
        return passing && failure.getCause() == null
                ? failure.withCause(
                        new Pushback(refusal.status(), Optional.ofNullable(RetryPolicy.seconds(refusal.retryAfter()))))
                : failure;
    }

    private Failure explain(Refusal refusal, Ask ask) {
        int status = refusal.status();
        if (isRedirect(status)) {
            return redirected(refusal);
        }
        return switch (status) {
            case 401, 403 -> denied(refusal);
            case 404, 410 -> notFound(refusal, ask);
            case 407 -> Failure.denied("the proxy wants a user and a password", "check the proxy settings");
            case 413, 414 -> Failure.failed("the request is too long for the server (" + status + ")", "ask for less");
            case 429 -> tooMany(refusal);
            case 502, 504 ->
                tookTooLong(
                        "a gateway answers " + status + says(refusal) + ": the server behind it did not",
                        "wait and try again, or ask for a shorter window");
            case 503 -> unavailable(refusal);
            default -> refused(refusal, ask);
        };
    }

    private static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** What a server says about the question: 400, 422, 500 and the like, or an error in a 200. */
    private Failure refused(Refusal refusal, Ask ask) {
        String error = refusal.error();
        if (error.contains("HTTP request to an HTTPS server")
                || error.contains("HTTP request was sent to HTTPS port")) {
            return Failure.unreachable(
                    base.host() + ":" + base.port() + " speaks TLS and was spoken to in plain HTTP",
                    "use https:// in the target's address");
        }
        if (error.contains("no org id")) {
            return tenantMissing();
        }
        if (refusal.isHtml()) {
            return page(refusal.status());
        }
        if (refusal.errorType().equals("timeout") || refusal.errorType().equals("canceled")) {
            return gaveUp(error);
        }
        if (error.isEmpty()) {
            return Failure.failed("the server answers " + refusal.status() + " and does not say why", DIAGNOSE);
        }
        if (refusal.status() >= 500 && refusal.errorType().isEmpty()) {
            // Not the query interface's own words: of whatever broke in the server or before it.
            return Failure.failed("HTTP error " + refusal.status() + ": " + error, DIAGNOSE);
        }
        return question(refusal, ask);
    }

    private static Failure gaveUp(String error) {
        return tookTooLong("the server gave up on the query: " + error, "ask for less, or allow more with --timeout");
    }

    /** By this cause long reads know to ask for less at a time. */
    private static Failure tookTooLong(String message, String hint) {
        return Failure.unreachable(message, hint).withCause(new TimeoutException(message));
    }

    private static Failure question(Refusal refusal, Ask ask) {
        String error = ErrorPlace.withoutParameter(refusal.error());
        if (error.contains("parse error") && !ask.expression().isEmpty()) {
            List<String> drawn = ErrorPlace.draw(ask.expression(), error);
            return Failure.usage(error, "correct it at the place shown; help FUNCTION shows a function's arguments")
                    .withDetail(drawn);
        }
        return Failure.failed(error, LimitHints.hint(error)).withDetail(ErrorPlace.draw(ask.expression(), error));
    }

    private Failure denied(Refusal refusal) {
        String error = refusal.error();
        String lower = error.toLowerCase(Locale.ROOT);
        if (lower.contains("invalid scope requested")) {
            return Failure.denied(
                    error,
                    "the token lacks the scope metrics:read for this stack, or the user is not the stack's metrics"
                            + " instance id; " + DIAGNOSE);
        }
        if (lower.contains("invalid api key")) {
            return Failure.denied(
                    error,
                    "Grafana wants a service-account token (glsa_...); a cloud access-policy token (glc_...) opens the"
                            + " stack's metrics address instead; " + DIAGNOSE);
        }
        if (lower.contains("no org id")) {
            return tenantMissing();
        }
        String what = refusal.status() == 401 ? "the server does not accept the login" : "the login lacks a permission";
        return Failure.denied(what + " (" + refusal.status() + says(refusal) + ")", DIAGNOSE);
    }

    private static Failure tenantMissing() {
        return Failure.denied(
                "the server serves several tenants and was not told which (no org id)",
                "give the target the header X-Scope-OrgID");
    }

    private Failure notFound(Refusal refusal, Ask ask) {
        if (refusal.errorType().equals("not_found")) {
            return Failure.failed(refusal.error(), "");
        }
        boolean suffixed = base.encodedPath().endsWith("/api/prom");
        String hint = suffixed
                ? "the address ends in /api/prom: try it without, or type session diagnose"
                : "Grafana Cloud's address ends in /api/prom, Mimir's often in /prometheus; " + DIAGNOSE;
        return Failure.failed("there is no " + ask.path() + " at " + TransportFailures.shown(base) + " (404)", hint);
    }

    private static Failure redirected(Refusal refusal) {
        String to = Refusal.shorten(refusal.location());
        String lower = to.toLowerCase(Locale.ROOT);
        boolean login = lower.contains("login")
                || lower.contains("signin")
                || lower.contains("oauth")
                || lower.contains("/auth")
                || lower.contains("sso")
                || lower.contains("saml");
        if (login) {
            return Failure.denied(
                    "the server sends to a login page: " + withoutQuery(to),
                    "this address is for browsers; use the data source's own address, or a target of kind grafana");
        }
        return Failure.failed(
                "the server sends elsewhere: " + withoutQuery(to) + " (" + refusal.status() + ")",
                to.startsWith("https:") ? "use https:// in the target's address" : "use that address for the target");
    }

    /** What stands behind a question mark may be a ticket. */
    private static String withoutQuery(String location) {
        int mark = location.indexOf('?');
        return mark < 0 ? location : location.substring(0, mark);
    }

    private static Failure tooMany(Refusal refusal) {
        String when = refusal.retryAfter().isEmpty() ? "in a minute" : "after " + refusal.retryAfter() + " s";
        return Failure.failed(
                "the server allows no more queries for now (429" + says(refusal) + ")",
                "try again " + when + ", or ask for a shorter window");
    }

    private static Failure unavailable(Refusal refusal) {
        if (refusal.errorType().equals("timeout")) {
            return gaveUp(refusal.error());
        }
        if (refusal.errorType().isEmpty() && refusal.error().equals("Service Unavailable")) {
            return Failure.unreachable(
                    "the server is still starting: it replays its log and answers nothing before that is done",
                    "wait and try again; /api/v1/status/walreplay tells how far it is");
        }
        return Failure.unreachable("the server is not available (503" + says(refusal) + ")", "wait and try again");
    }

    /** A web page where JSON was expected. */
    public static Failure page(int status) {
        return Failure.of(
                FailureKind.DENIED,
                "a web page came where JSON was expected (" + status + "): a login page, a proxy or a wrong path",
                "use the data source's own address, not the one for browsers; " + DIAGNOSE);
    }

    /** Returns whether a failure is that of {@link #page}. */
    public static boolean isPage(Failure failure) {
        return failure.message().startsWith("a web page came");
    }

    private static String says(Refusal refusal) {
        boolean nothing = refusal.error().isEmpty() || refusal.isHtml();
        return nothing ? "" : ": " + refusal.error();
    }
}
