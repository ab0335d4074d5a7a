package io.promsh.docker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A container to be made. Lists that are empty leave to the image what it runs.
 *
 * @param name may be empty for one of the engine's choice
 * @param user may be empty for the image's own
 * @param network for example {@code none} or {@code bridge}
 * @param volumes volume to mount by destination
 * @param readOnly destinations among these that are not written to
 */
public record ContainerWish(
        String name,
        String image,
        List<String> entrypoint,
        List<String> command,
        String user,
        String network,
        Map<String, String> labels,
        Map<String, String> volumes,
        List<String> readOnly) {
    /** The label of containers that promsh makes for its own work. */
    public static final String OWN_LABEL = "promsh.helper";

    public ContainerWish {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        labels = Map.copyOf(labels);
        volumes = Map.copyOf(volumes);
        readOnly = List.copyOf(readOnly);
    }

    /**
     * A container that is never started: a handle on volumes for archives. It has no network, bears promsh's label, and has a
     * command because images without one are refused.
     */
    public static ContainerWish neverStarted(String image, String purpose) {
        return new ContainerWish(
                "",
                image,
                List.of(),
                List.of("promsh-never-started"),
                "",
                "none",
                Map.of(OWN_LABEL, purpose),
                Map.of(),
                List.of());
    }

    /** Returns the same with a volume; one that is not there yet is created by the engine. */
    public ContainerWish withVolume(String volume, String destination, boolean isReadOnly) {
        Map<String, String> more = new LinkedHashMap<>(volumes);
        more.put(destination, volume);
        List<String> fixed = new ArrayList<>(readOnly);
        if (isReadOnly) {
            fixed.add(destination);
        }
        return new ContainerWish(name, image, entrypoint, command, user, network, labels, more, fixed);
    }

    /** Returns the same that runs {@code entrypoint} with {@code command}. */
    public ContainerWish running(List<String> newEntrypoint, List<String> newCommand) {
        return new ContainerWish(name, image, newEntrypoint, newCommand, user, network, labels, volumes, readOnly);
    }

    /** Returns the same with another label. */
    public ContainerWish withLabel(String label, String value) {
        Map<String, String> more = new LinkedHashMap<>(labels);
        more.put(label, value);
        return new ContainerWish(name, image, entrypoint, command, user, network, more, volumes, readOnly);
    }

    /** Returns the same with another network mode. */
    public ContainerWish withNetwork(String mode) {
        return new ContainerWish(name, image, entrypoint, command, user, mode, labels, volumes, readOnly);
    }

    /** Returns the same with another user. */
    public ContainerWish withUser(String newUser) {
        return new ContainerWish(name, image, entrypoint, command, newUser, network, labels, volumes, readOnly);
    }
}
