package io.promsh.audit.live;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.EngineVersion;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine says of a project.
 *
 * @param engine for the few questions that only some rules have
 * @param name the project's
 * @param containers of the project, in whatever state
 * @param all every container of the engine, promsh's own helpers left out
 * @param volumes every volume of the engine
 * @param images by id and by name as the containers and files have it; absent where the engine has none
 */
public record RunningProject(
        DockerEngine engine,
        EngineVersion version,
        String name,
        List<ContainerDetail> containers,
        List<Container> all,
        List<Volume> volumes,
        Map<String, ImageDetail> images) {
    public RunningProject {
        containers = List.copyOf(containers);
        all = List.copyOf(all);
        volumes = List.copyOf(volumes);
        images = Map.copyOf(images);
    }

    /** Asks the engine. Throws its failures. */
    public static RunningProject of(DockerEngine engine, String project) {
        EngineVersion version = engine.version();
        List<Container> all = engine.containers(Map.of()).stream()
                .filter(container -> !container.labels().containsKey(ContainerWish.OWN_LABEL))
                .toList();
        List<ContainerDetail> containers = new ArrayList<>();
        Map<String, ImageDetail> images = new LinkedHashMap<>();
        for (Container container : all) {
            boolean isOurs = container
                    .compose()
                    .filter(made -> made.project().equals(project) && !made.isOneOff())
                    .isPresent();
            if (isOurs) {
                engine.container(container.id()).ifPresent(containers::add);
                for (String image : List.of(container.imageId(), container.image())) {
                    engine.image(image).ifPresent(found -> images.put(image, found));
                }
            }
        }
        return new RunningProject(engine, version, project, containers, all, engine.volumes(), images);
    }

    /** Returns the names of the projects that the engine has containers of, sorted. */
    public static List<String> projects(DockerEngine engine) {
        return engine.containers(Map.of()).stream()
                .flatMap(container -> container.compose().stream())
                .map(ComposeService::project)
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the containers that run. */
    public List<ContainerDetail> running() {
        return containers.stream()
                .filter(container -> container.summary().isRunning())
                .toList();
    }

    /** Returns the running container of a service, or empty. */
    public Optional<ContainerDetail> running(String service) {
        return running().stream()
                .filter(container -> container.summary().displayName().equals(service))
                .findFirst();
    }

    /** Returns a volume by name. */
    public Optional<Volume> volume(String volume) {
        return volumes.stream().filter(one -> one.name().equals(volume)).findFirst();
    }

    /** Returns whether a container, in whatever state, mounts a volume. */
    public boolean isMounted(String volume) {
        return all.stream()
                .anyMatch(container -> container.mounts().stream()
                        .anyMatch(mount -> mount.name().equals(volume)));
    }
}
