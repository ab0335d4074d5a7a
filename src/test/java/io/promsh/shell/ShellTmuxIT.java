package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.StubPrometheus;
import io.promsh.testing.Tmux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole program at a real terminal. */
@Tag("integration")
@Timeout(120)
class ShellTmuxIT {
    private final StubPrometheus prometheus = new StubPrometheus();
    private final String prompt = prometheus.hostAndPort() + ">";
    private final Map<String, String> environment = new HashMap<>();
    private @Nullable Tmux tmux;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @AfterEach
    void closeAll() {
        if (tmux != null) {
            tmux.close();
        }
        prometheus.close();
    }

    @Test
    void thePromptComesBeforeAnythingIsAskedOfTheNetwork() {
        // Nobody answers at this address: it is reserved for documentation.
        Tmux shell = start(80, 24, "http://192.0.2.1:9090");
        shell.awaitEnd("192.0.2.1:9090>")
                .type("sum(")
                .await("> sum(")
                .press("C-c")
                .awaitEnd("192.0.2.1:9090>");
    }

    @Test
    void aQueryIsAnsweredAndCtrlDLeaves() {
        Tmux shell = startShell();
        shell.type("up").press("Enter").await("job-1").awaitEnd(prompt);
        shell.press("C-d").await("exit code 0");
    }

    @Test
    void theMenuShowsTypeAndHelpAndTabAndEnterTakeAChoice() {
        Tmux shell = startShell();
        awaitNames(shell);
        shell.type("traf").press("Tab").await("counter  Vehicles seen.");
        shell.press("Tab").await("> traffic_speed").press("Down").await("> traffic_vehicles_");
        shell.press("Enter").awaitNo("Vehicles seen.").press("C-c").awaitEnd(prompt);
        shell.type("trvt").press("Tab").await("> traffic_vehicles_total");
    }

    @Test
    void ctrlCEndsARunningQueryAndTheShellGoesOn() throws Exception {
        Tmux shell = startShell();
        shell.type("slow").press("Enter");
        prometheus.awaitSlowQuery();
        shell.press("C-c").await("interrupted").awaitEnd(prompt);
        shell.type("up").press("Enter").await("job-1").awaitEnd(prompt);
    }

    @Test
    void ctrlCLeavesNothingOfALongReadOnTheScreen() {
        Tmux shell = startShell();
        shell.type("interval busy").press("Enter").await("waiting: ").press("C-c");
        shell.await("interrupted").awaitEnd(prompt);
        assertEquals(
                List.of(prompt + " interval busy", "interrupted", prompt),
                shell.screen().strip().lines().map(String::strip).toList());
    }

    @Test
    void ctrlCAtThePromptDropsTheLineOnly() {
        Tmux shell = startShell();
        shell.type("half a line").await("half a line").press("C-c").awaitEnd(prompt);
        shell.press("C-c").press("C-c").awaitEnd(prompt);
        shell.type("up").press("Enter").await("job-1");
    }

    @Test
    void anOpenBracketGoesOnInTheNextLine() {
        Tmux shell = startShell();
        shell.type("sum(")
                .press("Enter")
                .await("sum(\n")
                .type("up")
                .press("Enter")
                .type(")")
                .press("Enter");
        shell.await("job-1").awaitEnd(prompt);
        shell.press("Up").await(". )").press("C-c");
    }

    @Test
    void manyPastedLinesAreRunInOrder() {
        Tmux shell = startShell();
        shell.paste("up\n# a comment\nsum(\n  up\n)\nset limit 1\nshow\n")
                .await("set limit 1")
                .press("Enter");
        shell.await("limit").awaitEnd(prompt);
        assertTrue(shell.everything().contains("job-1"), shell.everything());
        assertFalse(shell.everything().contains("promsh:"), shell.everything());
    }

    @Test
    void theWindowMayChangeItsSizeWhileOneTypes() {
        Tmux shell = startShell();
        String expression = "sum by (job, instance) (rate(traffic_vehicles_total{direction=\"left\"}[5m]))";
        shell.type(expression).await("[5m]))").resize(40, 20);
        shell.awaitThat(() -> joined(shell).contains(expression.replace(" ", "")), "the line in 40 columns");
        shell.resize(120, 30);
        shell.awaitThat(() -> shell.screen().contains(expression), "the line in 120 columns");
        shell.press("Enter").await("job-1").awaitEnd(prompt);
    }

