package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.nio.file.attribute.PosixFilePermissions;
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
        String out =
                promsh().run("-o", "tsv", "-c", "volume verify p_data").exits(0).out();
        assertTrue(out.startsWith("file\t" + newest + "\ndepth\t2\n"), out);
        promsh().run("-c", "volume verify p_dat").exits(1).notes("no backup of a volume of that name");
        String listed = promsh().run("-o", "jsonl", "-c", "volume backups p_data")
                .exits(0)
                .out();
        assertEquals(List.of(2, 0), listed.lines().map(BackupsTest::depth).toList(), listed);
    }

    private static int depth(String row) {
        return Integer.parseInt(row.replaceFirst(".*\"depth\":([0-9]).*", "$1"));
    }

    @Test
    void aDatabaseThatWasTornIsNamedAndItsBackupIsNoVerifiedOne() throws IOException {
        Tars whole =
                new Tars().file("v/grafana.db", resource("log.db")).file("v/grafana.db-wal", resource("log.db-wal"));
        backup("whole.tar.gz", whole, 2);
        promsh().run("-o", "tsv", "-c", "volume verify whole.tar.gz").exits(1).notes("there is no file");
        String out = promsh().run("-o", "tsv", "-c", "volume verify " + home.resolve("whole.tar.gz"))
                .exits(0)
                .out();
        assertTrue(out.contains("SQLite databases\t1, every one of 20 pages read"), out);
        assertTrue(out.contains("data of\tGrafana"), out);
        Tars torn =
                new Tars().file("v/grafana.db", resource("torn.db")).file("v/grafana.db-wal", resource("torn.db-wal"));
        backup("torn.tar.gz", torn, 1);
        promsh().run("-c", "volume verify p_data")
                .exits(1)
                .notes("data/grafana.db: table dashboard: page 5 is used twice");
        String listed =
                promsh().run("-o", "jsonl", "-c", "volume backups").exits(0).out();
        assertTrue(listed.lines().findFirst().orElse("").contains("\"depth\":0"), listed);
    }

    @Test
    void howABackupIsPackedIsNotGuessed() {
        promsh().run("-c", "volume backup v --zstd --fast").exits(2).notes("--fast does not pack");
        promsh().run("-c", "volume backup v --zstd --out v.tar.gz").exits(2).notes("end its name in .tar.zst");
        promsh().run("-c", "volume backup v --fast --out v.tar.zst").exits(2);
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

    /** What systemd and cron make of the printed lines reaches promsh as it was typed, whatever stands in a folder's name. */
    @Test
    void aScheduleCallsPromshWithTheVeryLine() throws IOException, InterruptedException {
        String folder = home.resolve("my 50% \"safe\" $HOME \\ backups").toString();
        List<String> out = promsh().run(
                        "-c", "volume backup v --keep 7 --schedule weekly --out '" + folder.replace("\\", "\\\\") + "'")
                .exits(0)
                .out()
                .lines()
                .toList();
        String line = "volume backup v --out \"" + folder.replace("\\", "\\\\").replace("\"", "\\\"") + "\" --keep 7";
        String unit = first(out, "ExecStart=/bin/sh -c \"");
        String call = unit.substring(0, unit.length() - 1)
                .replaceAll("\\\\(.)", "$1")
                .replace("%%", "%")
                .replace("$$", "$");
        assertEquals(List.of("-c", line), called(call));
        String cron = first(out, "17 3 * * 0 ").replace("\\%", "%");
        assertEquals(List.of("-c", line), called(cron.replace(" >/dev/null", "")));
        assertEquals("weekly", first(out, "OnCalendar="));
        assertEquals(
                List.of("[Unit]", "[Service]", "[Unit]", "[Timer]", "[Install]"),
                out.stream().filter(one -> one.startsWith("[")).toList());
    }

    private static String first(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }

    /** Returns with which arguments a shell calls promsh. */
    private List<String> called(String line) throws IOException, InterruptedException {
        Path program = home.resolve("promsh-stub");
        Files.writeString(program, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        String there = line.replaceFirst("promsh -c", program + " -c");
        Process shell = new ProcessBuilder("/bin/sh", "-c", there)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, shell.waitFor(), said);
        return said.lines().toList();
    }
}
