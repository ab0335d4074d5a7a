package io.promsh.volume.rescue;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Image;
import io.promsh.docker.Mount;
import io.promsh.docker.PathStat;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.rescue.Find.Kind;
import io.promsh.volume.state.KnownService;
import io.promsh.volume.state.Layout;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks through an engine for data that a running service does not show, or that the next recreate would lose. */
public final class Finder {
    private static final List<String> DEEPER = List.of("", "/data", "/prometheus", "/grafana", "/_data");

    private final DockerEngine engine;
    private final Measuring measuring;
    private final boolean measures;
    private final Optional<BroughtBack> memory;

    /** Looks through an engine, and measures what it finds: for that all of it is read. */
    public Finder(DockerEngine engine) {
        this(engine, true);
    }

    /** Looks through an engine; without {@code measures} only recognises what is there. */
    public Finder(DockerEngine engine, boolean measures) {
        this(engine, measures, Optional.empty());
    }

    private Finder(DockerEngine engine, boolean measures, Optional<BroughtBack> memory) {
        this.engine = engine;
        this.measures = measures;
        this.measuring = new Measuring(engine);
        this.memory = memory;
    }

    /** Returns one that also says what was brought back already. */
    public Finder with(BroughtBack known) {
        return new Finder(engine, measures, Optional.of(known));
    }

    /** Returns what was found, the newest first. */
    public List<Find> find() {
        List<Container> containers = engine.containers(Map.of()).stream()
                .filter(container -> !container.labels().containsKey(ContainerWish.OWN_LABEL))
                .toList();
        List<Find> finds = new ArrayList<>();
        for (Container container : containers) {
            engine.container(container.id()).ifPresent(detail -> finds.addAll(inContainer(detail)));
        }
        finds.addAll(inVolumes(containers));
        finds.sort(Comparator.comparing((Find find) -> find.end().orElse(Instant.EPOCH))
                .reversed());
        return finds;
    }

    private List<Find> inContainer(ContainerDetail container) {
        List<Find> finds = new ArrayList<>();
        boolean runs = container.summary().isRunning();
        for (StatePath path : ServiceState.of(container, engine::volume)) {
            boolean isOfInterest = !path.storage().isPersistent() && path.storage() != Storage.MEMORY;
            if (isOfInterest && engine.stat(container.id(), path.path()).isPresent()) {
                finds.add(inContainer(container, path, runs));
            }
        }
        return finds;
    }

    private Find inContainer(ContainerDetail container, StatePath path, boolean runs) {
        String service = Layout.recognise(has(container.id(), path.path()))
                .map(Layout::service)
                .or(() -> KnownService.ofImage(container.summary().image()).map(KnownService::name))
                .orElse("unknown");
        boolean isCompose = container.summary().compose().isPresent();
        boolean isPrometheus = service.equals(KnownService.PROMETHEUS);
        String next = isCompose ? "rescue " + path.service() : "volume backup";
        if (!runs && isPrometheus) {
            next = "rescue merge " + container.name();
        }
        return found(
                runs ? Kind.IN_DANGER : Kind.LEFT_BEHIND, container.name(), service, container.id(), path.path(), next);
    }

    private List<Find> inVolumes(List<Container> containers) {
        Set<String> used = new HashSet<>();
        containers.forEach(container -> container.mounts().stream()
                .filter(mount -> mount.kind() == Mount.Kind.VOLUME)
                .forEach(mount -> used.add(mount.name())));
        List<Volume> all = engine.volumes();
        List<Volume> loose = all.stream()
                .filter(volume -> !used.contains(volume.name()))
                .filter(volume -> !volume.labels().containsKey(ContainerWish.OWN_LABEL))
                .toList();
        if (loose.isEmpty()) {
            return List.of();
        }
        Set<String> namesInUse = new HashSet<>();
        all.stream()
                .filter(volume -> used.contains(volume.name()))
                .forEach(volume -> volume.compose().ifPresent(made -> namesInUse.add(made.volume())));
        Handle.Wish wish = Handle.on(engine, anyImage(containers), "look");
        for (int i = 0; i < loose.size(); i++) {
            wish = wish.with(loose.get(i).name(), Handle.LOOKING + i, true);
        }
        List<Find> finds = new ArrayList<>();
        try (Handle handle = wish.open()) {
            for (int i = 0; i < loose.size(); i++) {
                boolean isOlder = loose.get(i)
                        .compose()
                        .map(made -> namesInUse.contains(made.volume()))
                        .orElse(false);
                inVolume(loose.get(i), isOlder, handle.id(), Handle.LOOKING + i).ifPresent(finds::add);
            }
        }
        return finds;
    }

