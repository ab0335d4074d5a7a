package io.promsh.target.http;

import io.promsh.failure.Failure;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** Says what a failed TLS handshake means. */
final class TlsFailures {
    private TlsFailures() {}

    static Failure of(SSLException exception, HttpUrl base) {
        String where = base.host() + ":" + base.port();
        String why = TransportFailures.causes(exception);
        if (exception instanceof SSLPeerUnverifiedException) {
            return Failure.unreachable(
                    "the certificate of " + where + " is for another host name",
                    "use the name that stands in the certificate");
        }
        if (why.contains("certificateexpired")) {
            return Failure.unreachable(
                    "the certificate of " + where + " has expired",
                    "renew it on the server; check this machine's clock");
        }
        if (why.contains("certificatenotyetvalid")) {
            return Failure.unreachable(
                    "the certificate of " + where + " is not valid yet", "check this machine's clock");
        }
        if (why.contains("pkix") || why.contains("certpath") || why.contains("trustanchor")) {
            return Failure.unreachable(
                    "the certificate of " + where + " is signed by an authority that is not trusted here",
                    "name the authority's certificate as the target's CA file");
        }
        if (why.contains("unsupported or unrecognized ssl message") || why.contains("plaintext connection")) {
            return Failure.unreachable(
                    where + " speaks plain HTTP and was spoken to in TLS", "use http:// in the target's address");
        }
        if (why.contains("bad_certificate") || why.contains("certificate_required") || why.contains("unknown_ca")) {
            return Failure.denied(
                    where + " wants a client certificate, or does not accept the one given",
                    "name the target's certificate and key files");
        }
        if (why.contains("remote host terminated")) {
            return Failure.unreachable(
                    where + " broke off the TLS handshake",
                    "if it speaks plain HTTP, use http://; if it wants a client certificate, name its files");
        }
        String message = exception.getMessage();
        return Failure.unreachable(
                "TLS with " + where + " failed: " + (message == null ? "no reason given" : Refusal.shorten(message)),
                "type session diagnose");
    }
}
