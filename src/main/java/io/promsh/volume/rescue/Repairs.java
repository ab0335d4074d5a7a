package io.promsh.volume.rescue;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.volume.compose.ComposeProgram;
import io.promsh.volume.compose.ProjectFile;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.restart.SafetyNet;
import io.promsh.volume.server.Comeback;
import io.promsh.volume.server.PrometheusContainer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts right what a killed run left: before a container was removed by going back, after that by going on. Each repair may be
 * killed too and done again.
 */
public final class Repairs {
    static final Set<String> GOES_ON = Set.of("remove", "up", "proof");

    private final DockerEngine engine;
    private final Journal journal;
    private final BroughtBack memory;

    /** Repairs on an engine; what a repair brings back is remembered. */
    public Repairs(DockerEngine engine, Journal journal, BroughtBack memory) {
        this.engine = engine;
        this.journal = journal;
        this.memory = memory;
    }

    /** Puts right whatever was left, and returns what was done, a sentence each; empty when nothing was. */
    public List<String> repair() {
        List<String> done = new ArrayList<>();
        for (JournalEntry entry : journal.abandoned()) {
            if (!entry.fact("engine").equals(engine.address())) {
                done.add("a " + entry.kind() + " on " + entry.fact("engine")
                        + " was broken off; type the same with that engine to put it right");
                continue;
            }
            journal.claim(entry).ifPresent(mine -> done.add(putRight(mine)));
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
        if (entry.phase().isEmpty()) {
            return "a " + entry.kind() + " was broken off before it had begun";
        }
        return switch (entry.kind()) {
            case "restart" -> restart(entry);
            case "migrate" -> GOES_ON.contains(entry.phase()) ? goOn(entry) : goBack(engine, entry);
            case "merge" -> Merger.repair(engine, entry, memory);
            default -> "a " + entry.kind() + " was broken off that this version does not know";
        };
    }

    private String restart(JournalEntry entry) {
        Optional<ContainerDetail> container = engine.container(entry.fact("container"));
        if (container.isEmpty()) {
            return "a restart of " + entry.fact("service") + " was broken off; its container is gone: rescue list";
        }
        boolean wasDown = !container.get().state().isRunning();
        if (wasDown) {
            engine.start(container.get().id());
        }
        entry.known("snapshot")
                .ifPresent(folder -> PrometheusContainer.of(container.get())
                        .ifPresent(server -> SafetyNet.remove(engine, server, folder)));
        return "a restart of " + entry.fact("service") + " was broken off: "
                + (wasDown ? "it was down and has been started" : "it runs");
    }

    /** The old container is still there: back to it. */
    static String goBack(DockerEngine engine, JournalEntry entry) {
        String service = entry.fact("service");
        removeHandles(engine, entry.id());
        entry.known("file").ifPresent(file -> {
            if (!ProjectFile.putBack(Path.of(file), Path.of(entry.fact("kept")), entry.fact("written"))) {
                throw Failure.failed(
                        "the Compose file of a broken-off rescue cannot be put back",
                        "by hand: mv " + entry.fact("kept") + " " + file);
            }
        });
        boolean wasRunning = Boolean.parseBoolean(entry.fact("wasRunning"));
        // In the phase before the stop nobody has told it to.
        Optional<Instant> since = entry.known("started")
                .map(Instant::parse)
                .filter(at -> !entry.phase().equals("volume"));
        boolean isBack = wasRunning && Comeback.start(engine, entry.fact("container"), since);
        removeMade(engine, entry);
        return "a rescue of " + service + " was broken off at " + entry.phase() + ": it is as it was before"
                + (isBack ? ", and runs again" : "");
    }

    /** Removes volumes that the undertaking made; a copy that was not used may be half. */
    private static void removeMade(DockerEngine engine, JournalEntry entry) {
        for (Move move : MigrationJournal.moves(entry)) {
            Optional<Volume> made = engine.volume(move.volume())
                    .filter(volume -> entry.id().equals(volume.labels().get(Migrator.MADE_LABEL)));
            made.ifPresent(volume -> engine.removeVolume(volume.name()));
        }
    }

    /** The copy is checked and the old container may be gone: on to the new one. */
    private String goOn(JournalEntry entry) {
        ComposeService project = MigrationJournal.project(entry);
        removeHandles(engine, entry.id());
        if (engine.container(entry.fact("container")).isPresent()) {
            engine.removeContainer(entry.fact("container"), false);
        }
        Migrator.up(ComposeProgram.of(project, engine.address()), project.service());
        Migrator.checkMounts(Migrator.current(engine, project), MigrationJournal.moves(entry));
        MigrationJournal.left(entry).forEach((volume, mark) -> memory.remember(volume, mark, entry.begun()));
        return "a rescue of " + project.service() + " was broken off at " + entry.phase()
                + ": it has been brought to its end"
                + (entry.phase().equals("proof") ? " but for the proof" : "") + ", and runs on "
                + String.join(
                        ", ",
                        MigrationJournal.moves(entry).stream().map(Move::volume).toList());
    }

    /** Removes the never-started and throw-away containers of an undertaking. */
    static void removeHandles(DockerEngine engine, String undertaking) {
        for (Container left : engine.containers(Map.of(ContainerWish.OWN_LABEL, undertaking))) {
            engine.removeContainer(left.id(), true);
        }
    }
}
