package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.archive.BackupWriter;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.archive.Manifest;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.restart.SafetyNet;
import io.promsh.volume.server.PrometheusContainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One backup under way. Whatever is paused, stopped or made on the engine stands in the journal before it is done; where it cannot
 * be undone (the engine has died), the journal keeps it for the next run.
 */
final class BackupRun {
    private static final int HOT_TRIES = 3;
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final DockerEngine engine;
    private final Journal journal;
    private final VolumeUsers users;
    private final Optional<ServerWay> server;
    private final Telling telling;
    private JournalEntry entry;
    private Duration halted = Duration.ZERO;
    private boolean owes;
    private boolean isHandleLeft;

    BackupRun(
            DockerEngine engine,
            Journal journal,
            JournalEntry entry,
            VolumeUsers users,
            Optional<ServerWay> server,
            Telling telling) {
        this.engine = engine;
        this.journal = journal;
        this.entry = entry;
        this.users = users;
        this.server = server;
        this.telling = telling;
    }

    /** Thrown when a pause lasts longer than allowed. */
    private static final class OverBudget extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    Duration halted() {
        return halted;
    }

    /** Forgets the undertaking unless something is still to be undone. */
    void closeUnlessOwing() {
        if (owes) {
            // Nobody's: found by the next command, also in this process.
            journal.write(entry.takenBy(""));
        } else {
            journal.close(entry);
        }
    }

    /** Tries the ways in their order until one works out. */
    BackupWriter.Written write(List<Consistency> ways, Path part, Manifest manifest, BackupWish wish)
            throws IOException {
        for (Consistency way : ways) {
            Optional<BackupWriter.Written> written = tried(way, part, manifest, wish);
            if (written.isPresent()) {
                return written.get();
            }
        }
        throw Failure.of(
                FailureKind.REFUSED,
                "no way without a stop gave a complete copy",
                "try it again, or stop it for the copy and start it again: volume backup " + wish.volume() + " --stop");
    }

    private Optional<BackupWriter.Written> tried(Consistency way, Path part, Manifest manifest, BackupWish wish)
            throws IOException {
        return switch (way) {
            case IDLE -> idle(part, manifest, wish);
            case SNAPSHOT -> snapshot(part, manifest, wish);
            case PAUSED -> paused(part, manifest, wish);
            case HOT -> hot(part, manifest, wish);
            case STOPPED -> Optional.of(stopped(part, manifest, wish));
            case UNKNOWN -> throw new IllegalArgumentException("no way to read");
        };
    }

    private Optional<BackupWriter.Written> idle(Path part, Manifest manifest, BackupWish wish) throws IOException {
        BackupWriter.Written written =
                fromHandle(part, manifest, wish, Consistency.IDLE, path -> false, Long.MAX_VALUE);
        if (!VolumeUsers.of(engine, wish.volume()).writers().isEmpty()) {
            Files.delete(part);
            throw Failure.failed("something that uses the volume was started while it was read", "try it again");
        }
        return Optional.of(written);
    }

    private Optional<BackupWriter.Written> snapshot(Path part, Manifest manifest, BackupWish wish) throws IOException {
        PrometheusContainer prometheus = server.orElseThrow().server();
        noted("snapshot", "container", prometheus.id());
        String folder;
        try {
            folder = server.orElseThrow().snapshot();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            telling.note(failure.message() + "; another way is taken");
            return Optional.empty();
        }
        noted("snapshot", "snapshot", folder);
        owes = true;
        try (InputStream archive = engine.readArchive(prometheus.id(), folder)) {
            return Optional.of(
                    write(archive, part, manifest, wish, Consistency.SNAPSHOT, path -> false, Long.MAX_VALUE));
        } finally {
            Steadily.run(() -> removeSnapshot(prometheus, folder));
        }
    }

    private void removeSnapshot(PrometheusContainer prometheus, String folder) {
        Optional<String> left = SafetyNet.remove(engine, prometheus, folder);
        left.ifPresent(typed -> telling.note("the snapshot could not be removed and takes up room: " + typed));
        owes = left.isPresent();
    }

