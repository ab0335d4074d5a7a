package io.promsh.volume.state;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where a container keeps state, read from what it mounts now: the file of the project may say otherwise and be wrong. */
public final class ServiceState {
    private ServiceState() {}

    /**
     * Returns the paths at which a container keeps state: those known of its kind, and every writable volume besides.
     *
     * @param volumes finds a volume by name, for its driver's options
     */
    public static List<StatePath> of(ContainerDetail container, Function<String, Optional<Volume>> volumes) {
        Map<String, StatePath> found = new LinkedHashMap<>();
        Optional<KnownService> known = KnownService.ofImage(container.summary().image());
        for (String path : known.map(kind -> kind.pathsOf(container)).orElse(List.of())) {
            // InfluxDB 1 and 2 keep theirs at different places; the one that no mount holds is not used.
            boolean isOther = found.size() > 0 && container.mountOf(path).isEmpty();
            if (!isOther) {
                found.put(path, at(container, path, container.mountOf(path), true, volumes));
            }
        }
        for (Mount mount : container.mounts()) {
            boolean holdsFound = found.keySet().stream().anyMatch(mount::holds);
            if (mount.isWritable() && mount.kind() == Mount.Kind.VOLUME && !holdsFound) {
                found.put(mount.destination(), at(container, mount.destination(), Optional.of(mount), false, volumes));
            }
        }
        return new ArrayList<>(found.values());
    }

    private static StatePath at(
            ContainerDetail container,
            String path,
            Optional<Mount> mount,
            boolean isKnown,
            Function<String, Optional<Volume>> volumes) {
        Storage storage = mount.map(found -> storage(found, volumes)).orElse(Storage.LAYER);
        String where = mount.map(found -> found.kind() == Mount.Kind.VOLUME ? found.name() : found.source())
                .orElse("");
        return new StatePath(container.id(), container.summary().displayName(), path, storage, where, isKnown);
    }

    private static Storage storage(Mount mount, Function<String, Optional<Volume>> volumes) {
        return switch (mount.kind()) {
            case BIND, OTHER -> Storage.BIND;
            case TMPFS -> Storage.MEMORY;
            case VOLUME -> volume(mount, volumes.apply(mount.name()));
        };
    }

    private static Storage volume(Mount mount, Optional<Volume> volume) {
        boolean isMemory =
                volume.map(found -> "tmpfs".equals(found.options().get("type"))).orElse(false);
        if (isMemory) {
            return Storage.MEMORY;
        }
        boolean isAnonymous =
                mount.isAnonymous() || volume.map(Volume::isAnonymous).orElse(false);
        return isAnonymous ? Storage.ANONYMOUS : Storage.NAMED;
    }
}
