package io.promsh.export;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder of an export, and in it, while the export runs, a folder for what is needed to go on: the plan, the parts fetched so
 * far, a record of each finished metric. One process works in it at a time.
 */
final class ExportFolder implements AutoCloseable {
    static final String WORK = ".promsh-export";
    private static final String PLAN = "plan.json";

    private final Path folder;
    private final Path work;
    private final FileChannel channel;

    private ExportFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.work = folder.resolve(WORK);
        this.channel = channel;
    }

    /** Opens a folder for work; makes it where there is none. Throws where another process is at work in it. */
    static ExportFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve(WORK));
            FileChannel channel = FileChannel.open(
                    folder.resolve(WORK).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw Failure.of(
                        FailureKind.REFUSED,
                        "another export is at work in " + folder,
                        "wait for it, or take another folder");
            }
            return new ExportFolder(folder, channel);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A failure that says what is wrong with the disk and that nothing is lost. */
    static Failure failed(Path folder, IOException e) {
        if (Thread.currentThread().isInterrupted()) {
            return Failure.interrupted().withCause(e);
        }
        String reason = reason(e);
        boolean isFull = reason.contains("No space left") || reason.contains("quota");
        return Failure.failed(
                        isFull ? "the disk of " + folder + " is full" : "cannot write in " + folder + ": " + reason,
                        isFull
                                ? "make room, then run the same line again: what was fetched stays, it goes on"
                                : "check the folder, then run the same line again: it goes on")
                .withCause(e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException system) {
            return system.getReason() == null ? "no such file or folder" : system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    Path path() {
        return folder;
    }

    Optional<ExportPlan> plan() {
        Path file = work.resolve(PLAN);
        return Files.exists(file) ? Optional.of(ManifestReader.readPlan(file)) : Optional.empty();
    }

    void begin(ExportPlan plan) {
        for (MetricPlan metric : plan.metrics()) {
            for (ExportFormat format : plan.formats()) {
                Path file = folder.resolve(metric.stem() + format.ending());
                if (Files.exists(file)) {
                    throw Failure.of(
                            FailureKind.REFUSED,
                            file + " is there already, and of no export that could go on",
                            "take an empty folder");
                }
            }
        }
        write(work.resolve(PLAN), ManifestWriter.plan(plan));
    }

    /** Returns the folder for the parts of a batch of metrics. */
    Path parts(int batch) {
        return work.resolve("parts-" + batch);
    }

    void forgetParts(int batch) {
        delete(parts(batch));
    }

    /** Returns the metric as it was finished by an earlier run, where its files are still there. */
    Optional<ExportedMetric> finished(int number) {
        Path file = record(number);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ExportedMetric metric = ManifestReader.readRecord(file);
        return areThere(folder, metric.files()) ? Optional.of(metric) : Optional.empty();
    }

    /** Whether all files have the sizes that they had. */
    static boolean areThere(Path folder, List<ExportedFile> files) {
        for (ExportedFile file : files) {
            Path path = folder.resolve(file.name());
            try {
                if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
                    return false;
                }
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    void finish(int number, ExportedMetric metric) {
        write(record(number), ManifestWriter.record(metric));
    }

    private Path record(int number) {
        return work.resolve("metric-" + number + ".json");
    }

    /** Keeps a line that must be in the manifest, whoever finishes the export. */
    void keep(String name, String text) {
        write(work.resolve(name), text);
    }

    String kept(String name) {
        Path file = work.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Writes the manifest and removes what was needed to go on. */
    void complete(Manifest manifest, String summary) {
        write(folder.resolve("summary.txt"), summary);
        write(folder.resolve(Manifest.FILE), ManifestWriter.manifest(manifest));
        close();
        delete(work);
    }

    private void write(Path file, String text) {
        Path temporary = file.resolveSibling(file.getFileName() + MetricFiles.TEMPORARY);
        try {
            Files.writeString(temporary, text);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Lets another process in. An unfinished folder of work without a plan was never of use. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Removes the folder of work of an export that is finished. */
    void leave() {
        close();
        delete(work);
    }
}
