package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.live.LiveSpot;
import io.promsh.audit.live.Ownership;
import io.promsh.audit.live.RunningProject;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.docker.state.StatefulServices;
import java.util.List;
import java.util.Optional;

/** VOL, by what runs: where the data is. */
final class VolumeRunningRules {
    private VolumeRunningRules() {}

    static String container(ContainerDetail container) {
        return "container " + container.name();
    }

    static void layer(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            if (spot.mount().isEmpty()) {
                out.found(
                        spot.key(),
                        spot.service(),
                        spot.path() + " lives in the container",
                        rescue(spot),
                        Evidence.of(container(spot.container()), "no mount holds " + spot.path()));
            }
        }
    }

    private static Fix rescue(LiveSpot spot) {
        return Fix.of("move it to a named volume before anything recreates it: rescue " + spot.service());
    }

    static void anonymous(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            spot.mount()
                    .filter(mount -> isAnonymous(project, mount))
                    .ifPresent(mount -> out.found(
                            spot.key(),
                            spot.service(),
                            spot.path() + " is on the anonymous volume " + shortName(mount),
                            rescue(spot),
                            Evidence.of(container(spot.container()), "volume " + mount.name() + " at " + spot.path())));
        }
    }

    static boolean isAnonymous(RunningProject project, Mount mount) {
        return mount.isAnonymous()
                || project.volume(mount.name()).map(Volume::isAnonymous).orElse(false);
    }

    static String shortName(Mount mount) {
        return Volume.isAnonymousName(mount.name()) ? mount.name().substring(0, 12) : mount.name();
    }

    static void memory(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            Mount mount = spot.mount().orElse(null);
            if (mount == null) {
                continue;
            }
            String type = project.volume(mount.name())
                    .map(volume -> volume.options().getOrDefault("type", ""))
                    .orElse("");
            boolean isMemory = mount.kind() == Mount.Kind.TMPFS
                    || type.equals("tmpfs")
                    || type.equals("ramfs")
                    || (mount.kind() == Mount.Kind.BIND
                            && project.engine().isLocal()
                            && MemoryFolders.holds(mount.source()));
            if (isMemory) {
                out.found(
                        spot.key(),
                        spot.service(),
                        spot.path() + " is in memory",
                        Fix.of("do not stop it; back up first: volume backup, then put it on a named volume"),
                        Evidence.of(container(spot.container()), "a mount in memory at " + mount.destination()));
            }
        }
    }

    static void unwritable(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.containers())) {
            Mount mount = spot.mount().orElse(null);
            if (mount == null) {
                continue;
            }
            Optional<String> problem = mount.isWritable()
                    ? Ownership.unfit(project.engine(), spot.container(), spot.path())
                    : Optional.of(spot.path() + " is mounted read-only");
            problem.ifPresent(message -> out.found(
                    spot.key(),
                    spot.service(),
                    message,
                    mount.isWritable()
                            ? Fix.of("docker run --rm -u 0 --volumes-from "
                                    + spot.container().name()
                                    + " --entrypoint chown "
                                    + spot.container().summary().image() + " -R "
                                    + spot.container().user() + " " + spot.path())
                            : out.advice(),
                    Evidence.of(container(spot.container()), "the mount at " + mount.destination())));
        }
    }

    static void olderProject(RunningProject project, Judgement out) {
        for (Volume other : project.volumes()) {
            String key = other.compose().map(made -> made.volume()).orElse("");
            boolean isOlder = !key.isEmpty()
                    && other.compose()
                            .filter(made -> !made.project().equals(project.name()))
                            .isPresent()
                    && !project.isMounted(other.name());
            Volume ours = project.volumes().stream()
                    .filter(volume -> volume.compose()
                            .filter(made -> made.project().equals(project.name())
                                    && made.volume().equals(key))
                            .isPresent())
                    .findFirst()
                    .orElse(null);
            boolean cameFirst = ours != null
                    && (ours.created().isEmpty()
                            || other.created().isEmpty()
                            || other.created().get().isBefore(ours.created().get()));
            if (isOlder && ours != null && cameFirst) {
                String oldProject = other.compose().map(made -> made.project()).orElse("");
                out.found(
                        other.name(),
                        "nobody uses " + other.name() + "; this project uses " + ours.name(),
                        Fix.of("if the old data is missed: name the project " + oldProject
                                + " again (name: or -p), or rescue merge " + other.name()),
                        Evidence.of("volume " + other.name(), "of project " + oldProject),
                        Evidence.of("volume " + ours.name(), "of this project"));
            }
        }
    }

    static void twoWriters(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            Mount mount = spot.mount().orElse(null);
            if (mount == null
                    || !spot.kind().name().equals("Prometheus")
                    || mount.source().isEmpty()) {
                continue;
            }
            for (Container other : project.all()) {
                boolean isWriter = other.isRunning()
                        && !other.id().equals(spot.container().id())
                        && isPrometheus(other)
                        && other.mounts().stream()
                                .anyMatch(
                                        one -> one.isWritable() && one.source().equals(mount.source()));
                if (isWriter) {
                    out.found(
                            mount.source(),
                            spot.service(),
                            "two servers write to " + (mount.name().isEmpty() ? mount.source() : mount.name()),
                            out.advice(),
                            Evidence.of(container(spot.container()), "writes to it"),
                            Evidence.of("container " + other.name(), "writes to it, too"));
                }
            }
        }
    }

    private static boolean isPrometheus(Container container) {
        return StatefulServices.ofImage(container.image())
                .filter(kind -> kind.name().equals("Prometheus"))
                .isPresent();
    }

    static void networkDisk(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.containers())) {
            Volume volume =
                    spot.mount().flatMap(mount -> project.volume(mount.name())).orElse(null);
            boolean isTsdb = List.of("Prometheus", "VictoriaMetrics")
                    .contains(spot.kind().name());
            boolean isNetwork = volume != null
                    && VolumeFileRules.isNetwork(
                            volume.options().getOrDefault("type", ""),
                            volume.options().getOrDefault("o", ""));
            if (isTsdb && volume != null && isNetwork) {
                out.found(
                        spot.key(),
                        spot.service(),
                        "its TSDB lies on a network file system, volume " + volume.name(),
                        out.advice(),
                        Evidence.of(
                                "volume " + volume.name(),
                                "type " + volume.options().getOrDefault("type", "")));
            }
        }
    }

    static void leftBehind(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.containers())) {
            ContainerDetail container = spot.container();
            boolean isRenamed = container.name().matches("[0-9a-f]{12}_.+");
            boolean hasStopped = container.state().status().equals("exited")
                    || container.state().status().equals("dead");
            boolean isReplaced = project.running(spot.service())
                    .filter(running -> !running.id().equals(container.id()))
                    .isPresent();
            boolean isInside = spot.mount().isEmpty()
                    || spot.mount().filter(mount -> isAnonymous(project, mount)).isPresent();
            if (isRenamed || (hasStopped && (isInside || isReplaced))) {
                out.found(
                        container.name(),
                        spot.service(),
                        "the container " + container.name() + " is "
                                + container.state().status() + (isRenamed ? " and renamed by a failed recreate" : "")
                                + ", and holds " + spot.path(),
                        Fix.of("do not remove it; bring its data back: rescue " + spot.service()),
                        Evidence.of(
                                container(container),
                                "state " + container.state().status()));
            }
        }
    }
}
