package io.promsh.volume.rescue;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.state.KnownService;
import io.promsh.volume.state.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out what a merge has to do; changes nothing. */
public final class MergeSurvey {
    private static final List<String> DEEPER = List.of("", "/data", "/prometheus", "/_data");

    private final DockerEngine engine;

    /** Surveys an engine. */
    public MergeSurvey(DockerEngine engine) {
        this.engine = engine;
    }

    /**
     * Returns what is to be done.
     *
     * @param source a volume, its name or the beginning of it, or a container that does not run
     * @param into the service to merge into; empty where only one Prometheus runs
     */
    public Merge survey(String source, Optional<String> into) {
        PrometheusContainer server = server(into);
        List<Volume> volumes = engine.volumes().stream()
                .filter(volume -> volume.name().equals(source)
                        || (source.length() >= 4 && volume.name().startsWith(source)))
                .toList();
        List<Volume> exact =
                volumes.stream().filter(volume -> volume.name().equals(source)).toList();
        List<Volume> found = exact.isEmpty() ? volumes : exact;
        if (found.size() > 1) {
            throw Failure.usage(found.size() + " volumes begin with " + source, "type more of the name");
        }
        return found.isEmpty() ? ofContainer(source, server) : ofVolume(found.get(0), server);
    }

    private PrometheusContainer server(Optional<String> into) {
        List<PrometheusContainer> running = new ArrayList<>();
        for (Container container : engine.containers(Map.of())) {
            boolean isMeant = into.isEmpty()
                    || into.get().equals(container.displayName())
                    || into.get().equals(container.name());
            boolean isOwn = container.labels().containsKey(ContainerWish.OWN_LABEL);
            if (container.state().equals("running") && isMeant && !isOwn) {
                engine.container(container.id())
                        .flatMap(PrometheusContainer::of)
                        .ifPresent(running::add);
            }
        }
        if (running.size() == 1) {
            return running.get(0);
        }
        List<String> names = running.stream().map(PrometheusContainer::service).toList();
        throw Failure.usage(
                running.isEmpty() ? "no Prometheus runs to merge into" : "several run: " + String.join(", ", names),
                running.isEmpty() ? "start it first" : "say which with --into SERVICE");
    }

    private Merge ofVolume(Volume volume, PrometheusContainer server) {
        for (Container container : engine.containers(Map.of())) {
            boolean mounts = container.mounts().stream()
                    .anyMatch(mount ->
                            mount.kind() == Mount.Kind.VOLUME && mount.name().equals(volume.name()));
            if (mounts && container.isRunning()) {
                throw Failure.of(
                        FailureKind.REFUSED,
                        container.displayName() + " runs on volume " + volume.shortName(),
                        container.id().equals(server.id())
                                ? "its samples are in that server already"
                                : "stop it first: a storage that is written to cannot be merged");
            }
        }
        String path = server.container()
                .mountOf(server.dataPath())
                .map(Mount::destination)
                .orElse(server.dataPath());
        try (Handle handle = Handle.on(engine, server.container().summary().imageId(), "look")
                .with(volume.name(), Handle.LOOKING, true)
                .open()) {
            String deeper = deeper(handle.id(), Handle.LOOKING, "volume " + volume.shortName());
            return new Merge(volume.shortName(), volume.name(), "", path, deeper, server);
        }
    }

    private Merge ofContainer(String source, PrometheusContainer server) {
        ContainerDetail container = engine.container(source)
                .orElseThrow(() ->
                        Failure.usage("there is no volume or container " + source, "rescue list shows what there is"));
        if (container.summary().isRunning()) {
            throw Failure.of(
                    FailureKind.REFUSED,
                    "container " + source + " runs",
                    "stop it first: a storage that is written to cannot be merged");
        }
        PrometheusContainer old = PrometheusContainer.of(container)
                .orElseThrow(() -> Failure.usage(source + " is no Prometheus", "rescue list shows what there is"));
        deeper(container.id(), old.dataPath(), "container " + source);
        return new Merge(container.name(), "", container.id(), old.dataPath(), "", server);
    }

    private String deeper(String container, String root, String name) {
        for (String deeper : DEEPER) {
            boolean fits = Layout.ALL.stream()
                    .filter(layout -> layout.service().equals(KnownService.PROMETHEUS))
                    .anyMatch(layout -> layout.fits(
                            entry -> engine.stat(container, root + deeper + "/" + entry.replaceFirst("/$", ""))
                                    .isPresent()));
            if (fits) {
                return deeper;
            }
        }
        throw Failure.of(
                FailureKind.REFUSED,
                name + " does not look like the data of a Prometheus",
                "rescue list shows what was recognised");
    }
}