    @Test
    void theHistoryIsKeptAcrossSessionsWithoutSecrets() throws Exception {
        Tmux first = startShell();
        first.type("count(up)").press("Enter").awaitEnd(prompt);
        first.type("show glsa_abcdef").press("Enter").awaitEnd(prompt);
        first.press("C-d").await("exit code 0");
        first.close();
        tmux = null;
        Path file = home.resolve(".local/state/promsh/history");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.readString(file).contains("glsa_"));

        Tmux second = startShell();
        second.press("Up").await("> count(up)").press("C-c").awaitEnd(prompt);
        second.press("C-r").type("oun").await("count(up)").press("Enter").await("job-1");
    }

    @Test
    void errorsAreMarkedWhileOneTypesAndExplainedBelow() {
        Tmux shell = startShell();
        shell.type("rate(up) + 1").await("expected type range vector in call to function \"rate\", got instant vector");
        shell.awaitThat(() -> shell.styledScreen().contains("\u001b[4m"), "something underlined");
        shell.press("C-a").press("C-k").type("rate(up[5m]) + 1").await("> rate(up[5m]) + 1");
        shell.awaitNo("expected type");
        shell.awaitThat(() -> !shell.styledScreen().contains("\u001b[4m"), "nothing underlined");
    }

    @Test
    void outputGoesThroughSystemCommands() {
        Tmux shell = startShell();
        shell.type("many | head -2").press("Enter").awaitEnd(prompt);
        shell.type("many | wc -l").press("Enter").await("201").awaitEnd(prompt);
        shell.type("many | less").press("Enter").await("job-5");
        shell.awaitThat(() -> shell.screen().endsWith(":"), "the pager");
        shell.type("G").await("job-199").type("q").awaitEnd(prompt);
        // Keys reach the shell again, as a terminal sends them to it.
        shell.type("u")
                .press("Tab")
                .type("p")
                .press("C-a")
                .press("C-k")
                .type("sum(up)")
                .press("Enter")
                .await("job-1");
        shell.type("up | false").press("Enter").await("ended with status 1").awaitEnd(prompt);
    }

    @Test
    void longOutputPages() {
        Tmux shell = startShell();
        shell.type("many").press("Enter").await("job-5");
        shell.awaitThat(() -> shell.screen().endsWith(":"), "the pager");
        shell.type("q").awaitEnd(prompt);
    }

    @Test
    void aTerminatedShellLeavesTheTerminalAsItWas() {
        Tmux shell = startShell();
        shell.processes().stream()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .forEach(ProcessHandle::destroy);
        shell.await("exit code 143").paste("pasted").await("pasted");
        assertFalse(shell.screen().contains("200~"), shell.screen());
    }

    @Test
    void aDumbTerminalIsUsable() {
        environment.put("TERM", "dumb");
        Tmux shell = startShell();
        shell.type("up").press("Enter").await("job-1").awaitEnd(prompt);
        assertFalse(shell.styledScreen().contains("\u001b["), shell.styledScreen());
        shell.press("C-d").await("exit code 0");
    }

    @Test
    void fortyColumnsAreEnough() {
        Tmux shell = start(40, 15, prometheus.address());
        shell.awaitEnd(prompt);
        awaitNames(shell);
        shell.type("up").press("Enter").await("job-1").awaitEnd(prompt);
        shell.type("traf").press("Tab").await("traffic_speed").press("C-c").awaitEnd(prompt);
        shell.screen().lines().forEach(line -> assertTrue(line.length() <= 40, line));
    }

    private static String joined(Tmux shell) {
        return shell.screen().replace("\n", "").replace(" ", "");
    }

    /** Names load in the background: until they are there, Tab finds none. */
    private void awaitNames(Tmux shell) {
        shell.awaitThat(
                () -> {
                    shell.type("traffic_ve").press("Tab");
                    // Help comes after the names; a narrow window shows only its beginning.
                    boolean there = shell.screen().contains("counter  Veh");
                    shell.press("C-c").awaitEnd(prompt);
                    return there;
                },
                "names to complete with");
        shell.awaitEnd(prompt)
                .press("C-l")
                .awaitThat(() -> shell.screen().lines().count() <= 2, "a clean screen");
    }

    private Tmux startShell() {
        Tmux shell = start(100, 30, prometheus.address());
        shell.awaitEnd(prompt);
        return shell;
    }

    private Tmux start(int columns, int rows, String target) {
        environment.put("HOME", home.toString());
        // No archive is made for a home that lives for seconds.
        environment.put("PROMSH_ARCHIVE", "off");
        String program = Path.of(System.getProperty("promsh.home", "."), "promsh")
                .toAbsolutePath()
                .toString();
        Tmux started = Tmux.start(columns, rows, environment, List.of(program, "--target", target));
        tmux = started;
        return started;
    }
}
