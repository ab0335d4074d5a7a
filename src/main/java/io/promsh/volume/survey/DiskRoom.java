package io.promsh.volume.survey;

import io.promsh.docker.Container;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.ExecResult;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The room on the disk that a volume lies on.
 *
 * @param totalBytes of the file system
 * @param freeBytes for other users than root
 */
public record DiskRoom(long totalBytes, long freeBytes) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Looks at the folder where it is on this machine and may be looked at, else asks a running container; empty if none can tell. */
    public static Optional<DiskRoom> of(DockerEngine engine, Place place) {
        Optional<DiskRoom> here =
                engine.isLocal() && !place.location().isEmpty() ? here(Path.of(place.location())) : Optional.empty();
        return here.isPresent() ? here : inside(engine, place);
    }

    private static Optional<DiskRoom> here(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return Optional.of(new DiskRoom(store.getTotalSpace(), store.getUsableSpace()));
        } catch (IOException e) {
            // The engine's folder is root's alone.
            return Optional.empty();
        }
    }

    private static Optional<DiskRoom> inside(DockerEngine engine, Place place) {
        for (Container container : engine.containers(Map.of())) {
            if (place.users().contains(container.name()) && container.state().equals("running")) {
                try {
                    ExecResult result =
                            engine.exec(container.id(), List.of("df", "-P", "-k", place.mountedAt()), PATIENCE);
                    return result.isGood() ? read(result.out()) : Optional.empty();
                } catch (Failure failure) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Reads what {@code df -P -k} prints. */
    static Optional<DiskRoom> read(String text) {
        List<String> lines = text.lines().toList();
        String[] fields = lines.size() < 2
                ? new String[0]
                : lines.get(lines.size() - 1).trim().split("\\s+");
        boolean isRead = fields.length >= 6 && fields[1].matches("[0-9]{1,15}") && fields[3].matches("[0-9]{1,15}");
        return isRead
                ? Optional.of(new DiskRoom(Long.parseLong(fields[1]) * 1024, Long.parseLong(fields[3]) * 1024))
                : Optional.empty();
    }
}
