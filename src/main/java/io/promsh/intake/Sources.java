package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out what the files and folders named on the line are. */
public final class Sources {
    private Sources() {}

    /** The same for whole exports of samples only. */
    public static List<Source> of(List<Path> paths, Optional<SourceKind> told) {
        return of(paths, told, Set.of());
    }

    /**
     * Returns what is to be imported, in the order given. Throws a usage failure for a path that does not exist and a failure for one
     * that cannot be read or holds nothing.
     *
     * @param told the format of all files, instead of looking
     * @param allowed what is taken although it is no whole export of samples
     */
    public static List<Source> of(List<Path> paths, Optional<SourceKind> told, Set<Risk> allowed) {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw Failure.usage("there is no " + path, "name an export's folder, or files of samples");
            }
            try {
                int before = sources.size();
                if (Files.isDirectory(path)) {
                    folder(path, told, allowed, sources);
                } else {
                    sources.add(
                            new Source(path, told.isPresent() ? told.get() : FileHead.kindOf(path), Files.size(path)));
                }
                if (sources.size() == before) {
                    throw Failure.failed(path + " holds nothing that can be imported", "see: help import");
                }
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
        return List.copyOf(sources);
    }

    private static Failure unreadable(Path path, IOException e) {
        return Failure.failed(path + ": " + SourceReader.reason(e), "check the file and its permissions")
                .withCause(e);
    }

    private static void folder(Path folder, Optional<SourceKind> told, Set<Risk> allowed, List<Source> sources)
            throws IOException {
        if (Files.exists(folder.resolve("meta.json")) && Files.exists(folder.resolve("index"))) {
            sources.add(new Source(folder, SourceKind.BLOCK, size(folder)));
        } else if (Files.isDirectory(folder.resolve("wal"))
                || !TsdbBlock.foldersIn(folder).isEmpty()) {
            sources.add(new Source(folder, SourceKind.TSDB, size(folder)));
        } else if (ExportFolder.isOne(folder)) {
            sources.addAll(ExportFolder.sources(folder, told, allowed));
        } else {
            files(folder, told, sources);
        }
    }

    /** Files of samples in a folder, those of its own folders too; what begins with a dot is left out. */
    private static void files(Path folder, Optional<SourceKind> told, List<Source> sources) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
            for (Path file : files) {
                sources.add(new Source(file, told.isPresent() ? told.get() : FileHead.kindOf(file), Files.size(file)));
            }
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
