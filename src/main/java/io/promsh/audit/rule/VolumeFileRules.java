package io.promsh.audit.rule;

import io.promsh.audit.Edit;
import io.promsh.audit.Evidence;
import io.promsh.audit.Fix;
import io.promsh.audit.Judgement;
import io.promsh.audit.compose.ComposeProject;
import io.promsh.audit.compose.ComposeProject.NameSource;
import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.ComposeVolume;
import io.promsh.audit.compose.MountLine;
import io.promsh.audit.project.GitTree;
import io.promsh.audit.project.ProjectFiles;
import io.promsh.audit.source.Place;
import io.promsh.audit.source.SourceFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** VOL, by the files: where the next {@code up} would put the data. */
final class VolumeFileRules {
    private static final Pattern DATA = Pattern.compile("(?i)data|storage|tsdb|db\\b");
    private static final Pattern OTHER_THAN_DATA =
            Pattern.compile("(?i)/etc|conf|plugin|\\blogs?\\b|cert|ssl|dashboard|provision|rules|backup");

    private VolumeFileRules() {}

    static void layer(ProjectFiles files, ComposeProject project, Judgement out) {
        unmounted(project, false, out);
    }

    static void anonymous(ProjectFiles files, ComposeProject project, Judgement out) {
        unmounted(project, true, out);
        for (StateSpot spot : StateSpot.of(project)) {
            spot.mount()
                    .filter(mount -> mount.kind() == MountLine.Kind.ANONYMOUS)
                    .ifPresent(mount -> out.found(
                            key(spot),
                            spot.service().name(),
                            spot.path() + " is an anonymous volume: the file gives it no name",
                            volumeFix(project, spot),
                            Evidence.at(mount.place(), "a mount without a source")));
        }
    }

    static String key(StateSpot spot) {
        return spot.service().name() + " " + spot.path();
    }

