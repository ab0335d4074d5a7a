package io.promsh.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Prometheus with data of the test's own, in a folder of its own, on a free loopback port. Skips the test with the reason
 * where the program is missing, or fails it in CI (environment variable {@code CI=true}).
 */
public final class RealPrometheus implements AutoCloseable {
    private static final long READY_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final List<String> USUAL_PLACES = List.of("/usr/local/bin", "/usr/bin", "/opt/prometheus");

    private final List<String> command;
    private final Path folder;
    private final int port;
    private volatile Process process;

    private RealPrometheus(List<String> command, Path folder, int port) throws IOException {
        this.command = command;
        this.folder = folder;
        this.port = port;
        this.process = begin();
    }

    /**
     * Starts a server that holds the samples of {@code openMetrics} (timestamps in seconds, {@code # EOF} at the end; empty text
     * for no data) and scrapes nothing, and returns when it is ready. Retention is ten years; {@code flags} are added.
     */
    public static RealPrometheus start(String openMetrics, String... flags) {
        Path prometheus = program("prometheus");
        Path promtool = program("promtool");
        try {
            Path folder = Files.createTempDirectory("promsh-real-prometheus");
            try {
                makeBlocks(promtool, folder, openMetrics);
                return launch(prometheus, folder, flags);
            } catch (IOException | RuntimeException | Error e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a server on a data directory of the caller's, which is kept; scrapes nothing, retention is ten years.
     *
     * @param flags more flags; a later one wins
     */
    public static RealPrometheus on(Path dataDirectory, String... flags) {
        Path prometheus = program("prometheus");
        try {
            Path folder = Files.createTempDirectory("promsh-real-prometheus");
            Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 15s}\n", UTF_8);
            List<String> all = new ArrayList<>(List.of("--storage.tsdb.path=" + dataDirectory));
            all.addAll(List.of(flags));
            return launch(prometheus, folder, all.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs promtool and returns what it prints; fails when it does not end well. */
    public static String promtool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program("promtool").toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            Assertions.assertEquals(0, process.waitFor(), () -> "promtool: " + output);
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the base address, for example {@code http://127.0.0.1:40123}. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Returns what the server has logged so far. */
    public String log() {
        try {
            return Files.readString(folder.resolve("log"), UTF_8);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    /** Ends the server as a power failure would, with SIGKILL; its folders stay as they are. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a server that was {@link #kill}ed on the same data and port, and returns when it is ready. */
    public void startAgain() {
        try {
            process = begin();
            awaitReady();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitReady() throws IOException {
        long deadline = System.nanoTime() + READY_WITHIN_NANOS;
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                String log = log();
                close();
                throw new IOException("Prometheus did not start: " + log);
            }
            pause();
        }
    }

    /** Ends the server and removes its folder. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            delete(folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makeBlocks(Path promtool, Path folder, String openMetrics) throws IOException {
        Path storage = Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("prometheus.yml"), "global: {scrape_interval: 15s}\n", UTF_8);
        if (openMetrics.isEmpty()) {
            return;
        }
        Path input = Files.writeString(folder.resolve("samples.om"), openMetrics, UTF_8);
        Process making = new ProcessBuilder(
                        promtool.toString(),
                        "tsdb",
                        "create-blocks-from",
                        "openmetrics",
                        "-q",
                        input.toString(),
                        storage.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(making.getInputStream().readAllBytes(), UTF_8);
        try {
            if (making.waitFor() != 0) {
                throw new IOException("promtool made no blocks: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static RealPrometheus launch(Path prometheus, Path folder, String... flags) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                prometheus.toString(),
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--storage.tsdb.retention.time=10y",
                "--web.listen-address=127.0.0.1:" + port));
        for (String flag : flags) {
            String name = flag.substring(0, flag.indexOf('=') + 1);
            // Given twice, some flags are refused.
            command.removeIf(earlier -> !name.isEmpty() && earlier.startsWith(name));
            command.add(flag);
        }
        RealPrometheus server = new RealPrometheus(command, folder, port);
        server.awaitReady();
        return server;
    }

    private boolean isReady() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(address() + "/-/ready").toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Returns the program promtool; skips or fails the test where it is missing. */
    public static Path promtool() {
        return program("promtool");
    }

    private static Path program(String name) {
        List<String> places = new ArrayList<>(USUAL_PLACES);
        places.addAll(
                List.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)));
        Optional<Path> found = places.stream()
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place, name))
                .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
                .findFirst();
        if (found.isEmpty()) {
            String reason = "no program " + name + " here: apt-get install -y prometheus";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
        }
        return found.orElseThrow();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
