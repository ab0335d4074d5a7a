package io.promsh.audit.live;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.state.ImageName;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path at which a container keeps state, as it is.
 *
 * @param mount what it lies on, or empty for the container's own layer
 */
public record LiveSpot(ContainerDetail container, StatefulService kind, String path, Optional<Mount> mount) {
    /** Returns every such path of these containers. */
    public static List<LiveSpot> of(List<ContainerDetail> containers) {
        List<LiveSpot> spots = new ArrayList<>();
        for (ContainerDetail container : containers) {
            StatefulService kind =
                    StatefulServices.ofImage(container.summary().image()).orElse(null);
            if (kind == null) {
                continue;
            }
            ImageName image = ImageName.parse(container.summary().image());
            for (String path : kind.paths(image, container.arguments(), container.environmentByName())) {
                spots.add(new LiveSpot(container, kind, path, container.mountOf(path)));
            }
        }
        return spots;
    }

    /** Returns the Compose service, else the container's name. */
    public String service() {
        return container.summary().displayName();
    }

    /** Returns the same words for the same path in the project's files. */
    public String key() {
        return service() + " " + path;
    }
}
