package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import io.promsh.tls.TlsFiles;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine is and how it is reached.
 *
 * @param display what the user is shown
 * @param origin what named it, for example {@code DOCKER_HOST}
 * @param socket the file of a unix socket, null for the other kinds
 * @param user for ssh, may be empty
 * @param port -1 for the kind's own
 * @param tls empty for plain connections
 */
record EngineAddress(
        Kind kind,
        String display,
        String origin,
        @Nullable Path socket,
        String user,
        String host,
        int port,
        Optional<TlsFiles> tls) {
    enum Kind {
        UNIX,
        TCP,
        SSH
    }

    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    /** Reads an address as DOCKER_HOST has it. Throws a usage failure that names {@code origin}. */
    static EngineAddress parse(String text, String origin, Optional<TlsFiles> tls) {
        if (text.startsWith("unix://") || text.startsWith("/")) {
            Path socket = Path.of(text.startsWith("/") ? text : text.substring("unix://".length()));
            return new EngineAddress(Kind.UNIX, "unix://" + socket, origin, socket, "", "", -1, Optional.empty());
        }
        URI uri = uri(text, origin);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        String host = uri.getHost() == null ? "" : uri.getHost();
        if (host.isEmpty() || host.startsWith("-")) {
            throw wrong(text, origin);
        }
        return switch (scheme) {
            case "tcp", "http", "https" -> {
                boolean secured = tls.isPresent() || scheme.equals("https");
                Optional<TlsFiles> files = secured && tls.isEmpty()
                        ? Optional.of(new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty(), false))
                        : tls;
                int port = uri.getPort() > 0 ? uri.getPort() : secured ? TLS_PORT : PLAIN_PORT;
                yield new EngineAddress(Kind.TCP, "tcp://" + host + ":" + port, origin, null, "", host, port, files);
            }
            case "ssh" -> {
                // A password in the address is not shown, and ssh takes none from there either.
                String user = uri.getUserInfo() == null ? "" : uri.getUserInfo().replaceFirst(":.*", "");
                if (user.startsWith("-")) {
                    throw wrong(text, origin);
                }
                String display = "ssh://" + (user.isEmpty() ? "" : user + "@") + host
                        + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
                yield new EngineAddress(Kind.SSH, display, origin, null, user, host, uri.getPort(), Optional.empty());
            }
            default -> throw wrong(text, origin);
        };
    }

    private static URI uri(String text, String origin) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text, origin).withCause(e);
        }
    }

    private static Failure wrong(String text, String origin) {
        String shown = text.replaceFirst("//[^/@]*@", "//***@");
        return Failure.usage(
                "'" + shown + "' (" + origin + ") is no address of a Docker engine",
                "write it like unix:///var/run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST");
    }
}
