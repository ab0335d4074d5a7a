package io.promsh.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.launcher.Installation.Run;
import io.promsh.launcher.Installation.Started;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher hands through and how it finds its Java; the program behind it is a small stand-in. */
@Tag("integration")
class LauncherIT {
    private static final int JAVA = Runtime.version().feature();

    @TempDir
    Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash", "/bin/busybox sh"})
    void handsArgumentsInputAndExitCodeThrough(String interpreter) throws Exception {
        String[] words = interpreter.split(" ", -1);
        Assumptions.assumeTrue(Files.isExecutable(Path.of(words[0])), () -> words[0] + " is not installed");
        Installation promsh = Installation.in(scratch, "promsh").by(words);
        Run run = promsh.run(
                promsh.launcher.toString(), promsh.home, "line one\n", "7", "a  b", "*", "", "up{x=\"\u00e9\"}");
        assertEquals(7, run.code());
        assertEquals(
                "tty=000\njava=" + JAVA + "\nx=null\n[7]\n[a  b]\n[*]\n[]\n[up{x=\"\u00e9\"}]\nline one\n", run.out());
        assertEquals("to stderr\n", run.err());
    }

    @Test
    void worksThroughLinksFromElsewhereAndWithBlanksInItsPath() throws Exception {
        Installation promsh = Installation.in(scratch, "a folder/with blanks");
        Path direct = Files.createSymbolicLink(scratch.resolve("first"), promsh.launcher);
        Path relative = Files.createSymbolicLink(scratch.resolve("second link"), direct.getFileName());
        Path elsewhere = Files.createDirectory(scratch.resolve("elsewhere"));
        assertEquals(0, promsh.run(direct.toString(), elsewhere, "", "x").code());
        assertEquals(0, promsh.run(relative.toString(), elsewhere, "", "x").code());
        assertEquals(
                0,
                promsh.run("../a folder/with blanks/promsh", elsewhere, "", "x").code());
        promsh.environment.put("PATH", promsh.home + ":" + promsh.environment.get("PATH"));
        Run byPath = promsh.run("env", elsewhere, "", "promsh", "x");
        assertEquals("to stderr\n", byPath.err());
        assertEquals(0, byPath.code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM 143", "INT 130", "HUP 129"})
    void handsSignalsThrough(String signalAndCode) throws Exception {
        String[] words = signalAndCode.split(" ", -1);
        // A shell that started the tests in the background ignores Ctrl-C for all that come from it.
        Installation promsh = Installation.in(scratch, "promsh").by("env", "--default-signal=" + words[0]);
        Started started = promsh.start(promsh.launcher.toString(), promsh.home, "wait");
        Deadline.await(() -> started.printed().contains("waiting"));
        new ProcessBuilder(
                        "kill", "-" + words[0], Long.toString(started.process().pid()))
                .start()
                .waitFor();
        assertEquals(
                Integer.parseInt(words[1]), Installation.finish(started, "").code());
    }

    @ParameterizedTest
    @CsvSource({"volume backup v, 4", "volume verify f, 4", "volume backups, 1", "up, 1"})
    void longWorkGetsTheBetterCompiler(String line, String level) throws Exception {
        Installation promsh = Installation.in(scratch, "promsh");
        promsh.environment.put("PROMSH_JAVA_OPTS", "-XX:+PrintFlagsFinal");
        String out = promsh.run(promsh.launcher.toString(), promsh.home, "", "-c", line)
                .out();
        assertTrue(
                Pattern.compile(" TieredStopAtLevel += " + level + " ")
                        .matcher(out)
                        .find(),
                out);
    }

    /** A name that no method has would not be missed: it is only slower. */
    @Test
    void namesLoopsThatAreThere() throws Exception {
        String launcher = Files.readString(Path.of("promsh"));
        List<String> named = new ArrayList<>();
        Matcher loops = Pattern.compile("\\$(soon|digest)(\\S+)::(\\w+)(\\*?),").matcher(launcher);
        while (loops.find()) {
            String home = loops.group(1).equals("soon") ? "io.promsh" : "sun.security.provider";
            Class<?> type = Class.forName(home + loops.group(2));
            String name = loops.group(3);
            boolean isStart = !loops.group(4).isEmpty();
            assertTrue(
                    Stream.of(type.getDeclaredMethods())
                            .map(Method::getName)
                            .anyMatch(one -> isStart ? one.startsWith(name) : one.equals(name)),
                    type + " has no " + name);
            named.add(name);
        }
        assertEquals(8, named.size(), named.toString());
    }

    @Test
    void saysWhichStreamsAreTerminals() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "script is not installed");
        Installation promsh = Installation.in(scratch, "promsh").by("script", "-qec");
        promsh.environment.put("SHELL", "/bin/sh");
        assertTrue(promsh.run("./promsh </dev/null", promsh.home, "").out().contains("tty=011"));
        assertTrue(promsh.run("./promsh </dev/null 2>/dev/null", promsh.home, "")
                .out()
                .contains("tty=010"));
        assertTrue(promsh.run("./promsh | cat", promsh.home, "\u0004").out().contains("tty=101"));
    }