    private Optional<Find> inVolume(Volume volume, boolean isOlder, String handle, String root) {
        for (String deeper : DEEPER) {
            Predicate<String> has = has(handle, root + deeper);
            // Of a folder that is not there, its forty names need not be asked.
            boolean isThere = deeper.isEmpty() || isFolder(handle, root + deeper);
            Optional<Layout> layout = isThere ? Layout.recognise(has) : Optional.empty();
            if (layout.isPresent()) {
                String service = layout.get().service();
                String next = service.equals(KnownService.PROMETHEUS)
                        ? "rescue merge " + volume.shortName()
                        : "volume backup " + volume.shortName();
                Kind kind = isOlder ? Kind.OLDER_PROJECT : Kind.ORPHAN;
                return Optional.of(found(kind, volume.name(), service, handle, root + deeper, next));
            }
        }
        return Optional.empty();
    }

    private Find found(Kind kind, String name, String service, String container, String path, String next) {
        Holdings holdings = measures && service.equals(KnownService.PROMETHEUS)
                ? measured(container, path)
                : new Holdings(-1, 0, Optional.empty(), changed(container, path));
        String shown = path.startsWith(Handle.LOOKING)
                ? path.substring(Handle.LOOKING.length()).replaceFirst("^[0-9]+", "")
                : path;
        Optional<Instant> broughtBack = memory.filter(known -> kind != Kind.IN_DANGER && known.knows(name))
                .flatMap(known -> known.when(name, BroughtBack.mark(engine, container, path)));
        return new Find(
                kind,
                name,
                service,
                shown.isEmpty() ? "/" : shown,
                holdings.start(),
                holdings.end(),
                holdings.samples(),
                holdings.bytes(),
                broughtBack.isPresent() ? "" : next,
                broughtBack);
    }

    /** What a server writes to may change while it is read, and then it cannot be counted; it is found all the same. */
    private Holdings measured(String container, String path) {
        try {
            return measuring.measure(container, path);
        } catch (Failure e) {
            if (e.kind() == FailureKind.INTERRUPTED || e.kind() == FailureKind.UNREACHABLE) {
                throw e;
            }
            return Holdings.UNKNOWN;
        }
    }

    private Optional<Instant> changed(String container, String path) {
        return engine.stat(container, path).flatMap(PathStat::modified);
    }

    private boolean isFolder(String container, String path) {
        return engine.stat(container, path).filter(PathStat::isFolder).isPresent();
    }

    /** Asks for a name once: several layouts share it. */
    private Predicate<String> has(String container, String path) {
        Map<String, Optional<PathStat>> asked = new HashMap<>();
        return name -> {
            boolean isFolder = name.endsWith("/");
            String plain = isFolder ? name.substring(0, name.length() - 1) : name;
            return asked.computeIfAbsent(plain, one -> engine.stat(container, path + "/" + one))
                    .filter(stat -> stat.isFolder() == isFolder)
                    .isPresent();
        };
    }

    /** Any image will do: the container is never started. */
    private String anyImage(List<Container> containers) {
        return containers.stream()
                .map(Container::imageId)
                .findFirst()
                .or(() -> engine.images().stream().map(Image::id).findFirst())
                .orElseThrow(() -> Failure.failed(
                        "the engine has no image at all, and volumes are read through a container",
                        "docker pull busybox, then type the same again"));
    }
}
