package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.project.GitTree;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VOL by the files: what the next {@code up} would do with data. */
@SuppressWarnings("StringConcatToTextBlock") // a line of a file is a line here
class VolumeFileRulesTest {
    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    private Stack service(String name, String image, String... lines) {
        StringBuilder text = new StringBuilder("services:\n  " + name + ":\n    image: " + image + "\n");
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return stack.compose(text + "volumes:\n  data:\n  spare:\n");
    }

    @Test
    void vol001FindsGrafanaInItsLayerAndNotOnAVolume() {
        assertEquals(
                List.of("compose.yml:3 grafana: no volume is given for /var/lib/grafana: it lives in the container"),
                service("grafana", "grafana/grafana:10.4.2").found("VOL001"));
        assertEquals(
                List.of(),
                service("grafana", "grafana/grafana:10.4.2", "volumes: [\"data:/var/lib/grafana\"]")
                        .found("VOL001"));
    }

    @Test
    void vol001LeavesGrafanaAloneThatKeepsItsStateInPostgres() {
        assertEquals(
                List.of(),
                service("grafana", "grafana/grafana", "environment: {GF_DATABASE_TYPE: postgres}")
                        .found("VOL001"));
    }

    @Test
    void vol002FindsPrometheusOnAnAnonymousVolumeAndNotOnANamedOne() {
        assertEquals(
                List.of(
                        "compose.yml:3 prometheus: no volume is given for /prometheus: the image makes an anonymous one"),
                service("prometheus", "prom/prometheus:v2.53.3").found("VOL002"));
        assertEquals(
                List.of("compose.yml:5 prometheus: /prometheus is an anonymous volume: the file gives it no name"),
                service("prometheus", "quay.io/prometheus/prometheus", "volumes: [/prometheus]")
                        .found("VOL002"));
        assertEquals(
                List.of(),
                service("prometheus", "prom/prometheus:v2.53.3", "volumes: [\"data:/prometheus\"]")
                        .found("VOL002"));
    }

    @Test
    void vol002FollowsTheFlagAndTheVolumesOfAnother() {
        assertEquals(
                List.of(),
                service("p", "prom/prometheus", "command: [--storage.tsdb.path=/tsdb/x]", "volumes: [\"data:/tsdb\"]")
                        .found("VOL002"));
        assertEquals(
                List.of(),
                stack.compose("services:\n  p: {image: prom/prometheus, volumes_from: [box]}\n"
                                + "  box: {image: busybox, volumes: [\"data:/prometheus\"]}\nvolumes: {data: }\n")
                        .found("VOL002"));
    }

