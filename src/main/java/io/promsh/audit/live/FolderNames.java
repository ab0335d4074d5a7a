package io.promsh.audit.live;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.docker.Mount;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What stands in a folder of a container: read here where the engine is, else by {@code ls} in the running container. */
public final class FolderNames {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private FolderNames() {}

    /** Returns the names, or empty when they cannot be had. A folder that does not exist has none. */
    public static Optional<List<String>> in(DockerEngine engine, ContainerDetail container, String path) {
        Optional<Path> here =
                engine.isLocal() ? container.mountOf(path).flatMap(mount -> local(mount, path)) : Optional.empty();
        if (here.isPresent()) {
            return listed(here.get());
        }
        if (!container.state().isRunning()) {
            return Optional.empty();
        }
        try {
            if (engine.stat(container.id(), path).isEmpty()) {
                return Optional.of(List.of());
            }
            ExecResult result = engine.exec(container.id(), List.of("ls", "-1A", path), TIMEOUT);
            return result.isGood() ? Optional.of(result.out().lines().toList()) : Optional.empty();
        } catch (Failure e) {
            return Quietly.empty(e);
        }
    }

    /** Returns where a path of a mount lies on this machine, when it can be read. */
    public static Optional<Path> local(Mount mount, String path) {
        if (mount.source().isEmpty() || !mount.holds(path)) {
            return Optional.empty();
        }
        Path source = Path.of(mount.source());
        String rest = path.substring(Math.min(path.length(), mount.destination().length()))
                .replaceFirst("^/+", "");
        Path folder = rest.isEmpty() ? source : source.resolve(rest);
        return Files.isReadable(source) ? Optional.of(folder) : Optional.empty();
    }

    private static Optional<List<String>> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.of(List.of());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return Optional.of(entries.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
