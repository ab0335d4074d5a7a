package io.promsh.volume.state;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.state.ImageName;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.util.List;
import java.util.Optional;

/** A kind of service that is known to keep data, seen from its containers. The table is that of {@link StatefulServices}. */
public record KnownService(StatefulService kind) {
    /** The name of Prometheus in the table. */
    public static final String PROMETHEUS = "Prometheus";

    /** Returns the kind of service that an image is, by its name: {@code quay.io/prometheus/prometheus:v2.53.3}. */
    public static Optional<KnownService> ofImage(String image) {
        return StatefulServices.ofImage(image).map(KnownService::new);
    }

    /** Returns what people call it. */
    public String name() {
        return kind.name();
    }

    /** Returns where a container of this kind keeps its data, as its flags and environment say. */
    public List<String> pathsOf(ContainerDetail container) {
        return kind.paths(
                ImageName.parse(container.summary().image()),
                container.arguments(),
                container.environmentByName(),
                container.workingDir().isEmpty() ? "/" : container.workingDir());
    }
}