    @Test
    void vol004FindsAVolumeWhereNothingIsWritten() {
        assertEquals(
                List.of("compose.yml:5 prometheus: mounted at /prometheus/data, but it writes to /prometheus"),
                service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus/data\"]")
                        .found("VOL004"));
        assertEquals(
                List.of("compose.yml:6 prometheus: mounted at /prometheus, but it writes to /tsdb"),
                service(
                                "prometheus",
                                "prom/prometheus",
                                "command: --storage.tsdb.path=/tsdb",
                                "volumes: [\"data:/prometheus\"]")
                        .found("VOL004"));
        assertEquals(
                List.of("compose.yml:5 db: mounted at /var/lib/postgresql/data, but it writes to /var/lib/postgresql"),
                service("db", "postgres:18.1", "volumes: [\"data:/var/lib/postgresql/data\"]")
                        .found("VOL004"));
        assertEquals(
                List.of(),
                service("db", "postgres:16-alpine", "volumes: [\"data:/var/lib/postgresql/data\"]")
                        .found("VOL004"));
    }

    @Test
    void vol004LeavesVolumesAloneThatAreForSomethingElse() {
        Stack made =
                service("prometheus", "prom/prometheus", "volumes: [\"data:/etc/prometheus\", \"spare:/plugins\"]");
        assertEquals(List.of(), made.found("VOL004"));
        assertEquals(1, made.found("VOL002").size());
        assertEquals(
                List.of("compose.yml:5 prometheus: mounted at /prometheus-data, but it writes to /prometheus"),
                service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus-data\"]")
                        .found("VOL004"));
    }

    @Test
    void vol004TakesThePlaceOfTheTwoItExplains() {
        Stack wrong = service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus/data\"]");
        assertEquals(List.of(), wrong.found("VOL002"));
    }

    @Test
    void vol005FindsStateInMemory() {
        assertEquals(
                List.of("compose.yml:5 prometheus: /prometheus is in memory"),
                service("prometheus", "prom/prometheus", "tmpfs: /prometheus").found("VOL005"));
        assertEquals(
                List.of("compose.yml:5 prometheus: /prometheus is in memory"),
                stack.compose(
                                "services:\n  prometheus:\n    image: prom/prometheus\n    volumes: [\"ram:/prometheus\"]\n"
                                        + "volumes: {ram: {driver_opts: {type: tmpfs, device: tmpfs}}}\n")
                        .found("VOL005"));
        assertEquals(
                List.of(),
                service("prometheus", "prom/prometheus", "tmpfs: /tmp", "volumes: [\"data:/prometheus\"]")
                        .found("VOL005"));
    }

    @Test
    void vol005KnowsFoldersInMemoryByTheTableOfMounts() {
        List<String> mounts =
                List.of("/dev/sda1 / ext4 rw 0 0", "tmpfs /run tmpfs rw 0 0", "/dev/sdb /run/disk ext4 rw 0 0");
        assertTrue(MemoryFolders.holds("/run/prometheus", mounts));
        assertEquals(false, MemoryFolders.holds("/run/disk/prometheus", mounts));
        assertEquals(false, MemoryFolders.holds("/running", mounts));
    }

    @Test
    void vol006FindsAReadOnlyMount() {
        assertEquals(
                List.of("compose.yml:5 prometheus: /prometheus is mounted read-only"),
                service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus:ro\"]")
                        .found("VOL006"));
        assertEquals(
                List.of(),
                service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus:rw\"]")
                        .found("VOL006"));
    }

    @Test
    void vol009FindsAProjectThatIsNamedAfterItsFolder() {
        String text = "services:\n  p: {image: prom/prometheus}\n";
        assertEquals(1, stack.file("compose.yml", text).found("VOL009").size());
        assertEquals(List.of(), stack.variable("COMPOSE_PROJECT_NAME", "bay").found("VOL009"));
        assertEquals(List.of(), new Stack(folder).compose(text).found("VOL009"));
        assertEquals(
                List.of(),
                new Stack(folder)
                        .file("compose.yml", "services:\n  w: {image: nginx}\n")
                        .found("VOL009"),
                "nothing to lose");
    }

    @Test
    void vol010FindsAVolumeThatNobodyMounts() {
        Stack made = service("prometheus", "prom/prometheus", "volumes: [\"data:/prometheus\"]");
        assertEquals(
                List.of("compose.yml:8 spare: the volume spare is declared but no service mounts it"),
                made.found("VOL010"));
        assertEquals(
                List.of(),
                made.compose(
                                "services:\n  p: {image: prom/prometheus, volumes: [\"data:/prometheus\"]}\nvolumes: {data: }\n")
                        .found("VOL010"));
    }

    @Test
    void vol013FindsBindsThatAreMissingOrCleaned() {
        assertEquals(
                List.of("compose.yml:5 p: gone.yml does not exist: Docker makes an empty folder of it, owned by root"),
                service("p", "prom/prometheus", "volumes: [\"./gone.yml:/etc/prometheus/prometheus.yml\"]")
                        .found("VOL013"));
        assertEquals(
                List.of("compose.yml:5 p: /tmp lies under a folder that is emptied at boot or by age"),
                service("p", "prom/prometheus", "volumes: [\"/tmp:/prometheus\"]")
                        .found("VOL013"));
        assertEquals(
                List.of(),
                service("p", "prom/prometheus", "volumes: [\"./there.yml:/etc/prometheus/prometheus.yml\"]")
                        .file("there.yml", "global: {}\n")
                        .found("VOL013"));
    }

    /** Tests' own folders lie under /tmp, which is the worse of the two: here it is a folder that every machine has. */
    @Test
    void vol013FindsStateInAGitTreeThatGitDoesNotKeep() {
        Path state = Path.of("/etc");
        Optional<GitTree> without = tree("home/me/file");
        assertEquals(
                "etc lies in the git tree but git does not keep it: git clean -fdx deletes it",
                VolumeFileRules.danger(state, "etc", true, without));
        assertEquals("", VolumeFileRules.danger(state, "etc", false, without), "no state");
        assertEquals("", VolumeFileRules.danger(state, "etc", true, tree("etc/passwd")), "git keeps something in it");
        assertEquals("", VolumeFileRules.danger(state, "etc", true, Optional.empty()), "no git tree");
    }

    private Optional<GitTree> tree(String tracked) {
        stack.file(".git/HEAD", "ref: refs/heads/main\n");
        return GitTree.around(folder).map(made -> new GitTree(Path.of("/"), Set.of(tracked), made.ignores()));
    }

    @Test
    void vol014FindsATsdbOnANetworkDisk() {
        String text = "services:\n  p: {image: prom/prometheus, volumes: [\"data:/prometheus\"]}\n"
                + "volumes:\n  data:\n    driver_opts: {type: %s, o: \"%s\", device: \":/x\"}\n";
        assertEquals(
                List.of("compose.yml:5 p: its TSDB lies on a network file system, volume data"),
                stack.compose(String.format(text, "nfs", "addr=10.0.0.1,rw")).found("VOL014"));
        assertEquals(
                List.of(), stack.compose(String.format(text, "none", "bind")).found("VOL014"));
    }
}
