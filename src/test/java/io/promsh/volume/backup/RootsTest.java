package io.promsh.volume.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.volume.archive.Tars;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the volume's root is in an archive, promsh's own or another's. */
class RootsTest {
    private static final String BLOCK = "01BX5ZZKBKACTAV9WEVGEMMVRZ";

    @TempDir
    Path folder;

    private CheckReport check(Tars tar) {
        return BackupCheck.of(tar.gzip(folder.resolve("b.tar.gz")), false, bytes -> {});
    }

    private static Tars prometheus(String root) {
        return new Tars()
                .file(root + "wal/00000000", "")
                .file(root + "chunks_head/000001", "")
                .file(root + "queries.active", "");
    }

    @Test
    void aTarOfTheContentOrOfItsFolderIsTakenAsItIs() {
        CheckReport content = check(prometheus(""));
        assertEquals("", content.root());
        assertEquals("Prometheus", content.layout().orElse(""));
        assertEquals("", content.tooDeep());
        CheckReport dotted = check(prometheus("./"));
        assertEquals("", dotted.root());
        CheckReport inFolder = check(prometheus("prometheus/"));
        assertEquals("prometheus/", inFolder.root());
        assertEquals("", inFolder.tooDeep());
        assertTrue(
                inFolder.remarks().get(0).contains("no manifest"),
                inFolder.remarks().toString());
    }

    @Test
    void dataThatLiesOneLevelTooDeepIsFound() throws IOException {
        CheckReport foreign = check(prometheus("prometheus/prometheus/"));
        assertEquals("prometheus/prometheus/", foreign.root());
        assertEquals("prometheus/prometheus/", foreign.tooDeep());
        Path own = folder.resolve("own.tar.gz");
        Tars.backup(own, prometheus("prometheus/data/").folder("prometheus").bytes());
        CheckReport report = BackupCheck.of(own, false, bytes -> {});
        assertEquals("data/data/", report.root());
        assertEquals("data/", report.tooDeep());
    }

    @Test
    void aSnapshotIsKnownByItsBlocks() {
        CheckReport report = check(new Tars().file("data/" + BLOCK + "/tombstones", ""));
        assertEquals("Prometheus", report.layout().orElse(""));
        assertTrue(report.problems().stream().anyMatch(problem -> problem.contains("meta.json")), report.toString());
    }

    @Test
    void whatIsNotKnownStaysWhereItIs() throws IOException {
        Path own = folder.resolve("own.tar.gz");
        Tars.backup(own, new Tars().folder("d").file("d/one/file", "x").bytes());
        CheckReport report = BackupCheck.of(own, false, bytes -> {});
        assertEquals("data/", report.root());
        assertEquals("", report.tooDeep());
        assertTrue(report.isGood(), report.problems().toString());
    }
}
