package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** One restore under way. A volume that it made goes again when it fails; what it stopped is started again, whatever happens. */
final class RestoreRun {
    private final DockerEngine engine;
    private final Journal journal;
    private final Telling telling;
    private JournalEntry entry;
    private boolean owes;

    RestoreRun(DockerEngine engine, Journal journal, JournalEntry entry, Telling telling) {
        this.engine = engine;
        this.journal = journal;
        this.entry = entry;
        this.telling = telling;
    }

    RestoreReport run(RestoreWish wish, RestorePlan plan, Supplier<Optional<Path>> safety) {
        List<ContainerDetail> stopped = plan.existing().isPresent()
                ? VolumeUsers.of(engine, wish.volume()).writers()
                : List.of();
        boolean good = false;
        try {
            stop(stopped);
            Optional<Path> kept = safety.get();
            RestoreReport report = fill(wish, plan, kept);
            good = true;
            return report;
        } catch (IOException e) {
            throw Failure.failed("the restore broke off: " + e.getMessage(), "do it again with the same line")
                    .withCause(e);
        } finally {
            boolean isGood = good;
            Steadily.run(() -> settle(stopped, isGood));
        }
    }

    private void stop(List<ContainerDetail> writers) {
        if (writers.isEmpty()) {
            return;
        }
        entry = entry.with("started", Restore.started(writers));
        noted("stop", "stopped", Restore.ids(writers));
        owes = true;
        for (ContainerDetail writer : writers) {
            telling.note("stops " + writer.summary().displayName());
            engine.stop(writer.id(), Restore.grace(writer));
        }
    }

    private RestoreReport fill(RestoreWish wish, RestorePlan plan, Optional<Path> kept) throws IOException {
        boolean isNew = plan.existing().isEmpty();
        if (isNew) {
            noted("fill", "made", wish.volume());
            engine.createVolume(Repairs.marked(plan.wish(), entry.id()));
        } else {
            noted("fill", "half", wish.volume());
        }
        owes = true;
        VolumeContent content = new VolumeContent(engine);
        if (!plan.isEmpty()) {
            content.empty(plan.image(), wish.volume(), entry.id());
        }
        Handle handle = Handle.on(engine, plan.image(), wish.volume(), false, entry.id());
        try {
            content.fill(handle, wish.file(), wish.keepLinksOut(), plan.check(), telling);
            VolumeContent.Proof proof = content.prove(
                    handle, wish.file(), wish.keepLinksOut(), plan.check().root(), telling);
            return new RestoreReport(wish.volume(), proof.files(), proof.bytes(), isNew, kept);
        } finally {
            handle.remove();
        }
    }

    private void settle(List<ContainerDetail> stopped, boolean isGood) {
        try {
            if (!isGood && !entry.fact("made").isEmpty()) {
                Handle.removeAll(engine, entry.id());
                engine.removeVolume(entry.fact("made"));
                telling.note("the half volume was removed again");
            }
            if (!stopped.isEmpty()) {
                Undo.start(engine, Undo.started(stopped));
                telling.note("started again: "
                        + String.join(
                                ", ",
                                stopped.stream()
                                        .map(one -> one.summary().displayName())
                                        .toList()));
            }
            owes = !isGood && !entry.fact("half").isEmpty();
        } finally {
            if (owes) {
                journal.write(entry.takenBy(""));
            } else {
                journal.close(entry);
            }
        }
    }

    private void noted(String phase, String name, String value) {
        entry = entry.at(phase).with(name, value);
        journal.write(entry);
    }
}