    private Optional<BackupWriter.Written> paused(Path part, Manifest manifest, BackupWish wish) throws IOException {
        List<ContainerDetail> writers = users.writers().stream()
                .filter(writer -> !writer.state().isPaused())
                .toList();
        noted("pause", "paused", ids(writers));
        owes = true;
        long begun = System.nanoTime();
        try {
            writers.forEach(writer -> engine.pause(writer.id()));
            long limit = begun + wish.pauseBudget().toNanos();
            return Optional.of(fromHandle(part, manifest, wish, Consistency.PAUSED, path -> false, limit));
        } catch (OverBudget e) {
            telling.note("the pause was given up: reading takes longer than "
                    + wish.pauseBudget().toSeconds() + " s");
            return Optional.empty();
        } finally {
            Steadily.run(() -> Undo.unpause(
                    engine, writers.stream().map(ContainerDetail::id).toList()));
            owes = isHandleLeft;
            halted = Duration.ofNanos(System.nanoTime() - begun);
        }
    }

    private Optional<BackupWriter.Written> hot(Path part, Manifest manifest, BackupWish wish) throws IOException {
        PrometheusContainer prometheus = server.orElseThrow().server();
        for (int i = 1; i <= HOT_TRIES; i++) {
            Optional<HotMark> before = HotMark.take(engine, prometheus);
            if (before.isEmpty()) {
                telling.note("the server does not tell its compactions: a live copy cannot be trusted");
                return Optional.empty();
            }
            BackupWriter.Written written =
                    fromHandle(part, manifest, wish, Consistency.HOT, BackupRun::isDebris, Long.MAX_VALUE);
            if (before.equals(HotMark.take(engine, prometheus))) {
                return Optional.of(written);
            }
            Files.delete(part);
            telling.note("a compaction fell into the copy, which may lack samples now: thrown away (try " + i + " of "
                    + HOT_TRIES + ")");
        }
        return Optional.empty();
    }

    private BackupWriter.Written stopped(Path part, Manifest manifest, BackupWish wish) throws IOException {
        List<ContainerDetail> writers = users.writers();
        entry = entry.with("started", Restore.started(writers));
        noted("stop", "stopped", ids(writers));
        owes = true;
        long begun = System.nanoTime();
        try {
            for (ContainerDetail writer : writers) {
                telling.note("stops " + writer.summary().displayName());
                engine.stop(writer.id(), writer.policy().stopTimeout().orElse(GRACE));
            }
            return fromHandle(part, manifest, wish, Consistency.STOPPED, path -> false, Long.MAX_VALUE);
        } finally {
            Steadily.run(() -> Undo.start(engine, Undo.started(writers)));
            owes = isHandleLeft;
            halted = Duration.ofNanos(System.nanoTime() - begun);
            telling.note("started again after " + halted.toSeconds() + " s");
        }
    }

    /** What a server makes and throws away by itself. */
    private static boolean isDebris(String path) {
        return path.matches("[^/]*\\.tmp(-for-(creation|deletion))?(/.*)?");
    }

    private static String ids(List<ContainerDetail> containers) {
        return containers.stream().map(ContainerDetail::id).collect(Collectors.joining(","));
    }

    private void noted(String phase, String name, String value) {
        entry = entry.at(phase).with(name, value);
        journal.write(entry);
    }

    private BackupWriter.Written fromHandle(
            Path part, Manifest manifest, BackupWish wish, Consistency way, Predicate<String> leftOut, long limit)
            throws IOException {
        String image = VolumeUsers.anyImage(engine, users, List.of());
        Handle handle = Handle.on(engine, image, wish.volume(), true, entry.id());
        try (InputStream archive = engine.readArchive(handle.id(), Handle.PATH)) {
            return write(archive, part, manifest, wish, way, leftOut, limit);
        } finally {
            isHandleLeft = !handle.remove();
            owes |= isHandleLeft;
        }
    }

    private BackupWriter.Written write(
            InputStream archive,
            Path part,
            Manifest manifest,
            BackupWish wish,
            Consistency way,
            Predicate<String> leftOut,
            long limit)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (BackupWriter writer = new BackupWriter(part, wish.packing(), threads)) {
            writer.copy(archive, leftOut, bytes -> {
                if (System.nanoTime() > limit) {
                    throw new OverBudget();
                }
                telling.progress("reading", bytes);
            });
            return writer.finish(manifest.by(way));
        } catch (IOException | RuntimeException | Error e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }
}
