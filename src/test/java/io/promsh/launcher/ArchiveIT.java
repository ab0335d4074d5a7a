package io.promsh.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.launcher.Installation.Run;
import io.promsh.launcher.Installation.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class-data archive: made behind the user's back, never in the way. */
@Tag("integration")
class ArchiveIT {
    @TempDir
    Path scratch;

    private Installation promsh;

    @BeforeEach
    void install() throws Exception {
        promsh = Installation.in(scratch, "promsh");
        promsh.environment.remove("PROMSH_ARCHIVE");
    }

    @Test
    void fiveFirstRunsAtOnceAnswerAndMakeOneArchive() throws Exception {
        List<Started> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(promsh.start(promsh.launcher.toString(), promsh.home, "x"));
        }
        for (Started started : runs) {
            assertGood(Installation.finish(started, ""));
        }
        Deadline.await(() -> archives().size() == 1 && promsh.cached().size() == 2);
        assertGood(promsh.run("x"));
        assertEquals(2, promsh.cached().size(), () -> "leftovers");
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(promsh.cache.resolve("promsh"))));
    }

    @Test
    void theArchiveIsUsed() throws Exception {
        promsh.environment.put("PROMSH_ARCHIVE", "now");
        assertGood(promsh.run("x"));
        assertEquals(1, archives().size());
        promsh.environment.put("PROMSH_JAVA_OPTS", "-Xlog:class+load=info:file=" + scratch + "/classes.log");
        assertGood(promsh.run("x"));
        String log = Files.readString(scratch.resolve("classes.log"));
        assertTrue(
                log.lines().anyMatch(line -> line.contains("io.promsh.app.Main source: shared objects file")),
                () -> log.lines()
                        .filter(line -> line.contains("promsh"))
                        .toList()
                        .toString());
    }

    @Test
    void anUpgradeReplacesTheArchive() throws Exception {
        promsh.environment.put("PROMSH_ARCHIVE", "now");
        assertGood(promsh.run("x"));
        List<String> before = promsh.cached();
        Files.setLastModifiedTime(
                promsh.home.resolve("promsh.jar"), FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertGood(promsh.run("x"));
        List<String> after = promsh.cached();
        assertEquals(2, after.size(), after::toString);
        assertTrue(before.stream().noneMatch(after::contains), after::toString);
    }

    @Test
    void aTrainingThatIsKilledLeavesNothingToTripOver() throws Exception {
        Path folder = Files.createDirectories(promsh.cache.resolve("promsh"));
        promsh.environment.put("PROMSH_ARCHIVE", "now");
        assertGood(promsh.run("x"));
        Path archive = folder.resolve(archives().get(0));
        byte[] whole = Files.readAllBytes(archive);
        Files.delete(archive);
        String key = archive.getFileName().toString().replaceAll("\\..*", "");
        Path cut = folder.resolve(key + ".4242.tmp");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        Files.createFile(folder.resolve(key + ".lock"));
        Files.setLastModifiedTime(cut, FileTime.from(Instant.now().minusSeconds(7200)));
        assertGood(promsh.run("x"));
        assertEquals(List.of(key + ".for", archive.getFileName().toString()), promsh.cached());
    }

    @Test
    void aFailedTrainingIsNotTriedAtEveryStart() throws Exception {
        promsh.environment.put("PROMSH_JAVA_HOME", brokenTrainer().toString());
        assertEquals(0, promsh.run("x").code());
        Deadline.await(() -> promsh.cached().stream().anyMatch(name -> name.endsWith(".failed"))
                && promsh.cached().stream().noneMatch(name -> name.endsWith(".lock")));
        List<String> before = promsh.cached();
        assertEquals(0, promsh.run("x").code());
        assertEquals(before, promsh.cached());
    }

    @Test
    void goesWithoutWhereNothingCanBeKept() throws Exception {
        promsh.environment.put("XDG_CACHE_HOME", "/proc/none");
        assertGood(promsh.run("x"));
        promsh.environment.remove("XDG_CACHE_HOME");
        assertGood(promsh.run("x"));
        promsh.environment.put("HOME", scratch + "/a:b");
        assertGood(promsh.run("x"));
        Path file = Files.createFile(scratch.resolve("file"));
        promsh.environment.put("HOME", file.toString());
        assertGood(promsh.run("x"));
        promsh.environment.put("PROMSH_ARCHIVE", "now");
        assertGood(promsh.run("x"));
    }

    @Test
    void servesTheOtherJavaToo() throws Exception {
        Path other = otherJava();
        promsh.environment.put("PROMSH_ARCHIVE", "now");
        assertGood(promsh.run("x"));
        promsh.environment.put("PROMSH_JAVA_HOME", other.toString());
        assertGood(promsh.run("x"));
        assertEquals(2, archives().size(), "one for each Java");
        assertGood(promsh.run("x"));
    }

    private static void assertGood(Run run) {
        assertEquals("to stderr\n", run.err());
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("tty=000\njava=") && run.out().endsWith("[x]\n"), run.out());
    }

    private List<String> archives() throws Exception {
        return promsh.cached().stream()
                .filter(name -> name.endsWith(".jsa") || name.endsWith(".aot"))
                .toList();
    }

    /** A Java that runs programs and refuses to make archives. */
    private Path brokenTrainer() throws Exception {
        Path home = Files.createDirectories(scratch.resolve("broken"));
        Path java = Path.of(System.getProperty("java.home"));
        Files.copy(java.resolve("release"), home.resolve("release"));
        Installation.script(
                Files.createDirectories(home.resolve("bin")).resolve("java"),
                "case \"$*\" in *--train*) exit 1 ;; esac\nexec '" + java + "/bin/java' \"$@\"\n");
        return home;
    }

    private static Path otherJava() throws Exception {
        Path mine = Path.of(System.getProperty("java.home")).toRealPath();
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/usr/lib/jvm")), "no other Java here");
        try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
            for (Path home : homes.filter(Files::isDirectory).toList()) {
                if (Files.exists(home.resolve("release"))
                        && !home.toRealPath().equals(mine)
                        && home.getFileName().toString().matches(".*(17|21|25).*")) {
                    return home.toRealPath();
                }
            }
        }
        Assumptions.abort("no other Java here");
        return mine;
    }
}
