package io.promsh.demo.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.demo.DemoServer;
import io.promsh.demo.Exposition;
import io.promsh.demo.IncidentDay;
import io.promsh.demo.OpenMetricsDay;
import io.promsh.demo.Traffic;
import io.promsh.failure.Failure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Prometheus of our own on a free loopback port, in a folder of its own, with the incident's day in it: made by
 * {@code promtool} from OpenMetrics text, gone on with by scraping ourselves. Ends with {@link #close()}, with the process, and
 * (by a guard) when the process is killed.
 */
public final class ThrowawayPrometheus implements DemoServer {
    private static final int STARTS = 3;

    private final ServerProcess server;
    private final ExpositionServer exposition;
    private final Guard guard;
    private final Path folder;
    private final Thread hook;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ThrowawayPrometheus(ServerProcess server, ExpositionServer exposition, Guard guard, Path folder) {
        this.server = server;
        this.exposition = exposition;
        this.guard = guard;
        this.folder = folder;
        this.hook = new Thread(this::putAway, "promsh-demo-end");
    }

    /**
     * Starts one in a new folder below {@code parent}; returns when it answers, usually in about a second. The day ends at the
     * clock's now; its rush hours follow the clock's zone. Throws a failure that says what to install when the programs are
     * missing, or what went wrong.
     */
    public static ThrowawayPrometheus start(Path parent, Clock clock) {
        Programs programs = Programs.find(System.getenv().getOrDefault("PATH", ""));
        Path folder = null;
        ExpositionServer exposition = null;
        try {
            folder = Files.createTempDirectory(parent, "promsh-demo-");
            IncidentDay day = IncidentDay.endingAt(clock.instant());
            Traffic traffic = new Traffic(clock.getZone());
            fill(programs, folder, day, traffic);
            exposition = ExpositionServer.start(new Exposition(day, traffic), clock);
            return launch(programs, folder, exposition);
        } catch (IOException | Failure e) {
            if (exposition != null) {
                exposition.close();
            }
            if (folder != null) {
                remove(folder);
            }
            if (e instanceof Failure failure) {
                throw failure;
            }
            throw Failure.failed("the demo cannot start: " + e.getMessage(), "is there room in " + parent + "?")
                    .withCause(e);
        }
    }

    private static ThrowawayPrometheus launch(Programs programs, Path folder, ExpositionServer exposition)
            throws IOException {
        Configuration.write(folder, exposition.port(), Configuration.FIRST_SCRAPE);
        ServerProcess server = ServerProcess.start(programs.prometheus(), folder, STARTS);
        Guard guard = Guard.over(server.pid(), folder);
        ThrowawayPrometheus running = new ThrowawayPrometheus(server, exposition, guard, folder);
        Runtime.getRuntime().addShutdownHook(running.hook);
        try {
            server.awaitReady();
        } catch (Failure e) {
            running.close();
            throw e;
        }
        Thread calm = new Thread(running::calmDown, "promsh-demo-calm");
        calm.setDaemon(true);
        calm.start();
        return running;
    }

    /** Writes the day and turns it into blocks. */
    private static void fill(Programs programs, Path folder, IncidentDay day, Traffic traffic) throws IOException {
        Path text = folder.resolve("day.om");
        try (BufferedWriter out = Files.newBufferedWriter(text, UTF_8)) {
            OpenMetricsDay.write(day, traffic, out);
        }
        ServerProcess.run(
                folder.resolve("promtool.log"),
                programs.promtool().toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                folder.resolve("data").toString());
        Files.delete(text);
    }

    /** Once help and types are known, scrapes at the incident's own spacing. */
    private void calmDown() {
        try {
            if (exposition.awaitScrape(30, TimeUnit.SECONDS) && !closed.get()) {
                Configuration.write(folder, exposition.port(), Configuration.SCRAPE);
                server.reload();
            }
        } catch (IOException e) {
            // It goes on scraping once a second: the samples are the same.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String address() {
        return server.address();
    }

    /** Waits until the first scrape has been stored, so that help and types are known; returns whether it was in time. */
    public boolean awaitMetadata(long timeout, TimeUnit unit) throws InterruptedException {
        return exposition.awaitScrape(timeout, unit);
    }

    @Override
    public void close() {
        putAway();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending; the hook finds nothing left to do.
        }
    }

    private void putAway() {
        if (closed.compareAndSet(false, true)) {
            exposition.close();
            server.stop();
            remove(folder);
            guard.dismiss();
        }
    }

    private static void remove(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            // In the system's temporary folder: it will be cleared there.
        }
    }
}
