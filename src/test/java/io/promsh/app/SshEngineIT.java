package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.DockerEngine;
import io.promsh.docker.Volume;
import io.promsh.testing.RealDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine that is reached by ssh. No machine is: a program called ssh runs here what it should run there, which is the real
 * {@code docker system dial-stdio} before a real engine.
 */
@Tag("integration")
class SshEngineIT {
    @TempDir
    Path home;

    private final RealDocker docker = RealDocker.shared();
    private final DockerEngine engine = docker.engine();
    private final String volume = RealDocker.unique("ssh");

    @AfterEach
    void remove() {
        engine.removeVolume(volume);
    }

    private String promsh(String host, String... lines) throws IOException, InterruptedException {
        java.util.ArrayList<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path", ""),
                "io.promsh.app.Main"));
        for (String line : lines) {
            command.addAll(List.of("-c", line));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("DOCKER_HOST", host);
        environment.put("XDG_STATE_HOME", home.toString());
        environment.put("PATH", home + ":" + docker.environment().get("PATH"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return out;
    }

    @Test
    void isAskedAndReadThroughTheProgram() throws IOException, InterruptedException {
        engine.createVolume(Volume.Wish.named(volume, Map.of()));
        Path ssh = home.resolve("ssh");
        Files.writeString(
                ssh,
                "#!/bin/sh\necho \"$*\" >>'" + home.resolve("called") + "'\n"
                        + "while [ \"$1\" != -- ]; do shift; done\nshift 2\n"
                        + "DOCKER_HOST=" + docker.address() + " exec \"$@\"\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        Path file = home.resolve("b.tar.gz");
        String out =
                promsh("ssh://me@box.example:2222", "volume list -o tsv", "volume backup " + volume + " --out " + file);
        assertTrue(out.contains(volume + "\tunused\t"), out);
        assertTrue(Files.size(file) > 0, out);
        List<String> calls = Files.readAllLines(home.resolve("called"), UTF_8);
        assertEquals(
                List.of("-T -o ConnectTimeout=30 -l me -p 2222 -- box.example docker system dial-stdio"),
                calls.stream().distinct().toList());
    }

    @Test
    void thatCannotBeReachedIsToldAsSuch() throws IOException, InterruptedException {
        engine.createVolume(Volume.Wish.named(volume, Map.of()));
        Path ssh = home.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\necho 'Permission denied (publickey).' >&2\nexit 255\n");
        Files.setPosixFilePermissions(ssh, PosixFilePermissions.fromString("rwx------"));
        String out = promsh("ssh://box.example", "volume list");
        assertTrue(out.contains("Permission denied (publickey)."), out);
        assertTrue(out.contains("ssh box.example"), out);
    }
}
