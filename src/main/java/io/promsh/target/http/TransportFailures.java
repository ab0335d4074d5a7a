package io.promsh.target.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Failures of the way to a server and of a body that breaks off. */
public final class TransportFailures {
    private final HttpUrl base;

    public TransportFailures(HttpUrl base) {
        this.base = base;
    }

    public Failure of(Exception exception, Duration timeout) {
        Failure failure = explain(exception, timeout);
        // Whatever took too long carries one kind of cause, by which long reads know to ask for less.
        return failure.withCause(
                exception instanceof InterruptedIOException ? new TimeoutException(text(exception)) : exception);
    }

    private Failure explain(Exception exception, Duration timeout) {
        if (exception instanceof UnknownHostException) {
            return Failure.unreachable(
                    "no address is known for the host " + base.host(),
                    "check the name for typing errors, and the network's DNS");
        }
        if (exception instanceof InterruptedIOException) {
            return Failure.unreachable(
                    where() + " did not answer within " + PromDuration.format(timeout),
                    "allow more with --timeout, or ask for less");
        }
        if (exception instanceof SSLException ssl) {
            return TlsFailures.of(ssl, base);
        }
        if (exception instanceof ConnectException || exception instanceof NoRouteToHostException) {
            return unconnected(exception);
        }
        if (exception instanceof JacksonException broken) {
            return broken(broken);
        }
        if (exception instanceof EmptyAnswer) {
            return Failure.failed("the answer from " + where() + " is empty", "type session diagnose");
        }
        if (exception instanceof EOFException
                || exception instanceof ProtocolException
                || exception instanceof SocketException) {
            return brokenOff(exception);
        }
        if (exception instanceof IOException && text(exception).contains("unexpected end of stream")) {
            return brokenOff(exception);
        }
        return Failure.unreachable(where() + " cannot be reached: " + text(exception), "type session diagnose");
    }

    private Failure unconnected(Exception exception) {
        String why = causes(exception);
        if (why.contains("refused")) {
            return Failure.unreachable(
                    where() + " refuses the connection: nothing listens there",
                    "start the server, or check host and port of the target");
        }
        if (why.contains("timed out") || why.contains("timeout")) {
            return Failure.unreachable(
                    where() + " does not take the connection: no answer at all",
                    "check host, port and firewall; a VPN may be missing");
        }
        return Failure.unreachable("there is no way to " + where() + ": " + text(exception), "check the network");
    }

    private Failure brokenOff(Exception exception) {
        if (text(exception).contains("Unexpected status line") && !base.isHttps()) {
            return Failure.unreachable(
                    where() + " does not speak plain HTTP", "if it speaks TLS, use https:// in the target's address");
        }
        return Failure.unreachable(
                "the connection to " + where() + " broke off before the answer was complete",
                "try again; if it stays so, ask for less or look into the server's log");
    }

    private Failure broken(JacksonException exception) {
        if (exception instanceof JsonEOFException) {
            return brokenOff(exception);
        }
        if (exception instanceof StreamConstraintsException) {
            return Failure.failed(
                    "the answer from " + where() + " holds a value longer than promsh takes", "narrow the selector");
        }
        return Failure.failed(
                "the answer from " + where() + " is not the JSON of a Prometheus-compatible server",
                "check the address: type session diagnose");
    }

    private String where() {
        return base.host() + ":" + base.port();
    }

    /** Returns an address for display: no user, no password, no query. */
    public static String shown(HttpUrl url) {
        int standard = url.isHttps() ? 443 : 80;
        String path = url.encodedPath().equals("/") ? "" : url.encodedPath();
        return url.scheme() + "://" + host(url) + (url.port() == standard ? "" : ":" + url.port()) + path;
    }

    private static String host(HttpUrl url) {
        return url.host().indexOf(':') < 0 ? url.host() : "[" + url.host() + "]";
    }

    private static String text(Throwable exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : Refusal.shorten(message);
    }

    /** Returns the messages of the exception and its causes, in lower case. */
    public static String causes(Throwable exception) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        for (Throwable cause = exception; cause != null && depth < 10; cause = cause.getCause(), depth++) {
            out.append(cause.getClass().getSimpleName())
                    .append(' ')
                    .append(text(cause))
                    .append(' ');
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }
}
