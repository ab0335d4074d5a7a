package io.promsh.audit.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.compose.ComposeProject.NameSource;
import io.promsh.audit.source.Problem;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading projects as Compose does, without Compose. */
@SuppressWarnings("StringConcatToTextBlock") // a line of a file is a line here
class ComposeReaderTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new LinkedHashMap<>();
    private List<String> profiles = List.of();

    private void file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(folder));
        Files.writeString(file, text);
    }

    private ComposeProject read(String... names) {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            files.add(folder.resolve(name));
        }
        return ComposeReader.read(
                new ComposeReader.Request(files, environment, profiles, Optional.empty(), Optional.empty()));
    }

    private static ComposeService service(ComposeProject project, String name) {
        return project.service(name).orElseThrow();
    }

    @Test
    void fillsVariablesInFromTheFileAndTheProcessWhichWins() throws IOException {
        file(".env", "TAG=v1\nPORT=9090\n");
        environment.put("PORT", "9191");
        file(
                "c.yml",
                "services:\n  p:\n    image: prom/prometheus:${TAG}\n    ports: [\"${PORT}:9090\", \"${NONE-5}\", \"${NONE:-6}\","
                        + " \"${TAG:+7}\", \"${NONE+8}\", \"${NONE:-${PORT}}\", \"$TAG-x\", \"$$TAG\"]\n");
        ComposeService service = service(read("c.yml"), "p");
        assertEquals("prom/prometheus:v1", service.image());
        assertEquals(
                List.of("9191:9090", "5", "6", "7", "", "9191", "v1-x", "$TAG"),
                service.node().items("ports").stream().map(node -> node.text()).toList());
    }

    @Test
    void tellsVariablesThatAreNotSetOrRequired() throws IOException {
        file("c.yml", "services:\n  p:\n    image: \"x:${A}\"\n    hostname: ${B:?needed}\n    user: ${C\n");
        List<String> told = read("c.yml").problems(Problem.Kind.UNSET_VARIABLE).stream()
                .map(problem -> problem.place().line() + " " + problem.message())
                .toList();
        assertEquals(
                List.of(
                        "3 $A is not set and has no default: it becomes empty",
                        "4 $B is required and not set: up fails",
                        "5 a variable's brace is not closed: Compose refuses the file"),
                told);
    }

    @Test
    void yamlIsReadAsOneDotTwo() throws IOException {
        file("c.yml", "services:\n  p:\n    image: x\n    ports: [22:22]\n    environment: {A: yes, B: off}\n");
        ComposeService service = service(read("c.yml"), "p");
        assertEquals("22", service.ports().get(0).published());
        assertEquals("yes", service.variables().get("A"));
    }

    @Test
    void laterFilesGoOverEarlierOnes() throws IOException {
        file(
                "a.yml",
                "services:\n  p:\n    image: x\n    command: [a, b]\n    environment: [A=1, B=2]\n    ports: [\"1:1\"]\n"
                        + "    volumes: [\"one:/data\", \"./x:/x\"]\n    dns: 1.1.1.1\n    labels: {l: a}\nvolumes: {one: }\n");
        file(
                "b.yml",
                "services:\n  p:\n    command: c\n    environment: {B: 3, C: 4}\n    ports: [\"2:2\"]\n"
                        + "    volumes: [\"two:/data\"]\n    labels: [m=b]\nvolumes: {two: }\n");
        ComposeService service = service(read("a.yml", "b.yml"), "p");
        assertEquals("x", service.image());
        assertEquals(List.of("c"), service.commandWords());
        assertEquals(Map.of("A", "1", "B", "3", "C", "4"), service.variables());
        assertEquals(
                List.of("1", "2"),
                service.ports().stream().map(PortLine::target).toList());
        assertEquals(
                List.of("two:/data", folder.resolve("x") + ":/x"),
                service.mounts().stream()
                        .map(mount -> mount.source() + ":" + mount.target())
                        .toList());
        assertEquals("b", service.node().text("labels", "m"));
        assertEquals(
                "b.yml",
                service.mountFor("/data/wal")
                        .orElseThrow()
                        .place()
                        .file()
                        .getFileName()
                        .toString());
        assertEquals("a.yml", service.place().file().getFileName().toString());
    }

    @Test
    void resetTakesAwayAndOverrideReplaces() throws IOException {
        file(
                "a.yml",
                "services:\n  p:\n    image: x\n    ports: [\"1:1\"]\n    environment: {A: 1}\n    volumes: [\"d:/d\"]\n");
        file(
                "b.yml",
                "services:\n  p:\n    ports: !override [\"2:2\"]\n    environment: !reset null\n    volumes: !reset []\n");
        ComposeService service = service(read("a.yml", "b.yml"), "p");
        assertEquals(
                List.of("2"), service.ports().stream().map(PortLine::target).toList());
        assertEquals(Map.of(), service.variables());
        assertEquals(List.of(), service.mounts());
    }

    @Test
    void extendsTakesFromThisFileAndFromOthersWithTheirOwnFolder() throws IOException {
        file(
                "base/common.yml",
                "services:\n  tsdb:\n    image: prom/prometheus\n    volumes: [\"./conf:/etc/prometheus\"]\n    restart: always\n");
        file(
                "c.yml",
                "services:\n  p:\n    extends: {file: base/common.yml, service: tsdb}\n    restart: \"no\"\n"
                        + "  q:\n    extends: p\n    command: [x]\n");
        ComposeProject project = read("c.yml");
        ComposeService q = service(project, "q");
        assertEquals("prom/prometheus", q.image());
        assertEquals("no", q.node().text("restart"));
        assertEquals(folder.resolve("base/conf").toString(), q.mounts().get(0).source());
        assertEquals(5, q.place().line());
        assertEquals("common.yml", q.imagePlace().file().getFileName().toString());
    }

    @Test
    void whatCannotBeFollowedIsTold() throws IOException {
        file(
                "c.yml",
                "include: [\"oci://registry/x\"]\nservices:\n  p:\n    extends: {file: gone.yml, service: x}\n    image: y\n"
                        + "  q:\n    extends: q\n    image: z\n    env_file: [gone.env]\n");
        ComposeProject project = read("c.yml");
        assertEquals(
                4,
                project.problems(Problem.Kind.NOT_FOLLOWED).stream()
                        .filter(p -> p.place().file().endsWith("c.yml"))
                        .count());
        assertTrue(project.problems(Problem.Kind.NOT_FOLLOWED).toString().contains("remote include"));
        assertEquals("y", service(project, "p").image());
    }

    @Test
    void includesBringServicesWithTheirFolderAndVariables() throws IOException {
        file("mon/compose.yml", "services:\n  p:\n    image: prom/prometheus:${TAG}\n    volumes: [\"./c:/c\"]\n");
        file("mon/.env", "TAG=v9\n");
        file("c.yml", "include:\n  - mon/compose.yml\nservices:\n  w: {image: nginx}\n");
        ComposeProject project = read("c.yml");
        assertEquals("prom/prometheus:v9", service(project, "p").image());
        assertEquals(
                folder.resolve("mon/c").toString(),
                service(project, "p").mounts().get(0).source());
        assertEquals(2, project.files().size());
    }

    @Test
    void profilesDecideWhatIsActive() throws IOException {
        file("c.yml", "services:\n  a: {image: x}\n  b: {image: x, profiles: [debug]}\n");
        assertEquals(1, read("c.yml").active().size());
        environment.put("COMPOSE_PROFILES", "x,debug");
        assertEquals(2, read("c.yml").active().size());
        environment.clear();
        profiles = List.of("*");
        assertEquals(2, read("c.yml").active().size());
    }

    @Test
    void theNameComesFromOptionVariableFileOrFolder() throws IOException {
        file("My Project.d/c.yml", "services: {}\n");
        ComposeProject project = read("My Project.d/c.yml");
        assertEquals("myprojectd", project.name());
        assertEquals(NameSource.FOLDER, project.nameSource());
        file("My Project.d/c.yml", "name: ${N:-bay}\nservices: {}\n");
        assertEquals("bay", read("My Project.d/c.yml").name());
        environment.put("COMPOSE_PROJECT_NAME", "env");
        assertEquals("env", read("My Project.d/c.yml").name());
        assertEquals(NameSource.VARIABLE, read("My Project.d/c.yml").nameSource());
    }

    @Test
    void volumesHaveTheirNamesInTheEngine() throws IOException {
        file(
                "c.yml",
                "name: bay\nservices: {}\nvolumes:\n  a:\n  b: {name: mine}\n  c: {external: true}\n  d: {external: {name: old}}\n");
        ComposeProject project = read("c.yml");
        assertEquals(
                List.of("bay_a", "mine", "c", "old"),
                project.volumes().stream().map(ComposeVolume::name).toList());
        assertTrue(project.volume("d").orElseThrow().isExternal());
        assertFalse(project.volume("b").orElseThrow().isExternal());
    }

    @Test
    void mountsAreReadInEveryForm() throws IOException {
        file(
                "c.yml",
                "services:\n  p:\n    image: x\n    tmpfs: [\"/run:size=1m\"]\n    volumes:\n      - /anon\n      - named:/n:ro\n"
                        + "      - ~/h:/h\n      - 'C:\\data:/w'\n      - {type: tmpfs, target: /t}\n"
                        + "      - {type: bind, source: ./b, target: /b, read_only: true}\n      - {type: volume, target: /v}\n");
        environment.put("HOME", "/home/me");
        assertEquals(
                List.of(
                        "ANONYMOUS /anon",
                        "NAMED named /n ro",
                        "BIND /home/me/h /h",
                        "BIND C:\\data /w",
                        "TMPFS /t",
                        "BIND " + folder.resolve("b") + " /b ro",
                        "ANONYMOUS /v",
                        "TMPFS /run"),
                service(read("c.yml"), "p").mounts().stream()
                        .map(mount -> mount.kind() + " " + (mount.source().isEmpty() ? "" : mount.source() + " ")
                                + mount.target() + (mount.isReadOnly() ? " ro" : ""))
                        .toList());
    }

    @Test
    void anchorsAndMergeKeysAreFilledInAndBombsRefused() throws IOException {
        file("c.yml", "x-base: &base {restart: always}\nservices:\n  p:\n    <<: *base\n    image: x\n");
        assertEquals("always", service(read("c.yml"), "p").node().text("restart"));
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        file("b.yml", bomb.toString());
        assertEquals(1, read("b.yml").problems(Problem.Kind.UNREADABLE).size());
    }

    @Test
    void endlessNestingIsRefused() throws IOException {
        file("c.yml", "a: " + "[".repeat(200_000));
        assertEquals(1, read("c.yml").problems(Problem.Kind.UNREADABLE).size());
    }

    @Test
    void brokenYamlIsToldWithItsLine() throws IOException {
        file("c.yml", "services:\n  p:\n    image: \"x\n");
        Problem problem = read("c.yml").problems(Problem.Kind.UNREADABLE).get(0);
        assertTrue(problem.place().line() >= 3, problem.toString());
        assertThrows(Failure.class, () -> read("none.yml"));
    }

    @Test
    void filesAreFoundAsComposeFindsThem() throws IOException {
        file("docker-compose.yml", "services: {}\n");
        file("docker-compose.override.yml", "services: {}\n");
        assertEquals(2, ComposeFiles.in(folder, Map.of()).size());
        file("compose.yaml", "services: {}\n");
        assertEquals(
                folder.resolve("compose.yaml"),
                ComposeFiles.in(folder, Map.of()).get(0));
        assertEquals(
                List.of(folder.resolve("x.yml"), folder.resolve("y.yml")),
                ComposeFiles.in(folder, Map.of("COMPOSE_FILE", "x.yml:y.yml")));
    }

    @Test
    void commandsAreSplitAsAShellWould() throws IOException {
        file("c.yml", "services:\n  p:\n    image: x\n    command: --a='b c' \"d e\"\\ f --g\n");
        assertEquals(
                List.of("--a=b c", "d e f", "--g"), service(read("c.yml"), "p").commandWords());
    }

    @Test
    void durationsAreGos() {
        assertEquals(Optional.of(Duration.ofSeconds(90)), GoDuration.parse("1m30s"));
        assertEquals(Optional.of(Duration.ofMillis(1500)), GoDuration.parse("1.5s"));
        assertEquals(Optional.empty(), GoDuration.parse("soon"));
    }
}
