package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.docker.Volume;
import io.promsh.failure.Failure;
import io.promsh.testing.FakeDocker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VOL by what runs: where the data is. */
@SuppressWarnings("StringConcatToTextBlock") // a line of a file is a line here
class VolumeRunningRulesTest {
    private static final String SAFE = "services:\n  prometheus:\n    image: prom/prometheus:v2.53.3\n"
            + "    volumes: [\"prometheus_data:/prometheus\"]\nvolumes:\n  prometheus_data:\n";

    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    @Test
    void vol001FindsALayerAndNotAVolume() {
        assertEquals(
                List.of("container bay_grafana_1 grafana: /var/lib/grafana lives in the container"),
                stack.running(Made.of("grafana", "grafana/grafana").container()).found("VOL001"));
        assertEquals(
                List.of(),
                stack.running(Made.of("grafana", "grafana/grafana")
                                .volume("g", "/var/lib/grafana")
                                .container())
                        .found("VOL001"));
    }

    @Test
    void vol002FindsAnAnonymousVolumeByNameAndByLabel() {
        Made made = Made.of("prometheus", "prom/prometheus").volume(Made.ANONYMOUS, "/prometheus");
        assertEquals(
                List.of("container bay_prometheus_1 prometheus: /prometheus is on the anonymous volume 8abf60018abf"),
                stack.running(made.container()).found("VOL002"));
        FakeDocker labelled = new FakeDocker()
                .with(Made.prometheus().container())
                .with(FakeDocker.volume("bay_prometheus_data", Map.of(Volume.ANONYMOUS_LABEL, "")), 1);
        assertEquals(1, stack.docker(labelled).found("VOL002").size());
        assertEquals(List.of(), stack.running(Made.prometheus().container()).found("VOL002"));
    }

    @Test
    void whatTheFilesAndTheEngineSayOfOneServiceIsOneFindingInTheEnginesWords() {
        stack.compose("services:\n  prometheus:\n    image: prom/prometheus:v2.53.3\n");
        stack.running(Made.of("prometheus", "prom/prometheus:v2.53.3")
                .volume(Made.ANONYMOUS, "/prometheus")
                .container());
        assertEquals(
                List.of("compose.yml:3 prometheus: /prometheus is on the anonymous volume 8abf60018abf"),
                stack.found("VOL002"));
        assertEquals(2, stack.findings("VOL002").get(0).evidence().size());
        assertTrue(stack.findings("VOL002").get(0).fix().edits().size() > 0, "the diff of the file stays");
    }

    @Test
    void vol003FindsTheFilePromisingWhatTheContainerDoesNotHave() {
        stack.compose(SAFE);
        Made old = Made.of("prometheus", "prom/prometheus:v2.53.3").volume(Made.ANONYMOUS, "/prometheus");
        assertEquals(
                List.of(
                        "compose.yml:5 prometheus: the file mounts bay_prometheus_data at /prometheus, the container still"
                                + " uses the anonymous volume 8abf60018abf"),
                stack.running(old.container()).found("VOL003"));
        assertTrue(stack.running(Made.prometheus().container()).isGood("VOL003"));
    }

    @Test
    void vol005FindsMemory() {
        Made made = Made.of("prometheus", "prom/prometheus").memoryAt("/prometheus");
        assertEquals(
                List.of("container bay_prometheus_1 prometheus: /prometheus is in memory"),
                stack.running(made.container()).found("VOL005"));
        assertEquals(List.of(), stack.running(Made.prometheus().container()).found("VOL005"));
    }

    @Test
    void vol006FindsReadOnlyMountsAndForeignOwners() {
        Made locked = Made.of("prometheus", "prom/prometheus").readOnlyVolume("data", "/prometheus");
        assertEquals(
                List.of("container bay_prometheus_1 prometheus: /prometheus is mounted read-only"),
                stack.running(locked.container()).found("VOL006"));
        Made nobody = Made.prometheus().user("65534");
        assertEquals(
                List.of(
                        "container bay_prometheus_1 prometheus: uid 65534 cannot write to /prometheus, which is 0:0 755"),
                stack.docker(owned(nobody, 0, 0755)).found("VOL006"));
        assertEquals(List.of(), stack.docker(owned(nobody, 65534, 0755)).found("VOL006"));
        assertEquals(List.of(), stack.docker(owned(nobody, 0, 0777)).found("VOL006"));
    }

    @Test
    void aSmallQuestionThatFailsIsNoFindingButAnInterruptionEndsTheAudit() {
        Made nobody = Made.prometheus().user("65534");
        FakeDocker engine =
                owned(nobody, 0, 0755).failAt("read bay_prometheus_1:/prometheus", Failure.failed("gone", ""));
        assertEquals(List.of(), stack.docker(engine).found("VOL006"));
        engine.failAt("read bay_prometheus_1:/prometheus", Failure.interrupted());
        assertThrows(Failure.class, () -> stack.docker(engine).report());
    }

