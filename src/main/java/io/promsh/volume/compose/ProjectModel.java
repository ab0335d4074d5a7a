package io.promsh.volume.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.util.Optional;

/** A project as its file says, read from what {@code compose config} prints: interpolated, merged, checked. */
public final class ProjectModel {
    private final String project;
    private final JsonNode root;

    private ProjectModel(String project, JsonNode root) {
        this.project = project;
        this.root = root;
    }

    /** Reads the output of {@code compose config}. */
    public static ProjectModel read(String project, String yaml) {
        try {
            return new ProjectModel(project, new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw Failure.failed("what Compose says of the project cannot be read: " + e.getMessage(), "")
                    .withCause(e);
        }
    }

    /** Returns the key of the named volume that the file mounts at a path of a service. */
    public Optional<String> volumeAt(String service, String path) {
        for (JsonNode mount : root.path("services").path(service).path("volumes")) {
            String source = mount.isTextual()
                    ? part(mount.asText(), 0)
                    : mount.path("source").asText("");
            String target = mount.isTextual()
                    ? part(mount.asText(), 1)
                    : mount.path("target").asText("");
            if (target.equals(path) && root.path("volumes").has(source)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    private static String part(String mount, int part) {
        String[] parts = mount.split(":", -1);
        return part < parts.length ? parts[part] : "";
    }

    /** Returns the name that a volume of the file has in the engine. */
    public String nameOf(String key) {
        JsonNode volume = root.path("volumes").path(key);
        String external = volume.path("external").path("name").asText("");
        String name = external.isEmpty() ? volume.path("name").asText("") : external;
        if (!name.isEmpty()) {
            return name;
        }
        boolean isExternal = volume.path("external").asBoolean(false);
        return isExternal ? key : project + "_" + key;
    }

    /** Returns whether the file declares a volume. */
    public boolean declares(String key) {
        return root.path("volumes").has(key);
    }

    /** Returns whether the file has a service. */
    public boolean hasService(String service) {
        return root.path("services").has(service);
    }
}
