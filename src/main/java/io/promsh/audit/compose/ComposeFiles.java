package io.promsh.audit.compose;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which files make up the project of a folder. */
public final class ComposeFiles {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml");
    private static final List<String> OVERRIDES = List.of(
            "compose.override.yml",
            "compose.override.yaml",
            "docker-compose.override.yml",
            "docker-compose.override.yaml");

    private ComposeFiles() {}

    /** Returns the files of a folder: those of {@code COMPOSE_FILE}, else the first known name with its override; or none. */
    public static List<Path> in(Path folder, Map<String, String> variables) {
        String listed = variables.getOrDefault("COMPOSE_FILE", "");
        if (!listed.isEmpty()) {
            String separator = variables.getOrDefault("COMPOSE_PATH_SEPARATOR", ":");
            List<Path> files = new ArrayList<>();
            for (String name : listed.split(java.util.regex.Pattern.quote(separator), 0)) {
                files.add(folder.resolve(name));
            }
            return files;
        }
        List<Path> files = new ArrayList<>();
        first(folder, NAMES, files);
        if (!files.isEmpty()) {
            first(folder, OVERRIDES, files);
        }
        return files;
    }

    private static void first(Path folder, List<String> names, List<Path> files) {
        names.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(files::add);
    }
}
