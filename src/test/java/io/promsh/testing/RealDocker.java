package io.promsh.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.engine.HttpDocker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The Docker engine of the integration tests: one private dockerd a build, started by the first test that asks and ended with
 * the process ({@code src/test/docker/bench.sh}). Where it cannot run the test is skipped with the reason, and fails in CI
 * (environment variable {@code CI=true}).
 *
 * <p>How to use it: {@code RealDocker docker = RealDocker.shared();} then {@code docker.engine()} for the port,
 * {@code docker.environment()} for a whole-program run ({@code PromshRun.with}), {@link #project} for a Compose project with a
 * Prometheus that scrapes. Several test classes share the engine: name everything with {@link #unique}, remove what you made, and
 * never look at what is not yours (other volumes and containers are there). Images: {@code busybox:latest},
 * {@code prom/prometheus:latest} (declares a volume), {@code grafana/grafana:latest} (a stand-in without one).
 */
public final class RealDocker {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static @Nullable RealDocker shared;
    private static @Nullable RealDocker own;
    private static @Nullable String missing;

    private final Path state;
    private final String address;
    private final DockerEngine engine;

    private RealDocker(Path state) throws IOException {
        this.state = state;
        this.address = start(state);
        this.engine = HttpDocker.open(Map.of("DOCKER_HOST", address), "");
    }

    /** Returns the engine of this build, started when it does not run yet. */
    public static synchronized RealDocker shared() {
        if (shared == null) {
            shared = open("");
        }
        return shared;
    }

    /**
     * Returns a second engine of this build that a test may prune, {@link #kill} and {@link #revive}. One test class at a time has
     * it, and leaves it running and empty.
     */
    public static synchronized RealDocker own() {
        if (own == null) {
            own = open("-own");
        }
        return own;
    }

    private static RealDocker open(String suffix) {
        if (missing == null) {
            try {
                // Short, because it holds a socket; the same for each build of this folder, because it keeps the
                // images.
                return new RealDocker(
                        Path.of("/tmp", "promsh-docker-" + Integer.toHexString(home().hashCode()) + suffix));
            } catch (IOException e) {
                missing = String.valueOf(e.getMessage());
            }
        }
        String reason = "no Docker engine for tests: " + missing;
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(reason);
        }
        Assumptions.abort(reason);
        throw new IllegalStateException(reason);
    }

    private static Path home() {
        return Path.of(System.getProperty("promsh.home", "")).toAbsolutePath();
    }

    private static String start(Path state) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        return bench("start", state.toString(), pid)
                .lines()
                .reduce((first, last) -> last)
                .orElse("");
    }

    private static String bench(String... arguments) throws IOException {
        List<String> call = new ArrayList<>();
        call.add(home().resolve("src/test/docker/bench.sh").toString());
        call.addAll(List.of(arguments));
        Process process = new ProcessBuilder(call).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }

    /** Ends the engine's process with SIGKILL, as a crash does. */
    public void kill() {
        end(true);
    }

    /** Ends the engine's process with SIGTERM: it stops its containers first. */
    public void stop() {
        end(false);
    }

    private void end(boolean isHard) {
        if (this == shared) {
            throw new IllegalStateException("others use it: take own()");
        }
        try {
            long pid = Long.parseLong(Files.readString(state.resolve("d.pid")).strip());
            ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
            boolean isAsked = isHard ? daemon.destroyForcibly() : daemon.destroy();
            if (!isAsked) {
                throw new IllegalStateException("dockerd cannot be ended");
            }
            BenchProject.await("end of dockerd", () -> isOver(pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that nobody waits for stays as a zombie, and counts as ended. */
    private static boolean isOver(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }

    /** Starts the engine again, with all that it had. */
    public void revive() {
        try {
            bench("revive", state.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address, as DOCKER_HOST has it. */
    public String address() {
        return address;
    }

    /** Returns the port to it; shared, not to be closed. */
    public DockerEngine engine() {
        return engine;
    }

    /** Returns the environment variables by which promsh, docker and Compose find it. */
    public Map<String, String> environment() {
        return Map.of(
                "DOCKER_HOST",
                address,
                "PATH",
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    /** Returns a name that no other test has: lower case, digits and dashes. */
    public static String unique(String stem) {
        return stem + "-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    }

    /**
     * Writes a Compose project into {@code folder} and brings it up: {@code incident} (no volumes) or {@code safe} (named volumes,
     * admin interface). Returns when Prometheus is ready. Close it to remove it with its volumes.
     */
    public BenchProject project(Path folder, String scenario) {
        BenchProject project = new BenchProject(this, folder, unique("bench"));
        try {
            project.write(scenario);
            project.compose("up", "-d");
            project.awaitReady();
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException | Error e) {
            project.close();
            throw e;
        }
    }
}
