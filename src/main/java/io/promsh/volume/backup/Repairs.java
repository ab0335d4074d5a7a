package io.promsh.volume.backup;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.restart.SafetyNet;
import io.promsh.volume.server.PrometheusContainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts right what a killed run left: containers paused or stopped, handles, snapshots, half files and half volumes. Each repair
 * may be killed too and done again.
 */
public final class Repairs {
    /** On volumes that promsh made: by which undertaking. */
    private static final String MADE_LABEL = "promsh.made-by";

    static final String BACKUP = "backup";
    static final String RESTORE = "restore";
    static final String VERIFY = "verify";

    private final DockerEngine engine;
    private final Journal journal;

    /** Returns a volume to be made with the mark of the undertaking that makes it: the time of its creation tells nothing. */
    static Volume.Wish marked(Volume.Wish wish, String undertaking) {
        Map<String, String> labels = new HashMap<>(wish.labels());
        labels.put(MADE_LABEL, undertaking);
        return new Volume.Wish(wish.name(), wish.driver(), labels, wish.options());
    }

    /** Repairs on an engine. */
    public Repairs(DockerEngine engine, Journal journal) {
        this.engine = engine;
        this.journal = journal;
    }

    /** Returns the journal of volume commands in the user's state folder. */
    public static Journal journal(Path stateFolder) {
        return journal(stateFolder, file -> {});
    }

    /** The same; {@code begun} is told the file of each undertaking when it is first written down. */
    public static Journal journal(Path stateFolder, Consumer<Path> begun) {
        return new Journal(stateFolder.resolve("volume-journal"), begun);
    }

    /** Puts right whatever was left on this engine, and returns what was done, a sentence each; empty when nothing was. */
    public List<String> repair() {
        List<String> done = new ArrayList<>();
        for (JournalEntry entry : journal.abandoned()) {
            if (entry.fact("engine").equals(engine.address())) {
                journal.claim(entry).ifPresent(mine -> done.add(putRight(mine)));
            }
        }
        return done;
    }

    private String putRight(JournalEntry mine) {
        try {
            String done = repair(mine);
            journal.close(mine);
            return done;
        } catch (Failure failure) {
            // Still to be done, by whoever comes next.
            journal.write(mine.takenBy(""));
            throw failure;
        }
    }

    private String repair(JournalEntry entry) {
        List<String> parts = new ArrayList<>();
        Undo.unpause(engine, ids(entry, "paused"));
        Undo.start(engine, stopped(entry));
        if (!entry.fact("paused").isEmpty()) {
            parts.add("what was paused runs again");
        }
        if (!entry.fact("stopped").isEmpty()) {
            parts.add("what was stopped runs again");
        }
        Handle.removeAll(engine, entry.id());
        entry.known("snapshot").ifPresent(folder -> parts.add(snapshot(entry, folder)));
        entry.known("part").ifPresent(Repairs::removeFile);
        entry.known("made").ifPresent(volume -> {
            if (isMadeBy(volume, entry)) {
                engine.removeVolume(volume);
                parts.add("the half volume was removed");
            }
        });
        entry.known("half")
                .ifPresent(volume -> parts.add("volume " + volume + " is half restored: do it again with "
                        + "volume restore " + entry.fact("file") + " " + volume + " --force " + volume));
        String what = "a " + entry.kind() + " of " + entry.fact("volume") + " was broken off";
        return parts.isEmpty() ? what + ": nothing was left of it" : what + ": " + String.join(", ", parts);
    }

    private static Map<String, Optional<Instant>> stopped(JournalEntry entry) {
        List<String> ids = ids(entry, "stopped");
        String[] started = entry.fact("started").split(",", -1);
        Map<String, Optional<Instant>> stopped = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            boolean isKnown = i < started.length && !started[i].isEmpty();
            stopped.put(ids.get(i), isKnown ? Optional.of(Instant.parse(started[i])) : Optional.empty());
        }
        return stopped;
    }

    private static List<String> ids(JournalEntry entry, String fact) {
        return Arrays.stream(entry.fact(fact).split(","))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    private String snapshot(JournalEntry entry, String folder) {
        Optional<PrometheusContainer> server = engine.container(entry.fact("container"))
                .filter(container -> container.state().isRunning())
                .flatMap(PrometheusContainer::of);
        if (server.isEmpty()) {
            return "its snapshot takes up room: " + folder;
        }
        return SafetyNet.remove(engine, server.get(), folder)
                .map(typed -> "its snapshot takes up room: " + typed)
                .orElse("its snapshot was removed");
    }

    private static void removeFile(String part) {
        try {
            Files.deleteIfExists(Path.of(part));
            Files.deleteIfExists(Path.of(part + ".list"));
        } catch (IOException e) {
            throw Failure.failed("the half backup " + part + " cannot be removed: " + e.getMessage(), "delete it")
                    .withCause(e);
        }
    }

    /** A volume of that name that someone else has made meanwhile is theirs. */
    private boolean isMadeBy(String name, JournalEntry entry) {
        return engine.volume(name)
                .map(volume -> entry.id().equals(volume.labels().get(MADE_LABEL)))
                .orElse(false);
    }
}
