package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.volume.archive.Consistency;
import io.promsh.volume.archive.Tars;
import io.promsh.volume.backup.Catalogue;
import io.promsh.volume.backup.CatalogueEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups that are there already, looked at without an engine. */
class BackupsTest {
    @TempDir
    Path home;

    private PromshRun promsh() {
        return new PromshRun(home)
                .with("XDG_STATE_HOME", home.toString())
                .with("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
    }

    private Path backup(String name, Tars tar, int daysAgo) throws IOException {
        Path file = home.resolve(name);
        String sha256 = Tars.backup(file, tar.bytes()).sha256();
        Catalogue.in(home.resolve("promsh"))
                .put(new CatalogueEntry(
                        file,
                        "unix:///d.sock",
                        "p_data",
                        PromshRun.NOW.minus(Duration.ofDays(daysAgo)),
                        1,
                        sha256,
                        Consistency.PAUSED,
                        Map.of(),
                        ""));
        return file;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BackupsTest.class.getResourceAsStream("/sqlite/" + name)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void aVolumesNameStandsForItsNewestBackup() throws IOException {
        backup("old.tar.gz", new Tars().file("v/one", "1"), 2);
        Path newest = backup("new.tar.gz", new Tars().file("v/one", "1").file("v/two", "2"), 1);
        String out = promsh().run("-o", "tsv", "-c", "volume verify p_data").exits(0).out();
        assertTrue(out.startsWith("file\t" + newest + "\ndepth\t2\n"), out);
        promsh().run("-c", "volume verify p_dat").exits(1).notes("no backup of a volume of that name");
        String listed = promsh().run("-o", "jsonl", "-c", "volume backups p_data").exits(0).out();
        assertEquals(List.of(2, 0), listed.lines().map(BackupsTest::depth).toList(), listed);
    }

    private static int depth(String row) {
        return Integer.parseInt(row.replaceFirst(".*\"depth\":([0-9]).*", "$1"));
    }

    @Test
    void aDatabaseThatWasTornIsNamedAndItsBackupIsNoVerifiedOne() throws IOException {
        Tars whole = new Tars()
                .file("v/grafana.db", resource("log.db"))
                .file("v/grafana.db-wal", resource("log.db-wal"));
        backup("whole.tar.gz", whole, 2);
        promsh().run("-o", "tsv", "-c", "volume verify whole.tar.gz").exits(1).notes("there is no file");
        String out = promsh()
                .run("-o", "tsv", "-c", "volume verify " + home.resolve("whole.tar.gz"))
                .exits(0)
                .out();
        assertTrue(out.contains("SQLite databases\t1, every one of 20 pages read"), out);
        assertTrue(out.contains("data of\tGrafana"), out);
        Tars torn = new Tars()
                .file("v/grafana.db", resource("torn.db"))
                .file("v/grafana.db-wal", resource("torn.db-wal"));
        backup("torn.tar.gz", torn, 1);
        promsh().run("-c", "volume verify p_data").exits(1).notes("data/grafana.db: table dashboard: page 5 is used twice");
        String listed = promsh().run("-o", "jsonl", "-c", "volume backups").exits(0).out();
        assertTrue(listed.lines().findFirst().orElse("").contains("\"depth\":0"), listed);
    }

    @Test
    void whatIsNoBackupIsSaidToBeNone() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        Path file = Files.write(home.resolve("noise.tar.gz"), noise);
        promsh().run("-c", "volume verify " + file).exits(1).notes("is no backup: it does not begin as a tar");
    }

    @Test
    void noneIsSaidToBeNone() {
        promsh().run("-c", "volume backups").exits(0).printsNothing().notes("no backups");
    }

    @Test
    void aScheduleQuotesWhereItGoes() {
        String out = promsh()
                .run("-c", "volume backup v --schedule weekly --out '" + home.resolve("my backups") + "'")
                .exits(0)
                .out();
        assertTrue(
                out.contains("17 3 * * 0 promsh -c 'volume backup v --out \"" + home.resolve("my backups") + "\"' >/dev/null"),
                out);
        assertTrue(out.contains("--out \\\"" + home.resolve("my backups") + "\\\"'\""), out);
    }
}
