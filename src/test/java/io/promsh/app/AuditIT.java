package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.BenchProject;
import io.promsh.testing.RealDocker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of stacks that run on a real engine. */
@Tag("integration")
class AuditIT {
    @TempDir
    Path home;

    @TempDir
    Path folder;

    private final RealDocker docker = RealDocker.shared();

    private PromshRun.Result audit(String... arguments) {
        PromshRun run = new PromshRun(home);
        docker.environment().forEach(run::with);
        String line = "audit " + String.join(" ", arguments) + " --min-severity none";
        return run.clock(java.time.Clock.systemUTC())
                .run("-o", "jsonl", "-c", line)
                .exits(0);
    }

    private static Set<String> ids(String lines, String state) {
        Set<String> ids = new TreeSet<>();
        lines.lines()
                .filter(line -> line.startsWith("{\"state\":\"" + state + "\""))
                .forEach(line -> ids.add(line.replaceFirst(".*?\"id\":\"([A-Z0-9]+)\".*", "$1")));
        return ids;
    }

    private static String line(String lines, String id) {
        return lines.lines()
                .filter(line -> line.contains("\"id\":\"" + id + "\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void theIncidentAsItRunsAndAfterTheFileWasFixedOnly() throws IOException {
        try (BenchProject project = docker.project(folder, "incident")) {
            project.awaitSamples("up", 2);
            String out = audit(project.name()).out();
            Set<String> found = ids(out, "finding");
            assertTrue(
                    found.containsAll(Set.of("VOL001", "VOL002", "GRA001", "GRA003", "CMP004", "TSD001", "TSD005")),
                    out);
            assertTrue(line(out, "VOL001").contains("\"evidence\":[\"docker-compose.yml:"), line(out, "VOL001"));
            assertTrue(line(out, "VOL001").contains("container "), line(out, "VOL001"));
            assertTrue(line(out, "VOL002").contains("on the anonymous volume "), line(out, "VOL002"));
            assertFalse(found.contains("VOL003"), out);
            assertFalse(ids(out, "unknown").contains("TSD006"), "the project's own server was asked: " + out);

            Path safe = Path.of(System.getProperty("promsh.home", "")).resolve("src/test/docker/stack/safe.yml");
            Files.copy(safe, folder.resolve("docker-compose.yml"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            String drifted = audit(folder.toString()).out();
            assertTrue(line(drifted, "VOL003").contains("the container still uses the anonymous volume"), drifted);
            assertTrue(line(drifted, "CMP003").contains("up would recreate it"), drifted);
            assertTrue(line(drifted, "VOL001").contains("lives in the container"), "the engine's word: " + drifted);

            String lost = project.container("prometheus").mounts().stream()
                    .filter(mount -> mount.isAnonymous())
                    .findFirst()
                    .orElseThrow()
                    .name();
            project.compose("down", "-t", "5");
            project.compose("up", "-d");
            String after = audit(project.name()).out();
            String orphan = after.lines()
                    .filter(line -> line.contains("VOL007") && line.contains(lost))
                    .findFirst()
                    .orElse("");
            assertTrue(orphan.contains("it holds data of Prometheus"), after);
            assertFalse(ids(after, "finding").contains("VOL002"), after);
            docker.engine().removeVolume(lost);
        }
    }

    @Test
    void theSafeStackHasNoneOfTheCausesOnceItsGrafanaFilesAreRepaired() throws IOException {
        try (BenchProject project = docker.project(folder, "safe")) {
            for (String file :
                    new String[] {"grafana/provisioning/datasources/prometheus.yml", "grafana/dashboards/traffic.json"
                    }) {
                Path path = folder.resolve(file);
                Files.writeString(
                        path,
                        Files.readString(path)
                                .replace("isDefault: truee", "isDefault: true\n    uid: prometheus")
                                .replace("grafanacloud-prom", "prometheus"));
            }
            String out = audit(project.name()).out();
            Set<String> found = ids(out, "finding");
            for (String cause :
                    Set.of("VOL001", "VOL002", "VOL003", "VOL004", "VOL005", "VOL006", "GRA001", "GRA003", "CMP003")) {
                assertFalse(found.contains(cause), () -> line(out, cause));
            }
            Set<String> unknown = ids(out, "unknown");
            assertFalse(unknown.contains("VOL001") || unknown.contains("VOL003") || unknown.contains("TSD001"), out);
        }
    }
}
