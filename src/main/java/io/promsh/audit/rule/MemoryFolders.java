package io.promsh.audit.rule;

import io.promsh.audit.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;

/** File systems of this machine that live in memory. */
final class MemoryFolders {
    private static final Path MOUNTS = Path.of("/proc/mounts");

    private MemoryFolders() {}

    /** Returns whether a path of this machine lies in memory, by the table of mounts; false where there is no such table. */
    static boolean holds(String path) {
        return holds(path, SourceFiles.lines(MOUNTS));
    }

    /** The same by a given table. */
    static boolean holds(String path, List<String> mounts) {
        String best = "";
        boolean isMemory = false;
        for (String line : mounts) {
            String[] cells = line.split(" ", -1);
            if (cells.length < 3) {
                continue;
            }
            String folder = cells[1].replace("\\040", " ");
            String prefix = folder.endsWith("/") ? folder : folder + "/";
            boolean isUnder = (path + "/").startsWith(prefix);
            if (isUnder && folder.length() >= best.length()) {
                best = folder;
                isMemory = cells[2].equals("tmpfs") || cells[2].equals("ramfs");
            }
        }
        return isMemory;
    }
}
