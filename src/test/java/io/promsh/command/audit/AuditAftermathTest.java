package io.promsh.command.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.promsh.audit.live.Orphan;
import io.promsh.docker.Volume;
import io.promsh.testing.FakeDocker;
import io.promsh.volume.archive.Consistency;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import io.promsh.volume.rescue.BroughtBack;
import io.promsh.volume.state.KnownService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditAftermathTest {
    private static final Instant MADE = Instant.parse("2025-08-01T03:00:00Z");

    @TempDir
    Path folder;

    private void backup(String volume, Map<Integer, Instant> verified) throws IOException {
        Path file = Files.writeString(folder.resolve(volume + verified.size() + ".tar.gz"), "x");
        Catalogue.in(folder)
                .put(new CatalogueEntry(
                        file, "unix:///fake.sock", volume, MADE, 1, "", Consistency.SNAPSHOT, verified, ""));
    }

    @Test
    void onlyAVerifiedBackupOfThatVolumeCounts() throws IOException {
        AuditAftermath aftermath = new AuditAftermath(FakeDocker::new, folder, Duration.ofDays(7));
        assertEquals(Optional.empty(), aftermath.lastVerifiedBackup("data"));
        backup("data", Map.of(1, MADE));
        assertEquals(Optional.empty(), aftermath.lastVerifiedBackup("data"), "checksums alone are not enough");
        backup("data", Map.of(1, MADE, 2, MADE));
        assertEquals(Optional.of(MADE), aftermath.lastVerifiedBackup("data"));
        assertEquals(Optional.empty(), aftermath.lastVerifiedBackup("other"));
    }

    private static Volume local(String name) {
        return new Volume(name, "local", "/nowhere/" + name, Optional.empty(), Map.of(), Map.of());
    }

    @Test
    void orphansAreRecognisedWithoutReadingThem() {
        FakeDocker engine = new FakeDocker()
                .with(FakeDocker.image("busybox", new String[0]))
                .with(local("empty"), 0)
                .with(local("lost"), 1)
                .withArchive("lost", "/promsh-looks1", new byte[1024])
                .withArchive("lost", "/promsh-looks1/wal", new byte[1024])
                .withArchive("lost", "/promsh-looks1/chunks_head", new byte[1024]);
        AuditAftermath aftermath = new AuditAftermath(() -> engine, folder, Duration.ofDays(7));
        assertEquals(
                List.of(new Orphan("lost", KnownService.PROMETHEUS, Optional.empty(), Optional.of(Instant.EPOCH), -1)),
                aftermath.orphans(),
                "an empty volume is nobody's loss");
        assertEquals(
                List.of(),
                engine.deeds().stream().filter(deed -> deed.startsWith("read")).toList());
        assertEquals(List.of(), engine.containers(Map.of()), "the container that it was looked through is gone");
    }

    @Test
    void whatWasBroughtBackIsNoOrphanButIsSaid() {
        FakeDocker engine = new FakeDocker()
                .with(FakeDocker.image("busybox", new String[0]))
                .with(local("lost"), 1)
                .withArchive("lost", "/promsh-looks0", new byte[1024])
                .withArchive("lost", "/promsh-looks0/wal", new byte[1024])
                .withArchive("lost", "/promsh-looks0/chunks_head", new byte[1024]);
        AuditAftermath aftermath = new AuditAftermath(() -> engine, folder, Duration.ofDays(7));
        BroughtBack memory = BroughtBack.in(folder, engine.address());
        memory.remember("lost", "1970-01-01T00:00:00Z,1970-01-01T00:00:00Z,1970-01-01T00:00:00Z,-,-", MADE);
        assertEquals(List.of(), aftermath.orphans());
        assertEquals(
                List.of("volume lost holds data of Prometheus that was brought back " + MADE
                        + ", and nothing has written to it since; once you have looked: docker volume rm lost"),
                aftermath.broughtBack("incident"));
        memory.remember("lost", "2025-08-03T18:00:00Z,-,-,-,-", MADE);
        assertEquals(1, aftermath.orphans().size(), "something has written to it");
        assertEquals(List.of(), aftermath.broughtBack("incident"));
    }
}