    @Test
    void takesTheJavaThatTheUserNames() throws Exception {
        Installation promsh = Installation.in(scratch, "promsh");
        promsh.environment.put("PROMSH_JAVA_HOME", scratch.toString());
        Run none = promsh.run();
        assertEquals(1, none.code());
        assertEquals("promsh: PROMSH_JAVA_HOME is no Java 17 or later: " + scratch + "\n", none.err());
        promsh.environment.put("PROMSH_JAVA_HOME", System.getProperty("java.home"));
        promsh.environment.put("JAVA_HOME", "/nowhere");
        assertEquals(0, promsh.run().code());
    }

    @Test
    void passesOverAJavaThatIsTooOld() throws Exception {
        Installation promsh = Installation.in(scratch, "promsh");
        Path old = Files.createDirectories(scratch.resolve("java 8"));
        Installation.script(Files.createDirectories(old.resolve("bin")).resolve("java"), "exit 99\n");
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"1.8.0_402\"\n");
        promsh.environment.put("JAVA_HOME", old.toString());
        Run run = promsh.run();
        assertEquals(0, run.code(), run.err());
        promsh.environment.put("PROMSH_JAVA_HOME", old.toString());
        assertEquals(1, promsh.run().code());
    }

    @Test
    void takesOptionsForTheJvm() throws Exception {
        Installation promsh = Installation.in(scratch, "promsh");
        promsh.environment.put("PROMSH_JAVA_OPTS", "-Xmx100m  -Dx=*");
        assertTrue(promsh.run().out().contains("x=*\n"));
    }

    @Test
    void saysThatThereIsNothingToRunOrBuild() throws Exception {
        Installation promsh = Installation.withoutJar(scratch, "promsh");
        Run run = promsh.run();
        assertEquals(1, run.code());
        assertEquals("promsh: no promsh.jar in " + promsh.home + ", and no sources to build it from\n", run.err());
        assertEquals("", run.out());
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Installation promsh = sources();
        promsh.environment.put("PATH", bareTools().toString());
        Run run = promsh.run();
        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("promsh: not built yet, and Maven (mvn) is missing\n"), run.err());
        assertTrue(run.err().contains("apt-get install -y maven"), run.err());
    }

    @Test
    void buildsOnceWhenTwoStartAndKeepsTheInput() throws Exception {
        Installation promsh = sources();
        fakeMaven(
                promsh,
                "sleep 1; cat >/dev/null; cp '" + scratch + "/built.jar' '" + promsh.home + "/target/promsh.jar'");
        List<Started> both = new ArrayList<>();
        both.add(promsh.start(promsh.launcher.toString(), promsh.home, "first"));
        both.add(promsh.start(promsh.launcher.toString(), promsh.home, "second"));
        String notes = "";
        for (Started started : both) {
            Run run = Installation.finish(started, "input\n");
            assertEquals(0, run.code(), run.err());
            assertTrue(run.out().endsWith("]\ninput\n"), run.out());
            notes += run.err();
        }
        assertEquals(1, Files.readAllLines(scratch.resolve("mvn.log")).size());
        assertTrue(notes.contains("promsh: not built yet; building it with Maven (once, about a minute)\n"), notes);
        assertTrue(notes.contains("promsh: waiting for the build that another promsh has begun\n"), notes);
        assertEquals("to stderr\n", promsh.run().err());
    }

    @Test
    void buildsAnewAfterAPullThatChangedSources() throws Exception {
        Installation promsh = sources();
        fakeMaven(promsh, "cp '" + scratch + "/built.jar' '" + promsh.home + "/target/promsh.jar'");
        assertEquals(0, promsh.run().code());
        touch(promsh.home.resolve("src/main/Source.java"), "+10 seconds");
        assertEquals("to stderr\n", promsh.run().err());
        Files.createDirectories(promsh.home.resolve(".git/logs"));
        touch(promsh.home.resolve(".git/logs/HEAD"), "+10 seconds");
        assertTrue(promsh.run().err().contains("the sources are newer than the build; building it"));
        fakeMaven(promsh, "exit 1");
        assertEquals(1, promsh.run().code());
        assertTrue(Files.exists(promsh.home.resolve("target/promsh.jar")), "the old build is kept");
        assertFalse(Files.exists(promsh.home.resolve("target/promsh.jar.before")));
    }

    @Test
    void tellsThatABuildFailed() throws Exception {
        Installation promsh = sources();
        fakeMaven(promsh, "echo '[ERROR] no room'; exit 1");
        Run run = promsh.run();
        assertEquals(1, run.code());
        assertEquals("", run.out());
        assertTrue(
                run.err().contains("[ERROR] no room\npromsh: the build failed; the reason stands above\n"), run.err());
    }

    @Test
    void whatABrokenOffBuildLeftIsNotPacked() throws Exception {
        Installation promsh = sources();
        Path half = promsh.home.resolve("target/classes/Half.class");
        fakeMaven(promsh, "mkdir -p '" + half.getParent() + "'; echo half >'" + half + "'; kill -9 $PPID; sleep 1");
        promsh.run();
        assertTrue(Files.exists(half), "broken off");
        fakeMaven(promsh, "cp '" + scratch + "/built.jar' '" + promsh.home + "/target/promsh.jar'");
        assertEquals(0, promsh.run().code());
        assertFalse(Files.exists(half), "half a class is left");
        assertFalse(Files.exists(promsh.home.resolve("target/build.begun")));
    }

    /** A project whose Maven is a script. */
    private Installation sources() throws Exception {
        Installation promsh = Installation.withoutJar(scratch, "sources");
        Files.createFile(promsh.home.resolve("pom.xml"));
        Files.createDirectories(promsh.home.resolve("src/main"));
        Installation.makeJar(scratch, scratch.resolve("built.jar"));
        return promsh;
    }

    private void fakeMaven(Installation promsh, String text) throws Exception {
        Path tools = Files.createDirectories(scratch.resolve("tools"));
        Installation.script(tools.resolve("mvn"), "echo built >>'" + scratch + "/mvn.log'\n" + text + "\n");
        String path = System.getenv("PATH");
        promsh.environment.put("PATH", tools + ":" + path);
    }

    /** A PATH with everything that the launcher uses apart from Maven. */
    private Path bareTools() throws Exception {
        Path tools = Files.createDirectories(scratch.resolve("bare"));
        for (String tool : List.of("sh", "readlink", "stat", "cksum", "find", "head", "flock", "mkdir", "rm")) {
            Path found = Stream.of("/usr/bin", "/bin")
                    .map(folder -> Path.of(folder, tool))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
            Installation.script(tools.resolve(tool), "exec " + found + " \"$@\"\n");
        }
        return tools;
    }

    private static void touch(Path file, String when) throws Exception {
        Process touch = new ProcessBuilder("touch", "-d", when, file.toString()).start();
        assertTrue(touch.waitFor(10, TimeUnit.SECONDS));
        assertEquals(0, touch.exitValue());
    }
}
