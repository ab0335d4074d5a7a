package io.promsh.volume.rescue;

import io.promsh.docker.ComposeService;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.volume.compose.ComposeProgram;
import io.promsh.volume.compose.ProjectFile;
import io.promsh.volume.compose.ProjectFile.Mounting;
import io.promsh.volume.compose.ProjectModel;
import io.promsh.volume.state.ServiceState;
import io.promsh.volume.state.StatePath;
import io.promsh.volume.state.Storage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out what a rescue of a service has to do; changes nothing. */
public final class MigrationSurvey {
    private static final int CONFIG_SECONDS = 60;

    private final DockerEngine engine;

    /** Surveys an engine. */
    public MigrationSurvey(DockerEngine engine) {
        this.engine = engine;
    }

    /** Returns what is to be done. Throws a failure that says why not where nothing is, or nothing can be. */
    public Migration survey(Container found) {
        ContainerDetail container = engine.container(found.id())
                .orElseThrow(() -> Failure.failed("container " + found.name() + " is gone", "type it again"));
        ComposeService project = found.compose()
                .orElseThrow(() ->
                        Failure.failed(found.name() + " was not made by Compose", "volume backup keeps what it holds"));
        List<StatePath> state = ServiceState.of(container, engine::volume);
        refuseMemory(project.service(), state);
        List<StatePath> inDanger =
                state.stream().filter(path -> !path.storage().isPersistent()).toList();
        if (inDanger.isEmpty()) {
            throw nothingToDo(project.service(), state);
        }
        ComposeProgram program = ComposeProgram.of(project, engine.address());
        ProjectModel model = ProjectModel.read(project.project(), program.must(List.of("config"), CONFIG_SECONDS));
        List<Move> moves = new ArrayList<>();
        for (StatePath path : inDanger) {
            moves.add(move(project, model, path, moves));
        }
        moves.forEach(move -> refuseFull(move, container));
        List<Mounting> missing = moves.stream()
                .filter(move -> !move.isInFile())
                .map(move -> new Mounting(move.key(), move.from().path()))
                .toList();
        Optional<ProjectFile> change = missing.isEmpty()
                ? Optional.empty()
                : Optional.of(ProjectFile.mounting(
                        project.configFiles().stream().map(Path::of).toList(), project.service(), missing));
        return new Migration(container, project, moves, change);
    }

    private static void refuseMemory(String service, List<StatePath> state) {
        for (StatePath path : state) {
            if (path.storage() == Storage.MEMORY) {
                throw Failure.of(
                        FailureKind.REFUSED,
                        service + ": " + path.path() + " is in memory, and stopping it would lose that",
                        "back it up while it runs: volume backup");
            }
        }
    }

    private static Failure nothingToDo(String service, List<StatePath> state) {
        String why = state.isEmpty()
                ? service + " is not known to hold data"
                : service + " keeps its data safely: "
                        + String.join(
                                ", ",
                                state.stream()
                                        .map(path -> path.path() + " on " + path.on())
                                        .toList());
        return Failure.failed(why, "older data is found by: rescue list");
    }

    private Move move(ComposeService project, ProjectModel model, StatePath path, List<Move> before) {
        Optional<String> mounted = model.volumeAt(project.service(), path.path());
        if (mounted.isPresent()) {
            return new Move(path, mounted.get(), model.nameOf(mounted.get()), true);
        }
        String last = path.path().replaceFirst("^.*/", "");
        String key = project.service() + (before.isEmpty() ? "_data" : "_" + last);
        return new Move(path, key, model.declares(key) ? model.nameOf(key) : project.project() + "_" + key, false);
    }

    /** A volume that holds something already would be written over. */
    private void refuseFull(Move move, ContainerDetail container) {
        if (engine.volume(move.volume()).isEmpty()) {
            return;
        }
        try (Handle handle = Handle.on(engine, container.summary().imageId(), "look")
                .with(move.volume(), Handle.LOOKING, true)
                .open()) {
            boolean isEmpty = Entries.of(engine, handle.id(), Handle.LOOKING).isEmpty();
            if (!isEmpty) {
                throw Failure.of(
                        FailureKind.REFUSED,
                        "volume " + move.volume() + " is there already, and not empty",
                        "bring data of one into the other with: rescue merge");
            }
        }
    }
}
