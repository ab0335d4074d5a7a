package io.promsh.volume.rescue;

import io.promsh.docker.ComposeService;
import io.promsh.docker.ComposeVolume;
import io.promsh.docker.Container;
import io.promsh.docker.ContainerDetail;
import io.promsh.docker.DockerEngine;
import io.promsh.docker.Mount;
import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.volume.compose.ComposeProgram;
import io.promsh.volume.compose.ProjectFile;
import io.promsh.volume.compose.ProjectModel;
import io.promsh.volume.copy.FolderCopy;
import io.promsh.volume.copy.TreeDigest;
import io.promsh.volume.journal.Journal;
import io.promsh.volume.journal.JournalEntry;
import io.promsh.volume.plan.PlanRun;
import io.promsh.volume.plan.Uninterrupted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves a service's data onto named volumes along its plan. */
public final class Migrator {
    /** The label on volumes that a rescue made, with the undertaking as its value. */
    public static final String MADE_LABEL = "promsh.rescue";

    static final int UP_SECONDS = 300;
    private static final int CONFIG_SECONDS = 60;
    private static final Duration LEAST_GRACE = Duration.ofSeconds(60);

    private final DockerEngine engine;
    private final Journal journal;
    private final PlanRun run;
    private final Migration migration;
    private final ComposeProgram compose;
    private JournalEntry entry;

    /** A move that has not begun; {@code entry} bears the undertaking's id. */
    public Migrator(DockerEngine engine, Journal journal, PlanRun run, Migration migration, JournalEntry entry) {
        this.engine = engine;
        this.journal = journal;
        this.run = run;
        this.migration = migration;
        this.compose = ComposeProgram.of(migration.project(), engine.address());
        this.entry = MigrationJournal.facts(entry, migration);
    }

    /** Proves that the service holds afterwards what it held before. */
    public interface Proof {
        /** Counts before the stop; called only where the service runs. */
        void before(ContainerDetail container);

        /** Counts after the start; returns in words what was found, and throws where something is missing. */
        String after(ContainerDetail container);
    }

    /** Does it, and returns the new container. Where a step fails before the old container was removed, goes back by itself. */
    public ContainerDetail migrate(Proof proof) {
        try {
            return steps(proof);
        } catch (Failure failure) {
            throw afterwards(failure);
        }
    }

    private ContainerDetail steps(Proof proof) {
        boolean wasRunning = migration.container().state().isRunning();
        if (wasRunning) {
            proof.before(migration.container());
        }
        begin("volume");
        run.step("volume", this::createVolumes);
        begin("stop");
        run.step("stop", () -> wasRunning ? stop() : "it was not running");
        List<TreeDigest> copies = new ArrayList<>();
        begin("copy");
        run.step("copy", () -> copy(copies));
        run.step("verify", () -> verify(copies));
        begin("file");
        run.step("file", this::writeFile);
        entry = MigrationJournal.left(entry, leftBehind());
        begin("remove");
        run.step("remove", this::remove);
        begin("up");
        run.step("up", () -> up(compose, migration.service()));
        ContainerDetail[] now = new ContainerDetail[1];
        run.step("mounts", () -> {
            now[0] = current(engine, migration.project());
            checkMounts(now[0], migration.moves());
            return "on "
                    + String.join(
                            ", ", migration.moves().stream().map(Move::volume).toList());
        });
        begin("proof");
        run.step("proof", () -> wasRunning ? proof.after(now[0]) : "it was not running before");
        journal.close(entry);
        return now[0];
    }

    private Failure afterwards(Failure failure) {
        if (entry.phase().isEmpty() || entry.phase().equals("proof")) {
            journal.close(entry);
            return failure;
        }
        if (Repairs.GOES_ON.contains(entry.phase())) {
            journal.write(entry.takenBy(""));
            List<String> later = new ArrayList<>(failure.detail());
            later.add("the next line that uses the engine brings it to its end, too");
            return failure.withDetail(later);
        }
        List<String> detail = new ArrayList<>(failure.detail());
        Uninterrupted.run(() -> goBack(detail));
        return failure.withDetail(detail);
    }

    private void goBack(List<String> detail) {
        try {
            String done = Repairs.goBack(engine, entry);
            journal.close(entry);
            detail.removeIf(PlanRun::isOfState);
            detail.add(done);
        } catch (Failure second) {
            // The engine may be gone. Given up, so that the next run takes it on.
            journal.write(entry.takenBy(""));
            detail.add("going back failed too: " + second.message() + "; the next line that uses the engine does it");
        }
    }

    private void begin(String phase) {
        entry = entry.at(phase);
        journal.write(entry);
    }

    private String createVolumes() {
        for (Move move : migration.moves()) {
            ComposeService project = migration.project();
            Map<String, String> labels = new ComposeVolume(project.project(), move.key(), project.version()).labels();
            Map<String, String> all = new LinkedHashMap<>(labels);
            all.put(MADE_LABEL, entry.id());
            engine.createVolume(Volume.Wish.named(move.volume(), all));
        }
        return "created";
    }

