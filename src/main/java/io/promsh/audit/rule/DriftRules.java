package io.promsh.audit.rule;

import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.ComposeVolume;
import io.promsh.audit.compose.MountLine;
import io.promsh.audit.live.RunningProject;
import io.promsh.audit.source.Place;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.ImageDetail;
import io.promsh.docker.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** VOL003, VOL012 and CMP003: the files against what runs. */
final class DriftRules {
    private static final int SHOWN = 4;

    private DriftRules() {}

    static void otherVolume(ComposeProject project, RunningProject running, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            MountLine line = spot.mount().orElse(null);
            ContainerDetail container = running.running(spot.service().name()).orElse(null);
            boolean isPersistent =
                    line != null && (line.kind() == MountLine.Kind.NAMED || line.kind() == MountLine.Kind.BIND);
            if (line == null || container == null || !isPersistent) {
                continue;
            }
            String wanted = source(project, line);
            Optional<Mount> mount = container.mountOf(spot.path());
            String actual = mount.map(DriftRules::source).orElse("");
            if (actual.equals(wanted)) {
                continue;
            }
            String where = mount.isEmpty()
                    ? "its own layer"
                    : VolumeRunningRules.isAnonymous(running, mount.get())
                            ? "the anonymous volume " + VolumeRunningRules.shortName(mount.get())
                            : actual;
            out.found(
                    VolumeFileRules.key(spot),
                    spot.service().name(),
                    "the file mounts " + wanted + " at " + spot.path() + ", the container still uses " + where,
                    Fix.of("do not remove the container yet; move the data over: rescue "
                            + spot.service().name()),
                    Evidence.at(line.place(), "mounts " + wanted),
                    Evidence.of(VolumeRunningRules.container(container), "uses " + where));
        }
    }

    /** Returns what a mount of the files is called in the engine. */
    private static String source(ComposeProject project, MountLine line) {
        return line.kind() == MountLine.Kind.NAMED
                ? project.volume(line.source()).map(ComposeVolume::name).orElse(project.name() + "_" + line.source())
                : line.source();
    }

    private static String source(Mount mount) {
        return mount.kind() == Mount.Kind.VOLUME ? mount.name() : mount.source();
    }

    static void missingExternal(ComposeProject project, RunningProject running, Judgement out) {
        for (ComposeVolume volume : project.volumes()) {
            if (volume.isExternal() && running.volume(volume.name()).isEmpty()) {
                out.found(
                        volume.key(),
                        "the external volume " + volume.name() + " is not in the engine",
                        Fix.of("docker volume create " + volume.name()),
                        Evidence.at(volume.place(), "external: true"));
            }
        }
    }

    static void pendingRecreate(ComposeProject project, RunningProject running, Judgement out) {
        for (ComposeService service : project.active()) {
            ContainerDetail container = running.running(service.name()).orElse(null);
            if (container == null) {
                continue;
            }
            List<String> changes = new ArrayList<>();
            image(service, container, running, changes);
            command(service, container, running, changes);
            environment(service, container, running, changes);
            mounts(project, service, container, running, changes);
            if (!changes.isEmpty()) {
                boolean isLong = changes.size() > SHOWN;
                String list = String.join(", ", changes.subList(0, Math.min(SHOWN, changes.size())));
                Place place = service.place();
                out.found(
                        service.name(),
                        "up would recreate it: " + list + (isLong ? " and " + (changes.size() - SHOWN) + " more" : ""),
                        out.advice(),
                        Evidence.at(place, "the file differs"),
                        Evidence.of(VolumeRunningRules.container(container), "from what runs"));
            }
        }
    }

    private static void image(
            ComposeService service, ContainerDetail container, RunningProject running, List<String> changes) {
        String written = service.image();
        if (written.isEmpty()) {
            return;
        }
        if (!written.equals(container.summary().image())
                && !container.summary().image().startsWith("sha256:")
                && !(written + ":latest").equals(container.summary().image())) {
            changes.add("image " + container.summary().image() + " -> " + written);
            return;
        }
        ImageDetail current = running.images().get(written);
        if (current != null && !current.id().equals(container.summary().imageId())) {
            changes.add("the tag " + written + " names another image now");
        }
    }

    /** Values may be secret: flags and variables are named, never shown. */
    private static void command(
            ComposeService service, ContainerDetail container, RunningProject running, List<String> changes) {
        ImageDetail image = running.images().get(container.summary().imageId());
        if (image == null) {
            return;
        }
        List<String> entrypoint = service.node().get("entrypoint").isPresent()
                ? service.entrypoint().stream().map(word -> word.text()).toList()
                : image.entrypoint();
        List<String> command = service.node().get("command").isPresent()
                ? service.commandWords()
                : service.node().get("entrypoint").isPresent() ? List.of() : image.command();
        List<String> wanted = new ArrayList<>(entrypoint);
        wanted.addAll(command);
        List<String> actual = new ArrayList<>();
        actual.add(container.program());
        actual.addAll(container.arguments());
        if (wanted.isEmpty() || wanted.equals(actual)) {
            return;
        }
        TreeSet<String> flags = new TreeSet<>();
        for (String word : wanted) {
            if (!actual.contains(word)) {
                flags.add("+" + bare(word));
            }
        }
        for (String word : actual) {
            if (!wanted.contains(word)) {
                flags.add("-" + bare(word));
            }
        }
        changes.add(flags.isEmpty() ? "the order of the command" : "command " + String.join(" ", flags));
    }

    private static String bare(String word) {
        return word.startsWith("-") ? word.replaceFirst("=.*", "") : "an argument";
    }

    private static void environment(
            ComposeService service, ContainerDetail container, RunningProject running, List<String> changes) {
        ImageDetail image = running.images().get(container.summary().imageId());
        Map<String, String> actual = container.environmentByName();
        Map<String, String> wanted = service.variables();
        for (Map.Entry<String, String> entry : wanted.entrySet()) {
            if (!entry.getValue().equals(actual.getOrDefault(entry.getKey(), ""))) {
                changes.add("variable " + entry.getKey());
            }
        }
        if (image == null) {
            return;
        }
        for (String name : actual.keySet()) {
            boolean isOfImage = image.environment().stream().anyMatch(line -> line.startsWith(name + "="));
            if (!wanted.containsKey(name) && !isOfImage && !name.equals("PATH") && !name.equals("HOSTNAME")) {
                changes.add("variable " + name + " goes");
            }
        }
    }

    private static void mounts(
            ComposeProject project,
            ComposeService service,
            ContainerDetail container,
            RunningProject running,
            List<String> changes) {
        List<MountLine> lines = StateSpot.mounts(project, service);
        for (MountLine line : lines) {
            Mount mount = container.mounts().stream()
                    .filter(one -> one.destination().equals(line.target()))
                    .findFirst()
                    .orElse(null);
            boolean isNamed = line.kind() == MountLine.Kind.NAMED || line.kind() == MountLine.Kind.BIND;
            boolean isSame = mount != null && (!isNamed || source(mount).equals(source(project, line)));
            if (!isSame) {
                changes.add("the mount at " + line.target());
            }
        }
        for (Mount mount : container.mounts()) {
            boolean isWanted = lines.stream().anyMatch(line -> line.target().equals(mount.destination()));
            if (!isWanted && !VolumeRunningRules.isAnonymous(running, mount) && mount.kind() != Mount.Kind.OTHER) {
                changes.add("the mount at " + mount.destination() + " goes");
            }
        }
    }
}
