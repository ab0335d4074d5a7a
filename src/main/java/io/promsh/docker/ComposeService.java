package io.promsh.docker;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Compose wrote on a container. Containers of a project are found by these labels, never by name: names differ between
 * versions and after a failed recreate.
 *
 * @param number of the container in its service, from 1
 * @param workingDir the project's folder on the machine where Compose ran
 * @param configFiles absolute paths; relative ones are resolved against {@code workingDir}
 * @param configHash changes when the next {@code up} would recreate the container
 * @param isOneOff whether it was made by {@code run}
 */
public record ComposeService(
        String project,
        String service,
        String number,
        String workingDir,
        List<String> configFiles,
        String configHash,
        String version,
        boolean isOneOff) {
    private static final String PREFIX = "com.docker.compose.";

    public ComposeService {
        configFiles = List.copyOf(configFiles);
    }

    /** Reads the labels of a container; empty where Compose did not make it. */
    public static Optional<ComposeService> of(Map<String, String> labels) {
        String project = labels.getOrDefault(PREFIX + "project", "");
        String service = labels.getOrDefault(PREFIX + "service", "");
        if (project.isEmpty() || service.isEmpty()) {
            return Optional.empty();
        }
        String folder = labels.getOrDefault(PREFIX + "project.working_dir", "");
        return Optional.of(new ComposeService(
                project,
                service,
                labels.getOrDefault(PREFIX + "container-number", ""),
                folder,
                files(folder, labels.getOrDefault(PREFIX + "project.config_files", "")),
                labels.getOrDefault(PREFIX + "config-hash", ""),
                labels.getOrDefault(PREFIX + "version", ""),
                labels.getOrDefault(PREFIX + "oneoff", "").equalsIgnoreCase("true")));
    }

    private static List<String> files(String folder, String joined) {
        return Arrays.stream(joined.split(","))
                .map(String::strip)
                .filter(file -> !file.isEmpty())
                .map(file -> file.startsWith("/") || folder.isEmpty() ? file : folder + "/" + file)
                .toList();
    }

    /** Returns the label filter that finds all containers of a project. */
    public static Map<String, String> project(String project) {
        return Map.of(PREFIX + "project", project);
    }

    /** Returns the label filter that finds all containers of a service. */
    public static Map<String, String> service(String project, String service) {
        return Map.of(PREFIX + "project", project, PREFIX + "service", service);
    }
}
