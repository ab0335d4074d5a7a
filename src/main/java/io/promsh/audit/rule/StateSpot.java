package io.promsh.audit.rule;

import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.MountLine;
import io.promsh.audit.source.Node;
import io.promsh.docker.state.ImageName;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A path at which a service keeps state, as the files have it.
 *
 * @param mount what it lies on, or empty for nothing that the file names
 */
record StateSpot(ComposeService service, StatefulService kind, String path, Optional<MountLine> mount) {
    /** Returns every such path of the services that {@code up} starts. */
    static List<StateSpot> of(ComposeProject project) {
        List<StateSpot> spots = new ArrayList<>();
        for (ComposeService service : project.active()) {
            StatefulService kind = StatefulServices.ofImage(service.image()).orElse(null);
            if (kind == null) {
                continue;
            }
            ImageName image = ImageName.parse(service.image());
            List<MountLine> mounts = mounts(project, service);
            for (String path : kind.paths(image, service.commandWords(), service.variables())) {
                Optional<MountLine> mount = mounts.stream()
                        .filter(one -> one.covers(path))
                        .max(Comparator.comparingInt(one -> one.target().length()));
                spots.add(new StateSpot(service, kind, path, mount));
            }
        }
        return spots;
    }

    /** Returns a service's own mounts and those that it takes over from others. */
    static List<MountLine> mounts(ComposeProject project, ComposeService service) {
        List<MountLine> mounts = new ArrayList<>(service.mounts());
        for (Node item : service.node().items("volumes_from")) {
            String other = item.text().split(":", 2)[0];
            project.service(other).ifPresent(found -> mounts.addAll(found.mounts()));
        }
        return mounts;
    }

    /** Returns whether it is a server's database of samples. */
    boolean isTsdb() {
        return List.of("Prometheus", "VictoriaMetrics", "Thanos", "Mimir").contains(kind.name());
    }

    /** Returns the name of a volume for it: {@code prometheus_data}. */
    String volumeName() {
        return service.name().replace('-', '_') + "_data";
    }
}