    private static void unmounted(ComposeProject project, boolean isVolume, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            boolean isThis = spot.kind().declaresVolume() == isVolume;
            if (isThis && spot.mount().isEmpty() && strays(project, spot).isEmpty()) {
                String message = isVolume
                        ? "no volume is given for " + spot.path() + ": the image makes an anonymous one"
                        : "no volume is given for " + spot.path() + ": it lives in the container";
                out.found(
                        key(spot),
                        spot.service().name(),
                        message,
                        volumeFix(project, spot),
                        Evidence.at(spot.service().place(), spot.kind().name() + " keeps its data at " + spot.path()));
            }
        }
    }

    private static Fix volumeFix(ComposeProject project, StateSpot spot) {
        List<Edit> edits = spot.mount().isPresent()
                ? List.of()
                : Edits.addVolume(project, spot.service(), spot.volumeName(), spot.path());
        return Edits.fix(
                "if it runs, move the data first: rescue " + spot.service().name() + "; and give it a named volume: "
                        + spot.volumeName() + ":" + spot.path(),
                edits);
    }

    /** Volumes of the service that hold no state although some state has none: most likely meant for it. */
    private static List<MountLine> strays(ComposeProject project, StateSpot spot) {
        List<StateSpot> spots = StateSpot.of(project);
        return spot.service().mounts().stream()
                .filter(mount -> isMeantFor(spot, mount))
                .filter(mount -> spots.stream().noneMatch(other -> other.mount().equals(Optional.of(mount))))
                .toList();
    }

    /** Below the path, at the path that was the kind's before a flag or a version moved it, or named after data. */
    private static boolean isMeantFor(StateSpot spot, MountLine mount) {
        boolean isNear = MountLine.isWithin(mount.target(), spot.path())
                || spot.kind().paths().contains(mount.target());
        if (mount.kind() == MountLine.Kind.BIND) {
            return isNear && !mount.isReadOnly();
        }
        String words = mount.source() + " " + mount.target();
        boolean isData =
                DATA.matcher(words).find() && !OTHER_THAN_DATA.matcher(words).find();
        return mount.kind() == MountLine.Kind.NAMED && (isNear || isData);
    }

    static void elsewhere(ProjectFiles files, ComposeProject project, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            if (spot.mount().isPresent()) {
                continue;
            }
            for (MountLine mount : strays(project, spot)) {
                out.found(
                        spot.service().name(),
                        "mounted at " + mount.target() + ", but it writes to " + spot.path(),
                        Edits.fix(
                                "mount it at " + spot.path() + "; if it runs, move the data first: rescue "
                                        + spot.service().name(),
                                Edits.replace(mount.place(), mount.target(), spot.path())),
                        Evidence.at(mount.place(), "the volume's path"));
            }
        }
    }

    static void memory(ProjectFiles files, ComposeProject project, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            MountLine mount = spot.mount().orElse(null);
            if (mount == null) {
                continue;
            }
            boolean isMemory = mount.kind() == MountLine.Kind.TMPFS
                    || (mount.kind() == MountLine.Kind.BIND && MemoryFolders.holds(mount.source()))
                    || project.volume(mount.source())
                            .filter(volume -> mount.kind() == MountLine.Kind.NAMED && volume.isTmpfs())
                            .isPresent();
            if (isMemory) {
                out.found(
                        key(spot),
                        spot.service().name(),
                        spot.path() + " is in memory",
                        Fix.of("put it on a named volume: " + spot.volumeName() + ":" + spot.path()),
                        Evidence.at(mount.place(), "a mount in memory"));
            }
        }
    }

    static void readOnly(ProjectFiles files, ComposeProject project, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            spot.mount()
                    .filter(MountLine::isReadOnly)
                    .ifPresent(mount -> out.found(
                            key(spot),
                            spot.service().name(),
                            spot.path() + " is mounted read-only",
                            Edits.fix("mount it writable: drop :ro", Edits.replace(mount.place(), ":ro", "")),
                            Evidence.at(mount.place(), "read-only")));
        }
    }

    /** Compose 1 refuses a name in the file, but takes one from {@code .env}, as Compose 2 does. */
    static void nameless(ProjectFiles files, ComposeProject project, boolean isComposeOne, Judgement out) {
        boolean hasState =
                !project.volumes().isEmpty() || !StateSpot.of(project).isEmpty();
        if (project.nameSource() != NameSource.FOLDER || !hasState) {
            return;
        }
        Path file = project.files().get(0);
        String name = project.name();
        Fix fix;
        if (isComposeOne) {
            Path env = project.folder().resolve(".env");
            int last = SourceFiles.lines(env).size();
            fix = new Fix(
                    "write COMPOSE_PROJECT_NAME=" + name + " into .env",
                    List.of(Edit.after(env, last, List.of("COMPOSE_PROJECT_NAME=" + name))));
        } else {
            fix = Edits.fix("write the name into the file (Compose 2): name: " + name, nameLine(project, file, name));
        }
        out.found(
                files.shown(file).toString(),
                "the project is called " + name + " after its folder",
                fix,
                Evidence.at(Place.line(file, 1), "no name: and no COMPOSE_PROJECT_NAME"));
    }

    private static List<Edit> nameLine(ComposeProject project, Path file, String name) {
        Place place = project.root().entries().stream()
                .map(entry -> entry.key().place())
                .filter(found -> found.file().equals(file))
                .findFirst()
                .orElse(Place.line(file, 1));
        return place.column() == 1 && !name.isEmpty()
                ? List.of(new Edit(file, place.line(), 0, List.of("name: " + name)))
                : List.of();
    }

    static void unused(ProjectFiles files, ComposeProject project, Judgement out) {
        Set<String> used = new TreeSet<>();
        for (ComposeService service : project.services()) {
            service.mounts().forEach(mount -> used.add(mount.source()));
        }
        for (ComposeVolume volume : project.volumes()) {
            if (!used.contains(volume.key())) {
                out.found(
                        volume.key(),
                        "the volume " + volume.key() + " is declared but no service mounts it",
                        out.advice(),
                        Evidence.at(volume.place(), "the declaration"));
            }
        }
    }

    static void bindSources(ProjectFiles files, ComposeProject project, Judgement out) {
        for (ComposeService service : project.active()) {
            for (MountLine mount : service.mounts()) {
                if (mount.kind() == MountLine.Kind.BIND && mount.source().startsWith("/")) {
                    bindSource(files, project, service, mount, out);
                }
            }
        }
    }

    private static void bindSource(
            ProjectFiles files, ComposeProject project, ComposeService service, MountLine mount, Judgement out) {
        Path source = Path.of(mount.source());
        boolean holdsState = StateSpot.of(project).stream()
                .anyMatch(spot -> spot.service().equals(service) && spot.mount().equals(Optional.of(mount)));
        String problem = danger(source, files.shown(source).toString(), holdsState, files.git());
        if (!problem.isEmpty()) {
            out.found(
                    service.name() + " " + mount.source(),
                    service.name(),
                    problem,
                    out.advice(),
                    Evidence.at(mount.place(), "the bind to " + mount.target()));
        }
    }

    /** Returns what takes a bind's source away, or an empty text. */
    static String danger(Path source, String shown, boolean holdsState, Optional<GitTree> git) {
        if (holdsState && (source.startsWith("/tmp") || source.startsWith("/var/tmp"))) {
            return shown + " lies under a folder that is emptied at boot or by age";
        }
        if (!Files.exists(source) && !isOfTheSystem(source)) {
            return shown + " does not exist: Docker makes an empty folder of it, owned by root";
        }
        if (holdsState && isCleaned(git, source)) {
            return shown + " lies in the git tree but git does not keep it: git clean -fdx deletes it";
        }
        return "";
    }

    /** Where Docker runs, these may be there although they are not here. */
    private static boolean isOfTheSystem(Path source) {
        return List.of("/proc", "/sys", "/dev", "/run", "/var/run", "/var/lib/docker").stream()
                .anyMatch(source::startsWith);
    }

    private static boolean isCleaned(Optional<GitTree> git, Path source) {
        return git.filter(tree -> !tree.nameOf(source).isEmpty() && !tree.isTrackedBelow(source))
                .isPresent();
    }

    static void networkDisk(ProjectFiles files, ComposeProject project, Judgement out) {
        for (StateSpot spot : StateSpot.of(project)) {
            ComposeVolume volume = spot.mount()
                    .filter(mount -> mount.kind() == MountLine.Kind.NAMED)
                    .flatMap(mount -> project.volume(mount.source()))
                    .orElse(null);
            if (spot.isTsdb() && volume != null && isNetwork(volume.option("type"), volume.option("o"))) {
                out.found(
                        key(spot),
                        spot.service().name(),
                        "its TSDB lies on a network file system, volume " + volume.key(),
                        out.advice(),
                        Evidence.at(volume.place(), "driver_opts of type " + volume.option("type")));
            }
        }
    }

    /** Returns whether a volume's options make it a network file system. */
    static boolean isNetwork(String type, String options) {
        return type.startsWith("nfs") || type.equals("cifs") || type.startsWith("smb") || options.contains("addr=");
    }
}
