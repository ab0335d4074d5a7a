package io.promsh.docker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container as a list shows it.
 *
 * @param name without the leading slash
 * @param image the name it was made from; {@code imageId} is what it is
 * @param state created, running, paused, restarting, exited, removing or dead
 * @param status the engine's sentence, for example {@code Up 2 hours}
 */
public record Container(
        String id,
        String name,
        String image,
        String imageId,
        String state,
        String status,
        Optional<Instant> created,
        Map<String, String> labels,
        List<Mount> mounts) {
    public Container {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
    }

    /** Returns whether its processes exist, frozen or not. */
    public boolean isRunning() {
        return state.equals("running") || state.equals("paused") || state.equals("restarting");
    }

    /** Returns the Compose project and service, where Compose made it. */
    public Optional<ComposeService> compose() {
        return ComposeService.of(labels);
    }

    /** Returns its Compose service, else its name. */
    public String displayName() {
        return compose().map(ComposeService::service).orElse(name);
    }
}
