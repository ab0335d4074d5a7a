package io.promsh.volume.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.ContainerDetail;
import io.promsh.docker.HttpAnswer;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeDocker;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.archive.Packing;
import io.promsh.volume.archive.Tars;
import io.promsh.volume.backup.BackupWish.How;
import io.promsh.volume.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to an engine for a backup, in which order, and what is undone when it fails. */
class BackupTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");
    private static final String VOLUME = "p_data";

    @TempDir
    Path folder;

    private final FakeDocker engine = new FakeDocker();
    private final List<String> notes = new ArrayList<>();
    private Journal journal;

    BackupTest() {
        journal = new Journal(Path.of("unused"));
    }

    @BeforeEach
    void prepare() {
        journal = new Journal(folder.resolve("journal"));
        engine.with(FakeDocker.volume(VOLUME, Map.of()), 1000)
                .withArchive(
                        VOLUME,
                        "/promsh-volume",
                        new Tars()
                                .folder("promsh-volume")
                                .file("promsh-volume/grafana.db", "not SQLite")
                                .bytes());
    }

    private void service(String image, String path) {
        ContainerDetail container = FakeDocker.service("p", "web", image, List.of(FakeDocker.volumeAt(VOLUME, path)));
        engine.with(container).with(FakeDocker.image(image, path));
    }

    private BackupReport make(How how) {
        Telling telling = new Telling() {
            @Override
            public void note(String sentence) {
                notes.add(sentence);
            }

            @Override
            public void progress(String what, long bytes) {}
        };
        return new Backup(engine, journal, Catalogue.in(folder), NamedServers.NONE, telling)
                .make(new BackupWish(
                        VOLUME, folder.resolve("out"), how, Duration.ofSeconds(10), Packing.GZIP, true, NOW));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    @Test
    void pausesReadsAndGoesOn() throws IOException {
        service("grafana/grafana", "/var/lib/grafana");
        BackupReport report = make(How.BY_CHOICE);
        assertEquals(Consistency.PAUSED, report.manifest().consistency());
        assertEquals(
                List.of(
                        "pause p_web_1",
                        "create helper1 of sha256:grafana/grafana",
                        "read helper1:/promsh-volume",
                        "remove helper1 with its volumes",
                        "unpause p_web_1"),
                engine.deeds());
        assertEquals(List.of("p_data-20250803T185600Z.tar.gz"), files());
        assertTrue(report.check().orElseThrow().isGood());
        assertEquals(2, Catalogue.in(folder).all().get(0).depth());
        assertEquals(List.of(), journal.abandoned());
    }

    @Test
    void twoInASecondDoNotMeet() throws IOException {
        service("grafana/grafana", "/var/lib/grafana");
        make(How.BY_CHOICE);
        make(How.BY_CHOICE);
        assertEquals(Set.of("p_data-20250803T185600Z.tar.gz", "p_data-20250803T185600Z-2.tar.gz"), Set.copyOf(files()));
        assertEquals(2, Catalogue.in(folder).all().size());
    }

    @Test
    void stopsOnlyWhenAskedTo() {
        service("postgres:16", "/var/lib/postgresql/data");
        assertEquals(
                FailureKind.REFUSED,
                assertThrows(Failure.class, () -> make(How.BY_CHOICE)).kind());
        assertEquals(List.of(), engine.deeds());
        assertEquals(Consistency.STOPPED, make(How.STOP).manifest().consistency());
        assertEquals("stop p_web_1", engine.deeds().get(0));
        assertEquals("start p_web_1", engine.deeds().get(engine.deeds().size() - 1));
    }

    @Test
    void goesOnWhenReadingFailsAndKeepsNothing() throws IOException {
        service("grafana/grafana", "/var/lib/grafana");
        engine.failAt("read helper1:/promsh-volume", Failure.unreachable("the engine broke off", ""));
        Failure failure = assertThrows(Failure.class, () -> make(How.BY_CHOICE));
        assertEquals(FailureKind.UNREACHABLE, failure.kind());
        assertTrue(engine.deeds().contains("unpause p_web_1"), engine.deeds().toString());
        assertEquals(List.of(), files());
        assertEquals(List.of(), Catalogue.in(folder).all());
        assertEquals(List.of(), journal.abandoned());
    }

    @Test
    void whatCannotBeUndoneIsUndoneByTheNextRun() {
        service("grafana/grafana", "/var/lib/grafana");
        engine.failAt("unpause p_web_1", Failure.unreachable("no engine", ""));
        engine.failAt("remove helper1 with its volumes", Failure.unreachable("no engine", ""));
        Failure failure = assertThrows(Failure.class, () -> make(How.BY_CHOICE));
        assertTrue(failure.hint().contains("docker unpause "), failure.hint());
        assertEquals(1, journal.abandoned().size());
        Repairs repairs = new Repairs(engine, journal);
        assertThrows(Failure.class, repairs::repair);
        assertEquals(1, journal.abandoned().size(), "still owed");

        engine.recover();
        List<String> done = repairs.repair();
        assertEquals(1, done.size());
        assertTrue(done.get(0).contains("what was paused runs again"), done.toString());
        assertTrue(engine.container("p_web_1").orElseThrow().state().isRunning());
        assertTrue(engine.container("helper1").isEmpty());
        assertEquals(List.of(), journal.abandoned());
        assertEquals(List.of(), repairs.repair());
    }

    @Test
    void aLiveCopyWithACompactionInItIsThrownAway() throws IOException {
        service("prom/prometheus", "/prometheus");
        AtomicInteger asked = new AtomicInteger();
        engine.answering("GET /api/v1/status/flags", 200, "{}")
                .answering("GET /metrics", () -> new HttpAnswer(200, metrics(asked.getAndIncrement())));
        Failure failure = assertThrows(Failure.class, () -> make(How.LIVE));
        assertEquals(FailureKind.REFUSED, failure.kind());
        assertEquals(
                3, notes.stream().filter(note -> note.contains("compaction")).count());
        assertEquals(List.of(), files());

        engine.answering("GET /metrics", 200, metrics(9));
        assertEquals(Consistency.HOT, make(How.LIVE).manifest().consistency());
        assertFalse(engine.deeds().stream().anyMatch(deed -> deed.startsWith("pause") || deed.startsWith("stop")));
    }

    private static String metrics(int compactions) {
        return "prometheus_tsdb_compactions_total " + compactions + "\nprometheus_tsdb_head_truncations_total 1\n"
                + "prometheus_tsdb_checkpoint_creations_total 1\nprometheus_tsdb_blocks_loaded 5\n";
    }

    @Test
    void refusesAServerThatDoesNotTellItsCompactions() {
        service("prom/prometheus", "/prometheus");
        engine.answering("GET /api/v1/status/flags", 200, "{}").answering("GET /metrics", 200, "up 1\n");
        assertEquals(
                FailureKind.REFUSED,
                assertThrows(Failure.class, () -> make(How.LIVE)).kind());
        assertTrue(notes.toString().contains("cannot be trusted"), notes.toString());
    }
}
