package io.promsh.volume.backup;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Image;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.state.KnownService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A volume and the containers that mount it, in whatever state; promsh's own handles are left out.
 *
 * @param users of the volume
 */
record VolumeUsers(Volume volume, List<ContainerDetail> users) {
    /** Looks. Throws a failure when there is no such volume. */
    static VolumeUsers of(DockerEngine engine, String name) {
        Volume volume =
                engine.volume(name).orElseThrow(() -> Failure.failed("there is no volume " + name, "see: volume list"));
        List<ContainerDetail> users = new ArrayList<>();
        for (Container container : engine.containers(Map.of())) {
            boolean uses =
                    container.mounts().stream().anyMatch(mount -> mount.name().equals(name));
            if (uses && !container.labels().containsKey(ContainerWish.OWN_LABEL)) {
                engine.container(container.id()).ifPresent(users::add);
            }
        }
        return new VolumeUsers(volume, List.copyOf(users));
    }

    /** Returns the users whose processes exist and may write. */
    List<ContainerDetail> writers() {
        return users.stream()
                .filter(user -> user.state().isRunning()
                        || user.state().isPaused()
                        || user.state().status().equals("restarting"))
                .filter(user -> mount(user).isWritable())
                .toList();
    }

    Mount mount(ContainerDetail user) {
        return user.mounts().stream()
                .filter(mount -> mount.name().equals(volume.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the kind of service that writes here, where it is known. */
    Optional<KnownService> kind() {
        return users.stream()
                .flatMap(user -> KnownService.ofImage(user.summary().image()).stream())
                .findFirst();
    }

    /** Returns the running Prometheus whose data folder lies in this volume, if it is the only writer. */
    Optional<PrometheusContainer> prometheus() {
        List<ContainerDetail> writers = writers();
        return writers.size() != 1
                ? Optional.empty()
                : PrometheusContainer.of(writers.get(0))
                        .filter(server -> writers.get(0)
                                .mountOf(server.dataPath())
                                .map(mount -> mount.name().equals(volume.name())
                                        && mount.destination().equals(server.dataPath()))
                                .orElse(false));
    }

    /** Returns the service that uses the volume, else its container; empty when nothing does. */
    String service() {
        return users.isEmpty() ? "" : users.get(0).summary().displayName();
    }

    /** Returns where the volume is mounted, or a place for one that nothing mounts. */
    String path() {
        return users.isEmpty() ? "/data" : mount(users.get(0)).destination();
    }

    /** Returns an image that can hold a handle on the volume: the users' own, else any that is here. */
    static String anyImage(DockerEngine engine, VolumeUsers users, List<String> preferred) {
        if (!users.users().isEmpty()) {
            return users.users().get(0).summary().imageId();
        }
        for (String image : preferred) {
            if (!image.isEmpty() && engine.image(image).isPresent()) {
                return image;
            }
        }
        return engine.images().stream()
                .map(Image::id)
                .findFirst()
                .orElseThrow(() -> Failure.failed(
                        "there is no image on this engine to reach the volume with", "type: docker pull busybox"));
    }
}
