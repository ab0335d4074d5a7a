package io.promsh.docker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an image says of itself.
 *
 * @param volumes paths that get an anonymous volume where nothing else is mounted
 * @param classicVolumes the same in the older {@code ContainerConfig}, which Compose 1 reads to carry anonymous volumes over;
 *     empty in images that BuildKit made
 * @param hasClassicConfig whether the engine still shows {@code ContainerConfig}
 */
public record ImageDetail(
        Image summary,
        String user,
        String workingDir,
        List<String> entrypoint,
        List<String> command,
        List<String> environment,
        Set<String> volumes,
        Set<String> classicVolumes,
        boolean hasClassicConfig,
        Map<String, String> labels) {
    public ImageDetail {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = List.copyOf(environment);
        volumes = Set.copyOf(volumes);
        classicVolumes = Set.copyOf(classicVolumes);
        labels = Map.copyOf(labels);
    }

    /** Returns the id. */
    public String id() {
        return summary.id();
    }
}
