package io.promsh.intake;

import io.promsh.export.Manifest;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What an unpacked archive holds: data directories wherever they lie in it, else files of samples. */
final class Archives {
    private Archives() {}

    static List<Source> sources(Path unpacked) throws IOException {
        List<Path> directories;
        try (Stream<Path> all = Files.walk(unpacked)) {
            directories = all.filter(Files::isDirectory)
                    .filter(folder -> Files.isDirectory(folder.resolve("wal"))
                            || !TsdbBlock.foldersIn(folder).isEmpty())
                    .sorted()
                    .toList();
        }
        if (!directories.isEmpty()) {
            return directories.stream()
                    .map(folder -> new Source(folder, SourceKind.TSDB, 0))
                    .toList();
        }
        List<Source> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(unpacked)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals(Manifest.FILE)) {
                    files.addAll(Sources.of(List.of(file), Optional.empty(), Set.of()));
                }
            }
        }
        return files;
    }
}
