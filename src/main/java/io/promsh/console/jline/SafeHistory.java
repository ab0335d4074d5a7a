package io.promsh.console.jline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.impl.history.DefaultHistory;

/** The history of entries across sessions, in a file that only its owner reads, without what looks like a secret. */
final class SafeHistory extends DefaultHistory {
    @Override
    public void add(Instant time, String line) {
        if (!line.isBlank() && !Secrets.mayBeIn(line)) {
            super.add(time, line);
        }
    }

    /** Returns the entries, oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(size());
        for (Entry entry : this) {
            lines.add(entry.line());
        }
        return lines;
    }

    /** Makes sure that the file is there, can be written, and is its owner's alone. */
    static void prepare(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        if (!Files.isWritable(file)) {
            throw new IOException("not writable");
        }
    }
}
