package io.promsh.tsdb;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Makes what was written last, on the disk itself and not only in the memory before it. */
final class Flushing {
    private Flushing() {}

    /** Flushes all files of a folder, then the folders, innermost first. */
    static void tree(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> paths = all.toList();
            for (Path path : paths) {
                if (Files.isRegularFile(path)) {
                    file(path);
                }
            }
            for (int i = paths.size() - 1; i >= 0; i--) {
                if (Files.isDirectory(paths.get(i))) {
                    folder(paths.get(i));
                }
            }
        } catch (IOException e) {
            throw MappedFile.failure(root, e);
        }
    }

    private static void file(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Flushes what was created or renamed in a folder; some file systems do not open folders and are left alone. */
    static void folder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The rename itself is still atomic.
        }
    }
}
