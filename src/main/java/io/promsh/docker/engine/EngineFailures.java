package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.net.ssl.SSLException;
import okhttp3.Response;
import okio.Buffer;

/** Says what an engine's silence or refusal means, and what to type next. */
final class EngineFailures {
    private static final String START = "start it (systemctl start docker), or name another: --docker HOST|CONTEXT";
    private static final int ERROR_LIMIT_BYTES = 4096;

    private final EngineAddress address;

    EngineFailures(EngineAddress address) {
        this.address = address;
    }

    Failure of(IOException e, boolean cancelled, String what) {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            return Failure.interrupted();
        }
        String where = address.display() + " (" + address.origin() + ")";
        Path socket = address.socket();
        if (socket != null && !Files.exists(socket)) {
            return Failure.unreachable("no Docker engine: there is no socket " + where, START)
                    .withCause(e);
        }
        String said = said(e);
        if (socket != null && said.contains("permission denied")) {
            return Failure.denied(
                            "you may not use the Docker engine at " + where,
                            "run it as root, or join the group: sudo usermod -aG docker $USER, then log in again")
                    .withCause(e);
        }
        if (e instanceof SSLException) {
            return Failure.unreachable(
                            "no secure connection to the Docker engine at " + where + ": " + said,
                            "check the certificates (DOCKER_CERT_PATH, DOCKER_TLS_VERIFY, or the context's)")
                    .withCause(e);
        }
        if (e instanceof SocketTimeoutException || e instanceof InterruptedIOException) {
            return Failure.unreachable("the Docker engine at " + where + " keeps silent (" + what + ")", START)
                    .withCause(e);
        }
        if (e instanceof ConnectException || said.contains("connection refused")) {
            return Failure.unreachable("no Docker engine answers at " + where, START)
                    .withCause(e);
        }
        if (address.kind() == EngineAddress.Kind.SSH) {
            return Failure.unreachable(
                            "the Docker engine at " + where + " is not reached: " + said,
                            "try: ssh " + address.host() + " docker version")
                    .withCause(e);
        }
        return Failure.unreachable("the Docker engine at " + where + " broke off (" + what + "): " + said, START)
                .withCause(e);
    }

    private static String said(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT);
    }

    /** Tells an answer that is none of the good ones. */
    Failure refused(Response response, String path) throws IOException {
        Buffer text = new Buffer();
        response.body().source().request(ERROR_LIMIT_BYTES);
        Buffer come = response.body().source().getBuffer();
        come.copyTo(text, 0, Math.min(come.size(), ERROR_LIMIT_BYTES));
        String said = message(text.readUtf8());
        String words = said.isEmpty() ? "status " + response.code() : said;
        return switch (response.code()) {
            case 401, 403 -> Failure.denied("the Docker engine refuses: " + words, "");
            case 404 -> Failure.failed("the Docker engine has no such thing: " + words, "");
            case 409 -> Failure.failed("the Docker engine cannot do that now: " + words, "");
            default -> Failure.failed("the Docker engine failed at " + path + ": " + words, "");
        };
    }

    private static String message(String body) {
        try {
            String told = Node.parse(body).at("message").text();
            return told.isEmpty() ? body.strip() : told.strip();
        } catch (IOException e) {
            return body.strip();
        }
    }
}
