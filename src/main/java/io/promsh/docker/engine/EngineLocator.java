package io.promsh.docker.engine;

import io.promsh.failure.Failure;
import io.promsh.tls.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the engine in the order of Docker's own client: what the user names, DOCKER_HOST, DOCKER_CONTEXT, the current context of
 * {@code config.json}, the usual socket, the rootless socket.
 */
final class EngineLocator {
    private static final String USUAL_SOCKET = "/var/run/docker.sock";

    private final Map<String, String> environment;

    EngineLocator(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns the engine's address; {@code choice} is an address, a context's name, or empty. */
    EngineAddress locate(String choice) {
        if (choice.contains("://") || choice.startsWith("/")) {
            return EngineAddress.parse(choice, "--docker", environmentTls());
        }
        if (!choice.isEmpty()) {
            return context(choice, "--docker");
        }
        String host = variable("DOCKER_HOST");
        if (!host.isEmpty()) {
            return EngineAddress.parse(host, "DOCKER_HOST", environmentTls());
        }
        String named = variable("DOCKER_CONTEXT");
        if (!named.isEmpty()) {
            return context(named, "DOCKER_CONTEXT");
        }
        String current = currentContext();
        return current.isEmpty() ? usual() : context(current, "the current context");
    }

    private EngineAddress usual() {
        String runtime = variable("XDG_RUNTIME_DIR");
        Path rootless = Path.of(runtime.isEmpty() ? "/nowhere" : runtime, "docker.sock");
        boolean isRootless = !Files.exists(Path.of(USUAL_SOCKET)) && Files.exists(rootless);
        return EngineAddress.parse(isRootless ? rootless.toString() : USUAL_SOCKET, "the default", Optional.empty());
    }

    private EngineAddress context(String name, String origin) {
        if (name.equals("default")) {
            String host = variable("DOCKER_HOST");
            return host.isEmpty() ? usual() : EngineAddress.parse(host, "DOCKER_HOST", environmentTls());
        }
        String folder = sha256(name);
        Path file = configuration().resolve("contexts/meta").resolve(folder).resolve("meta.json");
        Node endpoint;
        try {
            endpoint = Node.parse(Files.readString(file, StandardCharsets.UTF_8))
                    .at("Endpoints")
                    .at("docker");
        } catch (IOException e) {
            throw Failure.usage("there is no Docker context '" + name + "' (" + origin + ")", "see: docker context ls")
                    .withCause(e);
        }
        Path tls = configuration().resolve("contexts/tls").resolve(folder).resolve("docker");
        boolean skip = endpoint.at("SkipTLSVerify").flag();
        Optional<TlsFiles> files = Files.isDirectory(tls) || skip ? Optional.of(pem(tls, skip)) : Optional.empty();
        return EngineAddress.parse(endpoint.at("Host").text(), "context " + name, files);
    }

    private String currentContext() {
        try {
            return Node.parse(Files.readString(configuration().resolve("config.json"), StandardCharsets.UTF_8))
                    .at("currentContext")
                    .text();
        } catch (IOException e) {
            // No configuration, or one that the user cannot read: Docker's own client goes on as well.
            return "";
        }
    }

    private Path configuration() {
        String named = variable("DOCKER_CONFIG");
        return named.isEmpty() ? Path.of(variable("HOME"), ".docker") : Path.of(named);
    }

    private Optional<TlsFiles> environmentTls() {
        String folder = variable("DOCKER_CERT_PATH");
        boolean isVerified = !variable("DOCKER_TLS_VERIFY").isEmpty();
        boolean isWanted = isVerified || !variable("DOCKER_TLS").isEmpty();
        if (!isWanted) {
            return Optional.empty();
        }
        return Optional.of(pem(folder.isEmpty() ? configuration() : Path.of(folder), !isVerified));
    }

    private static TlsFiles pem(Path folder, boolean skip) {
        return new TlsFiles(
                existing(folder.resolve("ca.pem")),
                existing(folder.resolve("cert.pem")),
                existing(folder.resolve("key.pem")),
                skip);
    }

    private static Optional<Path> existing(Path file) {
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
