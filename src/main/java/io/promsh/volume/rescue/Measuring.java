package io.promsh.volume.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Measures what a folder of a Prometheus holds, from its archive: blocks by their {@code meta.json}, the newest samples by the
 * log, of which a copy is kept in a temporary folder for as long as it takes.
 */
final class Measuring {
    private final DockerEngine engine;

    Measuring(DockerEngine engine) {
        this.engine = engine;
    }

    Holdings measure(String container, String path) {
        try {
            Path folder = Files.createTempDirectory("promsh-look");
            try (InputStream in = engine.readArchive(container, path)) {
                return measure(in, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw Failure.failed("cannot look into " + path + ": " + e.getMessage(), "try it again")
                    .withCause(e);
        }
    }

    private static Holdings measure(InputStream in, Path folder) throws IOException {
        Holdings all = new Holdings(0, 0, Optional.empty(), Optional.empty());
        Instant blocksEnd = Instant.EPOCH;
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            String name = entry.getName().substring(entry.getName().indexOf('/') + 1);
            all = all.plus(new Holdings(0, entry.isFile() ? entry.getSize() : 0, Optional.empty(), Optional.empty()));
            if (name.matches("[0-9A-Z]{26}/meta\\.json")) {
                BlockMeta block = BlockMeta.read(name.substring(0, 26), new String(tar.readAllBytes(), UTF_8));
                all = all.plus(new Holdings(block.samples(), 0, Optional.of(block.start()), Optional.of(block.end())));
                blocksEnd = block.end().isAfter(blocksEnd) ? block.end() : blocksEnd;
            } else if (entry.isFile() && isHead(name)) {
                Path file = folder.resolve(name).normalize();
                if (!file.startsWith(folder)) {
                    throw new IOException("the archive leads out of its folder");
                }
                Files.createDirectories(file.getParent());
                Files.copy(tar, file);
            }
        }
        return all.plus(HeadCount.after(folder, blocksEnd));
    }

    private static boolean isHead(String name) {
        return name.startsWith("wal/") || name.startsWith("wbl/") || name.startsWith("chunks_head/");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> all = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        }
    }
}
