package io.promsh.audit.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A git working tree, read without git: its index and its ignore files. No program is started, so that a hostile repository's
 * settings have nothing to run in.
 *
 * @param root the folder of the tree
 * @param tracked paths in the index, relative with slashes
 * @param ignores the rules of its ignore files, weakest first
 */
public record GitTree(Path root, Set<String> tracked, GitIgnore ignores) {
    public GitTree {
        tracked = Set.copyOf(tracked);
    }

    /** Returns the tree that a folder lies in, or empty where there is none. */
    public static Optional<GitTree> around(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return read(at, git, folder);
            }
        }
        return Optional.empty();
    }

    private static Optional<GitTree> read(Path root, Path git, Path folder) {
        try {
            Path store = git;
            if (Files.isRegularFile(git)) {
                String link = Files.readString(git).strip();
                if (!link.startsWith("gitdir:")) {
                    return Optional.empty();
                }
                store = root.resolve(link.substring("gitdir:".length()).strip()).normalize();
            }
            Path index = store.resolve("index");
            Set<String> tracked = Files.isRegularFile(index) ? GitIndex.paths(Files.readAllBytes(index)) : Set.of();
            List<Path> folders = new ArrayList<>();
            for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
                folders.add(0, at);
            }
            return Optional.of(new GitTree(root, tracked, GitIgnore.read(root, folders, store)));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a path as git writes it, or an empty string outside of the tree. */
    public String nameOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString().replace('\\', '/') : "";
    }

    /** Returns whether git keeps the file. */
    public boolean isTracked(Path file) {
        return tracked.contains(nameOf(file));
    }

    /** Returns whether git keeps anything below a folder. */
    public boolean isTrackedBelow(Path folder) {
        String prefix = nameOf(folder) + "/";
        return tracked.stream().anyMatch(path -> path.startsWith(prefix));
    }

    /** Returns whether git leaves the file alone. */
    public boolean isIgnored(Path file) {
        return ignores.matches(nameOf(file));
    }
}