    private static FakeDocker owned(Made made, int uid, int mode) {
        return new FakeDocker()
                .with(made.container())
                .withArchive("bay_prometheus_data", "/prometheus", header("prometheus/", uid, mode));
    }

    private static byte[] header(String name, int uid, int mode) {
        byte[] block = new byte[1024];
        put(block, 0, name);
        put(block, 100, String.format("%07o", mode));
        put(block, 108, String.format("%07o", uid));
        put(block, 116, String.format("%07o", uid));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private static Volume made(String project, String key, String created) {
        return new Volume(
                project + "_" + key,
                "local",
                "/v",
                Optional.of(Instant.parse(created)),
                Map.of("com.docker.compose.project", project, "com.docker.compose.volume", key),
                Map.of());
    }

    @Test
    void vol008FindsTheVolumeOfAnOlderProjectName() {
        FakeDocker engine = new FakeDocker()
                .with(made("bay", "prometheus_data", "2025-08-03T00:00:00Z"), 1)
                .with(made("monitoring", "prometheus_data", "2025-07-01T00:00:00Z"), 1);
        assertEquals(
                List.of("volume monitoring_prometheus_data monitoring_prometheus_data: nobody uses"
                        + " monitoring_prometheus_data; this project uses bay_prometheus_data"),
                stack.docker(engine).found("VOL008"));
        engine.with(Made.of("p", "prom/prometheus")
                .project("monitoring")
                .named("other")
                .volume("monitoring_prometheus_data", "/prometheus")
                .container());
        assertEquals(List.of(), stack.docker(engine).found("VOL008"), "another project that lives");
    }

    @Test
    void vol011FindsTwoWritersOnOneTsdb() {
        Made second = Made.prometheus().named("bay_prometheus_2");
        assertEquals(
                "two servers write to bay_prometheus_data",
                stack.running(Made.prometheus().container(), second.container())
                        .findings("VOL011")
                        .get(0)
                        .message());
        assertEquals(
                List.of(),
                stack.running(
                                Made.prometheus().container(),
                                second.state("exited").container())
                        .found("VOL011"));
    }

    @Test
    void vol012FindsAnExternalVolumeThatIsNotThere() {
        stack.compose("services:\n  p: {image: prom/prometheus, volumes: [\"data:/prometheus\"]}\n"
                + "volumes:\n  data: {external: true, name: kept}\n");
        assertEquals(
                List.of("compose.yml:5 data: the external volume kept is not in the engine"),
                stack.docker(new FakeDocker()).found("VOL012"));
        assertTrue(stack.docker(new FakeDocker().with(FakeDocker.volume("kept", Map.of()), 1))
                .isGood("VOL012"));
    }

    @Test
    void vol014FindsATsdbOnANetworkDisk() {
        Volume remote = new Volume(
                "bay_prometheus_data",
                "local",
                "/v",
                Optional.empty(),
                Map.of(),
                Map.of("type", "nfs", "o", "addr=nas"));
        assertEquals(
                List.of("volume bay_prometheus_data prometheus: its TSDB lies on a network file system, volume"
                        + " bay_prometheus_data"),
                stack.docker(new FakeDocker()
                                .with(Made.prometheus().container())
                                .with(remote, 1))
                        .found("VOL014"));
        assertEquals(List.of(), stack.running(Made.prometheus().container()).found("VOL014"));
    }

    @Test
    void vol015FindsWhatAFailedRecreateLeftBehind() {
        Made renamed = Made.of("prometheus", "prom/prometheus")
                .volume(Made.ANONYMOUS, "/prometheus")
                .named("0123456789ab_bay_prometheus_1")
                .state("exited");
        assertEquals(
                "the container 0123456789ab_bay_prometheus_1 is exited and renamed by a failed recreate, and holds /prometheus",
                stack.running(renamed.container()).findings("VOL015").get(0).message());
        assertEquals(
                List.of(),
                stack.running(Made.prometheus().state("exited").container()).found("VOL015"),
                "its data is on a named volume");
    }

    @Test
    void withoutContainersNothingIsCalledGood() {
        stack.compose(SAFE).docker(new FakeDocker());
        assertEquals("the engine has no container of the project (in part)", stack.unknown("VOL001"));
        assertEquals("the engine has no container of the project", stack.unknown("VOL003"));
        assertEquals("the engine has no container of the project", stack.unknown("VOL011"));
    }
}
