package io.promsh.volume.backup;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.util.ArrayList;
import java.util.List;
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

    static void start(DockerEngine engine, List<String> containers) {
        List<String> failed = new ArrayList<>();
        for (String id : containers) {
            try {
                if (engine.container(id).isPresent()) {
                    engine.start(id);
                }
            } catch (Failure failure) {
                failed.add(id.substring(0, Math.min(12, id.length())));
            }
        }
        tell(failed, "is still stopped", "docker start ");
    }

    private static void tell(List<String> failed, String state, String command) {
        if (!failed.isEmpty()) {
            throw Failure.failed(
                    "container " + String.join(", ", failed) + " " + state + ": the engine does not answer",
                    "the next volume command puts that right; by hand: " + command + String.join(" ", failed));
        }
    }
}
