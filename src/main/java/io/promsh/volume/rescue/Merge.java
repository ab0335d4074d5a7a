package io.promsh.volume.rescue;

import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.Step;
import io.promsh.volume.server.PrometheusContainer;
import java.util.List;

/**
 * Orphaned data on its way back into a running server, as it will be done.
 *
 * @param name of the source as the user sees it
 * @param volume of the source; empty where it lies in a container's own layer
 * @param container whose layer is the source; empty where it is a volume
 * @param path where the source is mounted, or lies in its container
 * @param deeper where the data lies below that, with a slash in front; mostly empty
 */
public record Merge(
        String name, String volume, String container, String path, String deeper, PrometheusContainer into) {
    /** Returns the plan. */
    public Plan plan() {
        String service = into.service();
        String untouched = service + " runs as before; " + name + " is untouched";
        String tidy = "what was made for this is removed by the next rescue command";
        return new Plan(
                "merge " + name + " into " + service,
                List.of(
                        "the data is copied first; " + name + " is only read",
                        service + " is not restarted; it finds new blocks by itself within a minute"),
                List.of(
                        new Step(
                                "copy", "copy the data into a volume for this", "every byte is there", untouched, tidy),
                        new Step(
                                "server",
                                "start a throw-away server of the same image on the copy, without a network",
                                "it is ready",
                                untouched,
                                tidy),
                        new Step(
                                "snapshot",
                                "let it write everything as blocks, its log too, and count",
                                "there are blocks with samples",
                                untouched,
                                tidy),
                        new Step(
                                "check",
                                "compare their times with the retention and the clock of " + service,
                                "none would be dropped, none lies ahead",
                                untouched,
                                tidy),
                        new Step(
                                "put",
                                "put the blocks into the storage of " + service + ", each one's meta.json last",
                                "every byte read back is equal",
                                service + " runs as before; a half block is not read",
                                "type the same again: it goes on where it was"),
                        new Step(
                                "load",
                                "wait until " + service + " has found them",
                                "it counts as many samples in their time as the throw-away server",
                                "the blocks are in the storage of " + service,
                                "its log says what it makes of them: docker logs")));
    }
}
