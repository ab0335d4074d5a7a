package io.promsh.volume.survey;

import io.promsh.docker.ComposeService;
import io.promsh.docker.ComposeVolume;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.volume.state.KnownService;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at all volumes of an engine and at the state that lies on none. Two questions, and one for each service that keeps state. */
public final class Survey {
    /** Above this many containers only services that are known to keep state are looked at closely. */
    private static final int LOOKED_AT_CLOSELY = 40;

    private Survey() {}

    /** Returns all places: the volumes by name, then what lies on none. */
    public static List<Place> of(DockerEngine engine) {
        List<Container> containers = engine.containers(Map.of()).stream()
                .filter(container -> !container.labels().containsKey(ContainerWish.OWN_LABEL))
                .toList();
        List<Volume> volumes = engine.volumes();
        List<Place> places = new ArrayList<>(ofVolumes(volumes, containers));
        Map<String, Volume> byName = new HashMap<>();
        volumes.forEach(volume -> byName.put(volume.name(), volume));
        for (Container container : containers) {
            boolean isKnown = KnownService.ofImage(container.image()).isPresent();
            if (isKnown || containers.size() <= LOOKED_AT_CLOSELY) {
                engine.container(container.id()).ifPresent(detail -> places.addAll(elsewhere(detail, byName)));
            }
        }
        return places;
    }

    static List<Place> ofVolumes(List<Volume> volumes, List<Container> containers) {
        Map<String, List<Container>> users = new HashMap<>();
        for (Container container : containers) {
            for (Mount mount : container.mounts()) {
                if (mount.kind() == Mount.Kind.VOLUME) {
                    users.computeIfAbsent(mount.name(), any -> new ArrayList<>())
                            .add(container);
                }
            }
        }
        List<Place> places = new ArrayList<>();
        for (Volume volume : volumes) {
            places.add(place(volume, users.getOrDefault(volume.name(), List.of()), twin(volume, volumes, users)));
        }
        return places;
    }

    private static Place place(Volume volume, List<Container> users, String twin) {
        Optional<ComposeService> service =
                users.stream().flatMap(user -> user.compose().stream()).findFirst();
        String project = service.map(ComposeService::project)
                .or(() -> volume.compose().map(ComposeVolume::project))
                .orElse("");
        String mountedAt = users.stream()
                .flatMap(user -> user.mounts().stream())
                .filter(mount -> mount.name().equals(volume.name()))
                .map(Mount::destination)
                .findFirst()
                .orElse("");
        return new Place(
                volume.name(),
                verdict(volume, !users.isEmpty(), !twin.isEmpty()),
                project,
                users.isEmpty() ? "" : users.get(0).displayName(),
                users.stream().map(Container::name).sorted().toList(),
                mountedAt,
                volume.mountpoint(),
                twin,
                Optional.of(volume));
    }

    static Verdict verdict(Volume volume, boolean isUsed, boolean hasTwin) {
        if ("tmpfs".equals(volume.options().get("type"))) {
            return Verdict.TMPFS;
        }
        if (!isUsed) {
            return hasTwin ? Verdict.TWIN : Verdict.UNUSED;
        }
        return volume.isAnonymous() ? Verdict.ANONYMOUS : Verdict.PERSISTENT;
    }

    /** Returns the volume of another project with the same name in its Compose file: one in use first. */
    private static String twin(Volume volume, List<Volume> volumes, Map<String, List<Container>> users) {
        String found = "";
        for (Volume other : volumes) {
            if (!other.name().equals(volume.name()) && areTwins(volume, other)) {
                if (users.containsKey(other.name())) {
                    return other.name();
                }
                found = other.name();
            }
        }
        return found;
    }

    static boolean areTwins(Volume one, Volume other) {
        Optional<ComposeVolume> first = one.compose();
        Optional<ComposeVolume> second = other.compose();
        if (first.isPresent() && second.isPresent()) {
            return first.get().volume().equals(second.get().volume())
                    && !first.get().project().equals(second.get().project());
        }
        // One that lost its labels, or was made by hand, is known by its name only.
        return isSuffix(first, other) || isSuffix(second, one);
    }

    private static boolean isSuffix(Optional<ComposeVolume> compose, Volume other) {
        return compose.isPresent()
                && other.compose().isEmpty()
                && other.name().endsWith("_" + compose.get().volume());
    }

    private static List<Place> elsewhere(ContainerDetail container, Map<String, Volume> volumes) {
        List<Place> places = new ArrayList<>();
        for (StatePath path : ServiceState.of(container, name -> Optional.ofNullable(volumes.get(name)))) {
            Optional<Verdict> verdict = verdict(path.storage(), path.where(), volumes);
            if (verdict.isPresent()) {
                places.add(place(container, path.path(), verdict.get(), path.where()));
            }
        }
        for (String destination : container.tmpfs().keySet()) {
            boolean isThere =
                    places.stream().anyMatch(place -> place.mountedAt().equals(destination));
            if (!isThere) {
                places.add(place(container, destination, Verdict.TMPFS, ""));
            }
        }
        return places;
    }

    private static Place place(ContainerDetail container, String path, Verdict verdict, String location) {
        Optional<ComposeService> compose = container.summary().compose();
        String service = container.summary().displayName();
        return new Place(
                service + ":" + path,
                verdict,
                compose.map(ComposeService::project).orElse(""),
                service,
                List.of(container.name()),
                path,
                location,
                "",
                Optional.empty());
    }

    private static Optional<Verdict> verdict(Storage storage, String where, Map<String, Volume> volumes) {
        return switch (storage) {
            case BIND -> Optional.of(Verdict.BIND);
            case LAYER -> Optional.of(Verdict.LAYER);
            // A volume that is memory stands among the volumes.
            case MEMORY -> volumes.containsKey(where) ? Optional.empty() : Optional.of(Verdict.TMPFS);
            case NAMED, ANONYMOUS -> Optional.empty();
        };
    }
}
