package io.promsh.volume.rescue;

import io.promsh.docker.ComposeService;
import io.promsh.docker.ContainerDetail;
import io.promsh.volume.compose.ProjectFile;
import io.promsh.volume.plan.Plan;
import io.promsh.volume.plan.Step;
import io.promsh.volume.server.PrometheusContainer;
import io.promsh.volume.state.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The move of a service's data onto named volumes, as it will be done.
 *
 * @param container the one that holds the data
 * @param change of the project's file, where it does not mount the volumes yet
 */
public record Migration(
        ContainerDetail container, ComposeService project, List<Move> moves, Optional<ProjectFile> change) {
    public Migration {
        moves = List.copyOf(moves);
    }

    /** Returns the service. */
    public String service() {
        return project.service();
    }

    /** Returns the plan. */
    public Plan plan() {
        boolean isPrometheus = PrometheusContainer.of(container).isPresent();
        String id = container.id().substring(0, 12);
        String start = "docker start " + id;
        String volumes = String.join(", ", moves.stream().map(Move::volume).toList());
        String waits = service() + " is stopped; its data is where it was, in container " + id;
        String copied = "the data is in " + volumes + ", checked";
        String file = change.map(found -> found.file().toString()).orElse("the Compose file");
        return new Plan(
                "rescue " + service(),
                facts(),
                List.of(
                        new Step(
                                "volume",
                                "create " + volumes + ", labelled so that Compose takes them for its own",
                                "they are empty",
                                service() + " runs as before",
                                "docker volume rm " + volumes.replace(",", "")),
                        new Step(
                                "stop",
                                "stop container " + id + ", with time to write what it holds in memory",
                                "it has ended",
                                waits,
                                start),
                        new Step("copy", "copy its data, owners and modes kept", "every byte was read", waits, start),
                        new Step(
                                "verify",
                                "read the copy back and compare the SHA-256 of every file",
                                "no file is missing or different",
                                waits,
                                start),
                        new Step(
                                "file",
                                change.isPresent() ? "write the change to " + file : "leave " + file + " as it is",
                                "Compose reads it, and mounts the volumes",
                                waits,
                                change.isPresent()
                                        ? "put the kept copy beside " + file + " back, then " + start
                                        : start),
                        new Step(
                                "remove",
                                "remove the stopped container, none of its volumes",
                                "it is gone; its old volumes are still there",
                                copied,
                                "docker-compose up -d --no-deps " + service()),
                        new Step(
                                "up",
                                "let Compose start " + service() + " alone",
                                "Compose ends well",
                                copied + "; no container runs",
                                "docker-compose up -d --no-deps " + service()),
                        new Step(
                                "mounts",
                                "look at what the new container mounts",
                                "each path is on its named volume",
                                copied + "; the new container may not use it",
                                "compare the file with: volume inspect "
                                        + moves.get(0).volume()),
                        new Step(
                                "proof",
                                isPrometheus
                                        ? "wait until it is ready, then count again what was counted before"
                                        : "wait until it stays up, and is healthy where it has a check",
                                isPrometheus ? "every number is equal" : "it runs for two seconds without ending",
                                copied + "; " + service() + " runs on it",
                                "the old place is untouched: rescue list")));
    }

    private List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (Move move : moves) {
            String fate = move.from().storage() == Storage.LAYER
                    ? "the layer goes with the old container, once the copy is checked"
                    : "the old volume is kept until you delete it";
            facts.add(move.from().path() + ": from " + move.from().on() + " to volume " + move.volume() + "; " + fate);
        }
        if (change.isEmpty()) {
            facts.add("the Compose file mounts it already; the container does not: that is what is put right");
        }
        return facts;
    }
}
