package io.promsh.command.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.audit.sarif.SarifShape;
import io.promsh.command.Arguments;
import io.promsh.command.CommandContext;
import io.promsh.config.Setting;
import io.promsh.config.Settings;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.testing.FakeConsole;
import io.promsh.testing.FakeSession;
import io.promsh.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command on the files of the incident and on those that came after it. */
class AuditCommandTest {
    @RegisterExtension
    static final Golden GOLDEN = Golden.of(AuditCommandTest.class);

    @TempDir
    Path folder;

    private Path incident;
    private Path fixed;

    @BeforeEach
    void setUp() throws IOException {
        incident = copy("incident");
        fixed = copy("fixed");
    }

    /** Out of the build's own git tree, which would be looked at otherwise. */
    private Path copy(String stack) throws IOException {
        Path from = Path.of("src/test/resources/audit").resolve(stack);
        Path to = folder.resolve(stack);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    private FakeConsole run(FakeConsole console, String output, List<String> words, String... options) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (int i = 0; i < options.length; i += 2) {
            given.put(options[i], List.of(options[i + 1]));
        }
        Settings settings = Settings.DEFAULTS.with(Setting.OUTPUT, output);
        CommandContext context = new CommandContext(
                new FakeSession().withStateFolder(folder),
                settings,
                console,
                Instant.parse("2025-08-03T18:56:00Z"),
                () -> ZoneOffset.UTC);
        new AuditCommand(Map.of()).run(new Arguments(String.join(" ", words), words, given), context);
        return console;
    }

    private String incident(FakeConsole console, String output, String... more) {
        List<String> options = new ArrayList<>(List.of("min-severity", "none"));
        options.addAll(List.of(more));
        return run(console, output, List.of(incident.toString()), options.toArray(String[]::new))
                .outText();
    }

    @Test
    void readsAtEveryWidth() {
        GOLDEN.text("incident.w80.txt", incident(FakeConsole.tty(80).marked(), ""));
        GOLDEN.text("incident.w40.txt", incident(FakeConsole.tty(40), ""));
    }

    @Test
    void writesEveryFormat() {
        for (String format : List.of("table", "json", "jsonl", "csv", "tsv", "markdown")) {
            GOLDEN.text("incident." + format + ".txt", incident(FakeConsole.piped(), format));
        }
        GOLDEN.text("incident.sarif.txt", incident(FakeConsole.piped(), "", "format", "sarif"));
        GOLDEN.text("incident.patch.txt", incident(FakeConsole.piped(), "", "patch", "on"));
        GOLDEN.text(
                "fixed.w80.txt",
                run(FakeConsole.tty(80), "", List.of(fixed.toString())).outText());
    }

    private Set<String> ids(Path stack) {
        String lines = run(FakeConsole.piped(), "jsonl", List.of(stack.toString()), "min-severity", "none")
                .outText();
        Set<String> ids = new TreeSet<>();
        lines.lines()
                .filter(line -> line.startsWith("{\"state\":\"finding\""))
                .forEach(line -> ids.add(line.replaceFirst(".*?\"id\":\"([A-Z0-9]+)\".*", "$1")));
        return ids;
    }

    @Test
    void theIncidentsFilesYieldItsThreeRootCausesAndTheFixedOnesNoneOfThem() {
        List<String> causes = List.of("VOL001", "VOL002", "GRA001", "GRA003");
        assertTrue(ids(incident).containsAll(causes), ids(incident).toString());
        assertEquals(Set.of(), ids(fixed));
    }

    @Test
    void thePatchMakesTheIncidentsStackGood() throws Exception {
        Path patch = folder.resolve("fix.patch");
        Files.writeString(patch, incident(FakeConsole.piped(), "", "patch", "on"));
        Process process = new ProcessBuilder("busybox", "patch", "-p1", "-i", patch.toString())
                .directory(incident.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        Set<String> left = ids(incident);
        assertFalse(left.contains("VOL001") || left.contains("VOL002") || left.contains("VOL010"), left.toString());
        assertFalse(left.contains("GRA001") || left.contains("GRA003"), left.toString());
        assertFalse(left.contains("CMP004") || left.contains("SEC003") || left.contains("CMP010"), left.toString());
    }

    @Test
    void sarifHasTheShapeOfItsSchema() throws IOException {
        SarifShape.require(incident(FakeConsole.piped(), "", "format", "sarif"));
        SarifShape.require(run(FakeConsole.piped(), "", List.of(fixed.toString()), "format", "sarif")
                .outText());
    }

    @Test
    void theThresholdDecidesTheExitCode() {
        List<String> words = List.of(incident.toString());
        Failure failure = assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", words));
        assertEquals(FailureKind.PARTIAL, failure.kind());
        assertTrue(failure.message().endsWith("high or worse"), failure.message());
        assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", words, "min-severity", "critical"));
        run(FakeConsole.piped(), "", List.of(fixed.toString()), "min-severity", "low");
        assertEquals(
                FailureKind.USAGE,
                assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", words, "min-severity", "awful"))
                        .kind());
    }

    @Test
    void whatCannotBeSeenIsToldAsUnknown() {
        String text = run(FakeConsole.tty(80), "", List.of(fixed.toString())).outText();
        assertTrue(text.contains("no Docker engine in this test"), text);
        assertTrue(text.contains("VOL003"), text);
        assertFalse(text.contains("no findings"), "that is in the footer");
    }

    @Test
    void singleFilesOfGrafanaAreJudgedAlone() throws IOException {
        Path board = incident.resolve("grafana/dashboards/grafana-dashboard.json");
        Path source = incident.resolve("grafana/provisioning/datasources/prometheus.yml");
        String text = run(FakeConsole.piped(), "", List.of(board.toString(), source.toString()), "min-severity", "none")
                .outText();
        assertTrue(text.contains("GRA001") && text.contains("GRA003"), text);
    }

    @Test
    void refusesWhatIsNoProject() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (List<String> words : List.of(List.of(empty.toString()), List.of("a.yml", "b.yml"))) {
            Failure failure = assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", words));
            assertEquals(FailureKind.USAGE, failure.kind(), failure.message());
            assertFalse(failure.hint().isEmpty());
        }
        Path other = Files.writeString(folder.resolve("notes.txt"), "root:x:0:0\n");
        for (String word :
                List.of(other.toString(), incident.resolve("prometheus.yml").toString())) {
            Failure failure = assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", List.of(word)));
            assertTrue(failure.message().contains("is no Compose file"), failure.message());
        }
        assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", List.of("XYZ"), "rules", "on"));
        Files.writeString(incident.resolve("docker-compose.yml"), "services:\n  p: [\n");
        Failure failure = assertThrows(Failure.class, () -> run(FakeConsole.piped(), "", List.of(incident.toString())));
        assertTrue(failure.message().startsWith("docker-compose.yml:"), failure.message());
    }

    @Test
    void listsTheRules() {
        String rules =
                run(FakeConsole.piped(), "csv", List.of("gra"), "rules", "on").outText();
        assertEquals(12, rules.lines().count());
        assertTrue(rules.contains("GRA001,critical,a value that is no boolean,Grafana's files"), rules);
    }
}
