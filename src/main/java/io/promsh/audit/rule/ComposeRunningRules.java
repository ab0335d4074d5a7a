package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.live.LiveServer;
import io.promsh.audit.live.LiveSpot;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.source.SourceFiles;
import io.promsh.docker.ComposeService;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.state.StatefulService;
import io.promsh.docker.state.StatefulServices;
import io.promsh.text.HumanBytes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** CMP, SEC and TSD, by what runs. */
final class ComposeRunningRules {
    private static final int TOO_NEW_FOR_COMPOSE_1 = 26;
    private static final double MUCH_OF_THE_HOST = 0.7;

    private ComposeRunningRules() {}

    private static Optional<StatefulService> kind(ContainerDetail container) {
        return StatefulServices.ofImage(container.summary().image());
    }

    private static String composeVersion(ContainerDetail container) {
        return container.summary().compose().map(ComposeService::version).orElse("");
    }

    static boolean isOfComposeOne(ContainerDetail container) {
        return composeVersion(container).startsWith("1.");
    }

    static void oldCompose(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.containers()) {
            String version = composeVersion(container);
            if (version.startsWith("1.") && project.version().major() >= TOO_NEW_FOR_COMPOSE_1) {
                out.found(
                        project.name(),
                        "made with Compose " + version + " on engine "
                                + project.version().version(),
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "made by Compose " + version));
            }
        }
    }

    static void notCarriedOver(RunningProject project, Judgement out) {
        for (LiveSpot spot : LiveSpot.of(project.running())) {
            boolean isOld = composeVersion(spot.container()).startsWith("1.");
            boolean isAnonymous = spot.mount()
                    .filter(mount -> VolumeRunningRules.isAnonymous(project, mount))
                    .isPresent();
            ImageDetail image = project.images().get(spot.container().summary().imageId());
            boolean isClassic = image != null && image.classicVolumes().contains(spot.path());
            if (isOld && isAnonymous && image != null && !isClassic) {
                out.found(
                        spot.key(),
                        spot.service(),
                        "Compose 1 leaves the anonymous volume at " + spot.path() + " behind when it recreates",
                        Fix.of("rescue " + spot.service() + " before the next up, and use Compose 2"),
                        Evidence.of(
                                VolumeRunningRules.container(spot.container()),
                                "its image declares no volume in the form that Compose 1 reads"));
            }
        }
    }

    static void restart(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            String policy = container.policy().restart();
            if (kind(container).isPresent() && (policy.isEmpty() || policy.equals("no"))) {
                out.found(
                        container.summary().displayName(),
                        "no restart policy for a service that keeps state",
                        Fix.of("add restart: unless-stopped; at once: docker update --restart unless-stopped "
                                + container.name()),
                        Evidence.of(VolumeRunningRules.container(container), "restart policy no"));
            }
        }
    }

    static void tagMoved(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            String name = container.summary().image();
            ImageDetail current = project.images().get(name);
            boolean hasMoved = current != null
                    && !name.startsWith("sha256:")
                    && !current.id().equals(container.summary().imageId());
            if (kind(container).isPresent() && (hasMoved || name.startsWith("sha256:"))) {
                out.found(
                        container.summary().displayName() + " moved",
                        container.summary().displayName(),
                        "it runs an older image than its tag names now: the next up changes the version",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "image " + name));
            }
        }
    }

    static void grace(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            boolean isSlow = kind(container)
                    .filter(kind -> ComposeFileRules.SLOW_TO_STOP.contains(kind.name()))
                    .isPresent();
            Duration grace = container.policy().stopTimeout().orElse(Duration.ofSeconds(10));
            if (isSlow && grace.compareTo(ComposeFileRules.GRACE) < 0) {
                out.found(
                        container.summary().displayName(),
                        "it is killed " + grace.toSeconds() + " s after a stop",
                        out.advice(),
                        Evidence.of(
                                VolumeRunningRules.container(container), "stop timeout " + grace.toSeconds() + " s"));
            }
        }
    }

    static void memory(RunningProject project, Optional<LiveServer> server, Judgement out) {
        for (ContainerDetail container : project.containers()) {
            if (container.state().isOutOfMemory()) {
                out.found(
                        container.summary().displayName(),
                        "the kernel killed it for want of memory",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "OOMKilled"));
            }
        }
        OptionalDouble host = hostBytes(project);
        for (ContainerDetail container : project.running()) {
            boolean isServer = kind(container)
                    .filter(kind -> kind.name().equals("Prometheus"))
                    .isPresent();
            if (!isServer || container.policy().memoryLimitBytes() > 0 || server.isEmpty()) {
                continue;
            }
            OptionalDouble used = server.get().number("max(process_resident_memory_bytes{job=~\".*prometheus.*\"})");
            if (host.isEmpty() || used.isEmpty()) {
                out.unknownInPart("the memory of the host or of Prometheus is not known here");
                continue;
            }
            if (used.getAsDouble() > MUCH_OF_THE_HOST * host.getAsDouble()) {
                out.found(
                        container.summary().displayName(),
                        "no memory limit, and it takes " + HumanBytes.of(used.getAsDouble()) + " of "
                                + HumanBytes.of(host.getAsDouble()),
                        out.advice(),
                        Evidence.of(server.get().name(), "process_resident_memory_bytes"));
            }
        }
    }

    private static OptionalDouble hostBytes(RunningProject project) {
        return project.engine().isLocal()
                ? SourceFiles.lines(Path.of("/proc/meminfo")).stream()
                        .filter(line -> line.startsWith("MemTotal:"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToDouble(kilobytes -> Double.parseDouble(kilobytes) * 1024)
                        .findFirst()
                : OptionalDouble.empty();
    }

    static void logs(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            boolean isEndless = container.policy().logDriver().equals("json-file")
                    && !container.policy().logOptions().containsKey("max-size");
            if (isEndless) {
                out.found(
                        container.summary().displayName(),
                        "its log has no size limit",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "json-file without max-size"));
            }
        }
    }

    static void openPorts(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            boolean isDoorless = kind(container)
                    .filter(kind -> ExposureRules.WITHOUT_LOGIN.contains(kind.name()))
                    .isPresent();
            boolean isAdmin = container.flag("web.enable-admin-api").isPresent();
            for (ContainerDetail.PublishedPort port : container.network().ports()) {
                boolean isOpen = List.of("", "0.0.0.0", "::").contains(port.hostAddress()) && port.hostPort() > 0;
                if (isDoorless && isOpen) {
                    out.found(
                            container.summary().displayName() + " " + port.containerPort(),
                            container.summary().displayName(),
                            "port " + port.containerPort() + " is published on every address"
                                    + (isAdmin ? ", with the admin interface on" : ""),
                            out.advice(),
                            Evidence.of(VolumeRunningRules.container(container), "port " + port.hostPort()));
                }
            }
        }
    }

    static void grafanaLogin(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            boolean isGrafana = kind(container)
                    .filter(kind -> kind.name().equals("Grafana"))
                    .isPresent();
            String password = container.environmentByName().getOrDefault("GF_SECURITY_ADMIN_PASSWORD", "");
            if (isGrafana && password.equals("admin")) {
                out.found(
                        container.summary().displayName() + " password",
                        container.summary().displayName(),
                        "the admin's password is admin",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "GF_SECURITY_ADMIN_PASSWORD"));
            }
        }
    }

    static void rulers(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            String service = container.summary().displayName();
            boolean hasSocket =
                    container.mounts().stream().anyMatch(mount -> ExposureRules.holdsSocket(mount.source()));
            if (hasSocket) {
                out.found(
                        service + " socket",
                        service,
                        "it is given the engine's socket",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "docker.sock"));
            }
            if (container.policy().isPrivileged()) {
                out.found(
                        service + " privileged",
                        service,
                        "it is privileged",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "privileged"));
            }
        }
    }

    static void forgetfulGateway(RunningProject project, Judgement out) {
        for (ContainerDetail container : project.running()) {
            boolean isGateway = kind(container)
                    .filter(kind -> kind.name().equals("Pushgateway"))
                    .isPresent();
            if (isGateway && container.flag("persistence.file").isEmpty()) {
                out.found(
                        container.summary().displayName(),
                        "what is pushed lives in memory only",
                        out.advice(),
                        Evidence.of(VolumeRunningRules.container(container), "no --persistence.file"));
            }
        }
    }
}
