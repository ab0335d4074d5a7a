package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.Edit;
import io.promsh.docker.Image;
import io.promsh.docker.ImageDetail;
import io.promsh.testing.FakeDocker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CMP, by files and by what runs. */
class ComposeRulesTest {
    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    private Stack service(String image, String... lines) {
        StringBuilder text = new StringBuilder("services:\n  p:\n    image: " + image + "\n");
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return stack.compose(text.toString());
    }

    private static FakeDocker engine(String version) {
        FakeDocker engine = new FakeDocker();
        engine.version = version;
        return engine;
    }

    @Test
    void cmp001FindsComposeOneOnANewEngine() {
        Made old = Made.prometheus().composeVersion("1.29.2");
        assertEquals(
                List.of("container bay_prometheus_1 bay: made with Compose 1.29.2 on engine 26.1.5"),
                stack.docker(engine("26.1.5").with(old.container())).found("CMP001"));
        assertTrue(stack.docker(engine("20.10.24").with(old.container())).isGood("CMP001"));
        assertTrue(stack.docker(engine("26.1.5").with(Made.prometheus().container()))
                .isGood("CMP001"));
    }

    private static ImageDetail image(String id, Set<String> classic) {
        return new ImageDetail(
                new Image(id, List.of("prom/prometheus:v2.53.3"), Optional.empty(), 1),
                "",
                "/",
                List.of("/bin/program"),
                List.of("--image-flag"),
                List.of("IMAGE=1"),
                Set.of("/prometheus"),
                classic,
                !classic.isEmpty(),
                Map.of());
    }

    @Test
    void cmp002FindsWhatComposeOneDoesNotCarryOver() {
        Made old = Made.of("prometheus", "prom/prometheus:v2.53.3")
                .volume(Made.ANONYMOUS, "/prometheus")
                .composeVersion("1.29.2");
        String id = "sha256:prom/prometheus:v2.53.3";
        assertEquals(
                1,
                stack.docker(new FakeDocker().with(old.container()).with(image(id, Set.of())))
                        .found("CMP002")
                        .size());
        assertTrue(stack.docker(new FakeDocker().with(old.container()).with(image(id, Set.of("/prometheus"))))
                .isGood("CMP002"));
        assertTrue(stack.docker(new FakeDocker()
                        .with(old.composeVersion("2.26.1").container())
                        .with(image(id, Set.of())))
                .isGood("CMP002"));
    }

    @Test
    void cmp003NamesWhatUpWouldChangeAndNeverAValue() {
        service(
                "prom/prometheus:v2.53.3",
                "command: [--web.enable-lifecycle, --token=hunter2]",
                "environment: {TOKEN: hunter2}");
        Made running = Made.of("p", "prom/prometheus:v2.53.3")
                .argument("--web.enable-lifecycle")
                .variable("TOKEN", "old");
        FakeDocker engine =
                new FakeDocker().with(running.container()).with(image("sha256:prom/prometheus:v2.53.3", Set.of()));
        String found = stack.docker(engine).found("CMP003").toString();
        assertTrue(found.contains("up would recreate it: command +--token, variable TOKEN"), found);
        assertFalse(found.contains("hunter2"), found);
    }

    @Test
    void cmp003IsSilentWhenFileAndContainerAgree() {
        service(
                "prom/prometheus:v2.53.3",
                "command: [--web.enable-lifecycle]",
                "environment: {A: b}",
                "volumes: [\"d:/prometheus\"]");
        Made running = Made.of("p", "prom/prometheus:v2.53.3")
                .argument("--web.enable-lifecycle")
                .variable("A", "b")
                .variable("IMAGE", "1")
                .volume("bay_d", "/prometheus");
        FakeDocker engine =
                new FakeDocker().with(running.container()).with(image("sha256:prom/prometheus:v2.53.3", Set.of()));
        assertEquals(List.of(), stack.docker(engine).found("CMP003"));
    }

    @Test
    void cmp004FindsAServiceThatStaysDown() {
        assertEquals(
                List.of("compose.yml:3 p: no restart policy for a service that keeps state"),
                service("prom/prometheus").found("CMP004"));
        assertEquals(
                List.of(), service("prom/prometheus", "restart: unless-stopped").found("CMP004"));
        assertEquals(List.of(), service("nginx").found("CMP004"));
        assertEquals(
                1,
                stack.running(Made.prometheus().restart("no").container())
                        .found("CMP004")
                        .size());
    }

    @Test
    void cmp005FindsFloatingTagsAndTagsThatMoved() {
        assertEquals(1, service("prom/prometheus").found("CMP005").size());
        assertEquals(1, service("prom/prometheus:latest").found("CMP005").size());
        assertEquals(List.of(), service("prom/prometheus:v2.53.3").found("CMP005"));
        assertEquals(
                List.of(), service("prom/prometheus@sha256:" + "a".repeat(64)).found("CMP005"));
        FakeDocker moved = new FakeDocker().with(Made.prometheus().container()).with(image("sha256:another", Set.of()));
        assertEquals(
                List.of(
                        "container bay_prometheus_1 prometheus: it runs an older image than its tag names now: the next up"
                                + " changes the version"),
                stack.docker(moved).found("CMP005"));
    }

