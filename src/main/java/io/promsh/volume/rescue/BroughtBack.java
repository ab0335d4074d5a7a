package io.promsh.volume.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.PathStat;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * What was brought back from where, on disk, one file for each engine: a source that was brought back, and that nothing has
 * written to since, alarms nobody.
 */
public final class BroughtBack {
    /** A server that is started on the data changes one of these at least, before it adds a sample. */
    private static final List<String> TOUCHED = List.of("", "/wal", "/chunks_head", "/queries.active", "/grafana.db");

    private static final String BETWEEN = " ";

    private final Path file;

    private BroughtBack(Path file) {
        this.file = file;
    }

    /** The memory in the user's state folder for an engine. */
    public static BroughtBack in(Path stateFolder, String engine) {
        return new BroughtBack(
                stateFolder.resolve("brought-back").resolve(engine.replaceAll("[^A-Za-z0-9]+", "-") + ".properties"));
    }

    /** Returns a mark of the state of data: another as soon as something was written to it. */
    static String mark(DockerEngine engine, String container, String path) {
        List<String> times = new ArrayList<>();
        for (String below : TOUCHED) {
            times.add(engine.stat(container, path + below)
                    .flatMap(PathStat::modified)
                    .map(Instant::toString)
                    .orElse("-"));
        }
        return String.join(",", times);
    }

    /** Remembers that all of a volume or container was brought back when it had a mark. */
    public void remember(String source, String mark, Instant time) {
        Properties known = read();
        known.setProperty(source, time + BETWEEN + mark);
        try {
            Files.createDirectories(file.getParent());
            StringWriter text = new StringWriter();
            known.store(text, null);
            Path part = Files.createTempFile(file.getParent(), "brought-back", ".part");
            Files.writeString(part, text.toString(), UTF_8);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.failed(
                            "what was brought back cannot be remembered: " + e.getMessage(), "give rights to " + file)
                    .withCause(e);
        }
    }

    /** Returns when it was brought back; empty when it was not, or was written to since. */
    Optional<Instant> when(String source, String mark) {
        String[] parts = read().getProperty(source, "").split(BETWEEN, 2);
        if (parts.length < 2 || !parts[1].equals(mark)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(parts[0]));
        } catch (DateTimeException e) {
            // Not ours: it counts as not brought back.
            return Optional.empty();
        }
    }

    /** Whether anything is known of a source at all: only then its mark is worth the questions. */
    boolean knows(String source) {
        return read().containsKey(source);
    }

    private Properties read() {
        Properties known = new Properties();
        try {
            known.load(new StringReader(Files.readString(file, UTF_8)));
        } catch (NoSuchFileException e) {
            // Nothing was brought back yet.
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.failed("what was brought back cannot be read: " + e.getMessage(), "delete " + file)
                    .withCause(e);
        }
        return known;
    }
}
