package io.promsh.volume.restart;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.Uninterrupted;
import java.util.ArrayList;
import java.util.List;

/** What is done when a restart does not work out: the service must not stay down for it. */
final class Aftercare {
    private Aftercare() {}

    /** Starts the container where it is down, and returns the failure with what was done. */
    static Failure of(DockerEngine engine, Journal journal, JournalEntry entry, Failure failure) {
        List<String> detail = new ArrayList<>(failure.detail());
        Uninterrupted.run(() -> care(engine, journal, entry, detail));
        return failure.withDetail(detail);
    }

    private static void care(DockerEngine engine, Journal journal, JournalEntry entry, List<String> detail) {
        String container = entry.fact("container");
        try {
            boolean isDown = engine.container(container)
                    .map(found -> !found.state().isRunning())
                    .orElse(false);
            if (isDown) {
                engine.start(container);
                detail.add("it was down, and has been started again");
            }
            entry.known("snapshot").ifPresent(folder -> detail.add("the snapshot is kept: " + folder));
            journal.close(entry);
        } catch (Failure second) {
            // Given up, so that the next run takes it on.
            journal.write(entry.takenBy(""));
            detail.add("whether it runs is not known: " + second.message() + "; the next restart or rescue starts it");
        }
    }
}