    @Test
    void cmp006FindsAShortGrace() {
        assertEquals(
                List.of("compose.yml:3 p: it is killed 10 s after a stop"),
                service("prom/prometheus:v2").found("CMP006"));
        assertEquals(
                1,
                service("postgres:16", "stop_grace_period: 5s").found("CMP006").size());
        assertEquals(
                List.of(),
                service("prom/prometheus:v2", "stop_grace_period: 1m30s").found("CMP006"));
        assertEquals(
                1,
                stack.running(Made.prometheus().grace(0).container())
                        .found("CMP006")
                        .size());
        assertEquals(
                List.of(),
                new Stack(folder.resolve("other"))
                        .running(Made.prometheus().container())
                        .found("CMP006"));
    }

    @Test
    void cmp007FindsServicesWithoutHealthcheckAndBlindOrder() {
        assertEquals(1, service("prom/prometheus:v2").found("CMP007").size());
        assertEquals(
                List.of(),
                service("prom/prometheus:v2", "healthcheck: {test: [CMD, \"true\"]}")
                        .found("CMP007"));
        assertEquals(
                List.of("compose.yml:6 p: it starts after db without waiting until that is ready"),
                service("nginx", "depends_on:", "  - db").found("CMP007"));
        assertEquals(
                List.of(),
                service("nginx", "depends_on: {db: {condition: service_healthy}}")
                        .found("CMP007"));
    }

    @Test
    void cmp008FindsWhatTheKernelKilled() {
        assertEquals(
                List.of("container bay_prometheus_1 prometheus: the kernel killed it for want of memory"),
                stack.running(Made.prometheus().outOfMemory().container()).found("CMP008"));
        assertEquals(List.of(), stack.running(Made.prometheus().container()).found("CMP008"));
    }

    @Test
    void cmp009FindsLogsWithoutBound() {
        assertEquals(1, service("nginx").found("CMP009").size());
        assertEquals(
                List.of(),
                service("nginx", "logging: {options: {max-size: 10m}}").found("CMP009"));
        assertEquals(List.of(), service("nginx", "logging: {driver: journald}").found("CMP009"));
        assertEquals(
                1,
                stack.running(Made.prometheus().logs(Map.of()).container())
                        .found("CMP009")
                        .size());
    }

    @Test
    void cmp010FindsWhatIsNotAsItSeems() {
        Stack odd = stack.file(
                "compose.yml",
                "name: bay\nversion: \"3\"\nservices:\n  p:\n    image: nginx\n    imgae: nginx\n    image: ${UNSET}\n");
        assertEquals(
                List.of(
                        "compose.yml:2 compose.yml: 'version:' means nothing any more and is warned about",
                        "compose.yml:6 compose.yml: Compose knows no key 'imgae' of service p",
                        "compose.yml:7 compose.yml: the key 'image' stands here a second time",
                        "compose.yml:7 compose.yml: $UNSET is not set and has no default: it becomes empty"),
                odd.found("CMP010"));
        assertTrue(service("nginx:${TAG:-1}", "x-mine: 1").isGood("CMP010"));
    }

    @Test
    void fixesAreSuchAsTheComposeInUseTakes() {
        stack.file("compose.yml", "version: \"3\"\nservices:\n  prometheus:\n    image: prom/prometheus:v2\n")
                .file(".env", "SECRET=hunter2\n");
        assertEquals(1, stack.found("CMP010").size());
        assertEquals(
                "compose.yml",
                name(stack.findings("VOL009").get(0).fix().edits().get(0)));
        String project = stack.report().project();
        stack.variable("COMPOSE_PROJECT_NAME", project);
        assertEquals(List.of(), stack.found("VOL009"));
    }

    private static String name(Edit edit) {
        return String.valueOf(edit.file().getFileName());
    }

    @Test
    void composeOneGetsItsNameByTheEnvironmentFileAndKeepsItsVersion() {
        Stack one = new Stack(folder.resolve("bay"))
                .file("compose.yml", "version: \"3\"\nservices:\n  prometheus:\n    image: prom/prometheus:v2\n")
                .running(Made.prometheus().composeVersion("1.29.2").container());
        assertEquals(List.of(), one.found("CMP010"));
        Edit edit = one.findings("VOL009").get(0).fix().edits().get(0);
        assertEquals(".env", name(edit));
        assertEquals(List.of("COMPOSE_PROJECT_NAME=bay"), edit.added());
    }

    @Test
    void cmp011FindsScriptsThatDestroyVolumes() {
        service("nginx")
                .file("Makefile", "clean:\n\tdocker compose -f x.yml down -v\n\tdocker compose down --volumes\n")
                .file(
                        "deploy.sh",
                        "TOKEN=x docker-compose -e PW=hunter2 up -d -V\ndocker volume prune -f\n# docker compose down -v\n")
                .file("ops/crontab", "0 3 * * * docker system prune -af --volumes\n");
        assertEquals(
                List.of(
                        "Makefile:2 Makefile: it runs: docker compose -f x.yml down -v",
                        "Makefile:3 Makefile: it runs: docker compose down --volumes",
                        "deploy.sh:1 deploy.sh: it runs: docker-compose -e PW=... up -d -V",
                        "deploy.sh:2 deploy.sh: it runs: docker volume prune",
                        "ops/crontab:1 ops/crontab: it runs: docker system prune -af --volumes"),
                stack.found("CMP011"));
    }

    @Test
    void cmp011LeavesHarmlessLinesAlone() {
        service("nginx").file("x.sh", """
                        docker compose down
                        docker compose up -d --verbose
                        docker run -v a:b img
                        docker system prune
                        docker compose logs -v
                        """);
        assertTrue(stack.isGood("CMP011"), stack.found("CMP011").toString());
    }
}
