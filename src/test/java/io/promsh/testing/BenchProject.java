package io.promsh.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Compose project on the {@link RealDocker}: Prometheus, an exporter that it scrapes every second, a Grafana stand-in. */
public final class BenchProject implements AutoCloseable {
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private final RealDocker docker;
    private final Path folder;
    private final String name;
    private final int port = freePort();
    private final int grafanaPort = freePort();

    BenchProject(RealDocker docker, Path folder, String name) {
        this.docker = docker;
        this.folder = folder;
        this.name = name;
    }

    void write(String scenario) throws IOException {
        Path stack = Path.of(System.getProperty("promsh.home", "")).resolve("src/test/docker/stack");
        try (Stream<Path> files = Files.walk(stack)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(stack.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Files.move(folder.resolve(scenario + ".yml"), folder.resolve("docker-compose.yml"));
        Files.deleteIfExists(folder.resolve("incident.yml"));
        Files.deleteIfExists(folder.resolve("safe.yml"));
        Files.writeString(
                folder.resolve(".env"),
                "COMPOSE_PROJECT_NAME=" + name + "\nPROM_PORT=" + port + "\nGRAFANA_PORT=" + grafanaPort + "\n",
                UTF_8);
    }

    /** Returns the project's name. */
    public String name() {
        return name;
    }

    /** Returns the project's folder: {@code docker-compose.yml} may be edited. */
    public Path folder() {
        return folder;
    }

    /** Returns Prometheus's address on this machine; the same after every recreate. */
    public String prometheus() {
        return "http://127.0.0.1:" + port;
    }

    /** Runs Compose in the project and returns what it said. Throws when it fails. */
    public String compose(String... arguments) {
        List<String> command = new ArrayList<>(
                Files.isExecutable(Path.of("/usr/bin/docker-compose"))
                        ? List.of("docker-compose")
                        : List.of("docker", "compose"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(docker.environment());
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the container of a service, in whatever state. */
    public Container container(String service) {
        List<Container> found = docker.engine().containers(ComposeService.service(name, service));
        if (found.size() != 1) {
            throw new IllegalStateException(found.size() + " containers of " + service);
        }
        return found.get(0);
    }

    /** Waits until Prometheus is ready. */
    public void awaitReady() {
        await("a ready Prometheus", () -> get("/-/ready").startsWith("Prometheus"));
    }

    /** Waits until Prometheus has stored so many samples of a selector, within the last hour. */
    public void awaitSamples(String selector, int atLeast) {
        await(atLeast + " samples of " + selector, () -> samples(selector) >= atLeast);
    }

    /** Returns how many samples of a selector the last hour has. */
    public long samples(String selector) {
        String query = "sum(count_over_time(" + selector + "[1h]))";
        String answer = get("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8));
        String digits = answer.replaceFirst("(?s).*\"value\":\\[[0-9.]+,\"([0-9]+)\"\\].*", "$1");
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    /** Waits until something holds; fails after 90 s. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + " in time");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Returns what Prometheus answers at a path; empty when it does not. */
    public String get(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(prometheus() + path).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(2000);
            connection.setReadTimeout(10_000);
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        compose("down", "-v", "-t", "2", "--remove-orphans");
    }
}
