package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.server.Comeback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings containers back to life. Each is tried, whatever happens to the others; what did not work is told with what to type. */
final class Undo {
    private Undo() {}

    static void unpause(DockerEngine engine, List<String> containers) {
        List<String> failed = new ArrayList<>();
        for (String id : containers) {
            try {
                Optional<ContainerDetail> container = engine.container(id);
                if (container.isPresent() && container.get().state().isPaused()) {
                    engine.unpause(id);
                } else if (container.isPresent() && !container.get().state().isRunning()) {
                    // It ran when it was paused: the engine ended meanwhile, and that ends what is paused.
                    engine.start(id);
                }
            } catch (Failure failure) {
                failed.add(id.substring(0, Math.min(12, id.length())));
            }
        }
        tell(failed, "is still paused", "docker unpause ");
    }

    /** Starts containers that were told to stop, each with the time at which it had been started before. */
    static void start(DockerEngine engine, Map<String, Optional<Instant>> containers) {
        List<String> failed = new ArrayList<>();
        containers.forEach((id, since) -> {
            try {
                Comeback.start(engine, id, since);
            } catch (Failure failure) {
                failed.add(id.substring(0, Math.min(12, id.length())));
            }
        });
        tell(failed, "is still stopped", "docker start ");
    }

    /** Returns when each of them was started, as it stands in the journal. */
    static Map<String, Optional<Instant>> started(List<ContainerDetail> containers) {
        Map<String, Optional<Instant>> started = new LinkedHashMap<>();
        containers.forEach(one -> started.put(one.id(), one.state().started()));
        return started;
    }

    private static void tell(List<String> failed, String state, String command) {
        if (!failed.isEmpty()) {
            throw Failure.failed(
                    "container " + String.join(", ", failed) + " " + state + ": the engine does not answer",
                    "the next volume command puts that right; by hand: " + command + String.join(" ", failed));
        }
    }
}
