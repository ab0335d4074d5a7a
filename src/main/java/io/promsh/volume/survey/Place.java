package io.promsh.volume.survey;

import io.promsh.docker.Volume;
import java.util.List;
import java.util.Optional;

/**
 * A place that holds state.
 *
 * @param name a volume's name, else the service and the path in its container
 * @param project the Compose project, may be empty; {@code service} likewise the service or container
 * @param users names of the containers that mount it, whatever their state
 * @param mountedAt the path in the containers, may be empty
 * @param location on the engine's machine, may be empty
 * @param twin the volume of the same name under another project, may be empty
 * @param volume empty for what is no volume
 */
public record Place(
        String name,
        Verdict verdict,
        String project,
        String service,
        List<String> users,
        String mountedAt,
        String location,
        String twin,
        Optional<Volume> volume) {
    public Place {
        users = List.copyOf(users);
    }

    /** Returns the volume's driver; empty for what is no volume. */
    public String driver() {
        return volume.map(Volume::driver).orElse("");
    }
}
