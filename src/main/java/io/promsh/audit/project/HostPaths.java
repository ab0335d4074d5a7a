package io.promsh.audit.project;

import io.promsh.audit.compose.ComposeService;
import io.promsh.audit.compose.MountLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a path in a container lies on this machine, by the service's binds. */
public final class HostPaths {
    private final ComposeService service;

    /** The paths of a service. */
    public HostPaths(ComposeService service) {
        this.service = service;
    }

    /** Returns the file or folder on this machine that stands at a path in the container, or empty when no bind brings it. */
    public Optional<Path> of(String path) {
        return service.mountFor(path)
                .filter(mount -> mount.kind() == MountLine.Kind.BIND)
                .map(mount -> {
                    Path source = Path.of(mount.source());
                    String rest = path.length() > mount.target().length()
                            ? path.substring(mount.target().length()).replaceFirst("^/+", "")
                            : "";
                    return rest.isEmpty() ? source : source.resolve(rest);
                });
    }

    /** Returns the files of a folder in the container that end in one of these, those mounted one by one included. */
    public List<Path> files(String folder, List<String> endings) {
        List<Path> files = new ArrayList<>();
        of(folder).ifPresent(host -> files.addAll(listed(host, endings)));
        for (MountLine mount : service.mounts()) {
            boolean isInside = mount.kind() == MountLine.Kind.BIND
                    && MountLine.isWithin(mount.target(), folder)
                    && !mount.target().equals(folder);
            if (!isInside) {
                continue;
            }
            Path source = Path.of(mount.source());
            if (Files.isDirectory(source)) {
                files.addAll(listed(source, endings));
            } else if (endsIn(source, endings)) {
                files.add(source);
            }
        }
        return files.stream().distinct().sorted().toList();
    }

    /** Returns the files of a folder on this machine that end in one of these, sorted; none when it cannot be read. */
    static List<Path> listed(Path folder, List<String> endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> Files.isRegularFile(path) && endsIn(path, endings))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean endsIn(Path path, List<String> endings) {
        return endings.stream().anyMatch(ending -> path.toString().endsWith(ending));
    }
}
