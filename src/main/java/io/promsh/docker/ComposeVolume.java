package io.promsh.docker;

import java.util.Map;
import java.util.Optional;

/**
 * What Compose wrote on a volume.
 *
 * @param project the project's name
 * @param volume the name in the file, without the project
 * @param version of the Compose that made it, may be empty; without it Compose 2 does not take the volume for its own
 */
public record ComposeVolume(String project, String volume, String version) {
    /** The label of the project, on volumes and containers. */
    public static final String PROJECT_LABEL = "com.docker.compose.project";

    /** The label of the volume's name in the file. */
    public static final String VOLUME_LABEL = "com.docker.compose.volume";

    /** The label of the version. */
    public static final String VERSION_LABEL = "com.docker.compose.version";

    /** Reads the labels of a volume; empty where Compose did not make it. */
    public static Optional<ComposeVolume> of(Map<String, String> labels) {
        String project = labels.getOrDefault(PROJECT_LABEL, "");
        String volume = labels.getOrDefault(VOLUME_LABEL, "");
        return project.isEmpty() || volume.isEmpty()
                ? Optional.empty()
                : Optional.of(new ComposeVolume(project, volume, labels.getOrDefault(VERSION_LABEL, "")));
    }

    /** Returns the labels that make Compose take a volume for its own. */
    public Map<String, String> labels() {
        return version.isEmpty()
                ? Map.of(PROJECT_LABEL, project, VOLUME_LABEL, volume)
                : Map.of(PROJECT_LABEL, project, VOLUME_LABEL, volume, VERSION_LABEL, version);
    }
}