    private String stop() {
        ContainerDetail container = migration.container();
        Duration asked = container.policy().stopTimeout().orElse(LEAST_GRACE);
        engine.stop(container.id(), asked.compareTo(LEAST_GRACE) > 0 ? asked : LEAST_GRACE);
        return "stopped";
    }

    private String copy(List<TreeDigest> copies) {
        FolderCopy copying = new FolderCopy(engine);
        long bytes = 0;
        try (Handle handle = handle()) {
            for (Move move : migration.moves()) {
                TreeDigest copy = copying.copy(
                        migration.container().id(),
                        move.from().path(),
                        handle.id(),
                        done -> run.progress(done / (1 << 20) + " MB copied"));
                copies.add(copy);
                bytes += copy.bytes();
            }
        }
        long files = copies.stream().mapToLong(TreeDigest::files).sum();
        return files + (files == 1 ? " file, " : " files, ") + bytes + " bytes";
    }

    private String verify(List<TreeDigest> copies) {
        FolderCopy copying = new FolderCopy(engine);
        try (Handle handle = handle()) {
            for (int i = 0; i < copies.size(); i++) {
                copying.verify(
                        copies.get(i),
                        handle.id(),
                        migration.moves().get(i).from().path());
            }
        }
        return "equal";
    }

    private Handle handle() {
        Handle.Wish wish = Handle.on(engine, migration.container().summary().imageId(), entry.id());
        for (Move move : migration.moves()) {
            wish = wish.with(move.volume(), move.from().path(), false);
        }
        return wish.open();
    }

    private String writeFile() {
        migration.change().ifPresent(change -> change.write(entry.id()));
        ComposeService project = migration.project();
        ProjectModel model = ProjectModel.read(project.project(), compose.must(List.of("config"), CONFIG_SECONDS));
        for (Move move : migration.moves()) {
            Optional<String> mounted =
                    model.volumeAt(project.service(), move.from().path());
            boolean isRight =
                    mounted.map(model::nameOf).filter(move.volume()::equals).isPresent();
            if (!isRight) {
                migration
                        .change()
                        .ifPresent(change ->
                                ProjectFile.putBack(change.file(), change.kept(entry.id()), change.written()));
                throw Failure.failed(
                        "Compose does not mount " + move.volume() + " at "
                                + move.from().path() + " with this change",
                        "the file is as it was; write the volume into it by hand");
            }
        }
        return migration
                .change()
                .map(change -> "written; the text before is kept in "
                        + change.kept(entry.id()).getFileName())
                .orElse("it mounts them");
    }

    /** Returns the volumes that were left behind with all that was moved, and the mark of each one's state. */
    public Map<String, String> left() {
        return MigrationJournal.left(entry);
    }

    /** While the old container is there, and nothing writes to it any more. */
    private Map<String, String> leftBehind() {
        Map<String, String> left = new LinkedHashMap<>();
        for (Move move : migration.moves()) {
            if (!move.from().where().isEmpty()) {
                String path = move.from().path();
                left.put(
                        move.from().where(),
                        BroughtBack.mark(engine, migration.container().id(), path));
            }
        }
        return left;
    }

    private String remove() {
        engine.removeContainer(migration.container().id(), false);
        for (Move move : migration.moves()) {
            boolean wasVolume = !move.from().where().isEmpty();
            if (wasVolume && engine.volume(move.from().where()).isEmpty()) {
                throw Failure.failed("volume " + move.from().where() + " went with its container", "");
            }
        }
        return "removed";
    }

    /** Lets Compose start one service and nothing else. */
    static String up(ComposeProgram compose, String service) {
        compose.must(List.of("up", "-d", "--no-deps", service), UP_SECONDS);
        return "started";
    }

    /** Returns the container that a service has now. */
    static ContainerDetail current(DockerEngine engine, ComposeService project) {
        List<Container> all = engine.containers(ComposeService.service(project.project(), project.service()));
        return all.stream()
                .filter(container ->
                        container.compose().map(found -> !found.isOneOff()).orElse(false))
                .filter(Container::isRunning)
                .findFirst()
                .flatMap(container -> engine.container(container.id()))
                .orElseThrow(() -> Failure.failed("no container of " + project.service() + " runs", "docker ps -a"));
    }

    /** Throws where a path is not on its volume. */
    static void checkMounts(ContainerDetail container, List<Move> moves) {
        for (Move move : moves) {
            Optional<Mount> mount = container.mountOf(move.from().path());
            boolean isRight =
                    mount.map(Mount::name).filter(move.volume()::equals).isPresent();
            if (!isRight) {
                String there = mount.map(found -> found.name().isEmpty() ? found.source() : found.name())
                        .orElse("nothing");
                throw Failure.failed(
                        move.from().path() + " of the new container is on " + there + " and not on " + move.volume(),
                        "its data is safe in " + move.volume());
            }
        }
    }
}
