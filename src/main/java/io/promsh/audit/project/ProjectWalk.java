package io.promsh.audit.project;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The files of a project folder, sorted, to a bounded depth and number; what others put there is left out. */
public record ProjectWalk(Path root, List<Path> files, boolean isCut) {
    private static final int DEEPEST = 6;
    private static final int MOST = 5_000;
    private static final Set<String> LEFT_OUT = Set.of(
            ".git", "node_modules", "target", "build", "dist", ".venv", "venv", "vendor", ".idea", "__pycache__");

    public ProjectWalk {
        files = List.copyOf(files);
    }

    /** Walks a folder; one that cannot be read has no files. */
    public static ProjectWalk of(Path root) {
        List<Path> files = new ArrayList<>();
        boolean[] cut = new boolean[1];
        SimpleFileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean isOthers = !folder.equals(root) && LEFT_OUT.contains(String.valueOf(folder.getFileName()));
                return isOthers ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (files.size() == MOST) {
                    cut[0] = true;
                    return FileVisitResult.TERMINATE;
                }
                if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(root, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, visitor);
        } catch (IOException e) {
            cut[0] = true;
        }
        Collections.sort(files);
        return new ProjectWalk(root, files, cut[0]);
    }
}
