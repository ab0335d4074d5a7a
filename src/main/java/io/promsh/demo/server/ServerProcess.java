package io.promsh.demo.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.failure.Failure;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of the throw-away server. */
final class ServerProcess {
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration PROMTOOL_WITHIN = Duration.ofSeconds(60);
    private static final int PROBE_EVERY_MILLIS = 15;
    private static final int PROBE_TIMEOUT_MILLIS = 1000;
    private static final int LOG_LINES = 5;

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it on a free port; another program may take the port in between, so it may be tried {@code attempts} times. */
    static ServerProcess start(Path program, Path folder, int attempts) throws IOException {
        Path log = folder.resolve("prometheus.log");
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            List<String> command = new ArrayList<>(Guard.ownSession());
            command.addAll(List.of(
                    program.toString(),
                    "--config.file=" + Configuration.file(folder),
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--storage.tsdb.retention.time=200h",
                    "--web.listen-address=127.0.0.1:" + port,
                    "--log.level=warn"));
            ServerProcess server = new ServerProcess(spawn(command, folder, log), port, log);
            if (attempt == attempts || !server.portWasTaken()) {
                return server;
            }
        }
    }

    /** Runs a program to its end. Throws a failure with its last words when it ends badly or takes too long. */
    static void run(Path log, String... command) throws IOException {
        Process process = spawn(List.of(command), null, log);
        try {
            if (!process.waitFor(PROMTOOL_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw Failure.failed(command[0] + " did not end within " + PROMTOOL_WITHIN.toSeconds() + " s", "");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Failure.interrupted();
        }
        if (process.exitValue() != 0) {
            throw Failure.failed(command[0] + " ended with code " + process.exitValue(), "")
                    .withDetail(lastLines(log));
        }
    }

    private static Process spawn(List<String> command, @org.jspecify.annotations.Nullable Path directory, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    /** A taken port shows within moments: the process ends. */
    private boolean portWasTaken() throws IOException {
        try {
            return process.waitFor(PROBE_EVERY_MILLIS * 4L, TimeUnit.MILLISECONDS)
                    && Files.readString(log, UTF_8).contains("address already in use");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    long pid() {
        return process.pid();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until it answers queries. Throws a failure with its last words when it ends or takes too long. */
    void awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady()) {
            try {
                if (process.waitFor(PROBE_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw Failure.failed("the demo's Prometheus ended with code " + process.exitValue(), "")
                            .withDetail(lastLines(log));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.interrupted();
            }
            if (System.nanoTime() > deadline) {
                throw Failure.failed(
                                "the demo's Prometheus was not ready within " + READY_WITHIN.toSeconds() + " s",
                                "try it again")
                        .withDetail(lastLines(log));
            }
        }
    }

    private boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_TIMEOUT_MILLIS);
            socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
            socket.getOutputStream().write("GET /-/ready HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            byte[] status = socket.getInputStream().readNBytes("HTTP/1.0 200".length());
            return new String(status, US_ASCII).endsWith(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes it read its configuration again. */
    void reload() throws IOException {
        new ProcessBuilder("sh", "-c", "kill -HUP \"$1\"", "sh", Long.toString(pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Ends it at once: nothing in it is worth a farewell. */
    void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> lastLines(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, UTF_8);
            return List.copyOf(lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return List.of();
        }
    }
}
