package io.promsh.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.GrafanaStandIn;
import io.promsh.testing.StubPrometheus;
import io.promsh.testing.Tmux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Grafana's login at a real terminal. */
@Tag("integration")
@Timeout(180)
class GrafanaTmuxIT {
    private static final String FIRST = "firstcookie0123456789";
    private static final String SECOND = "secondcookie0123456789";

    private final StubPrometheus prometheus = new StubPrometheus();
    private final GrafanaStandIn grafana =
            GrafanaStandIn.before(prometheus.address()).session(FIRST);
    private @Nullable Tmux tmux;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @AfterEach
    void closeAll() {
        if (tmux != null) {
            tmux.close();
        }
        grafana.close();
        prometheus.close();
    }

    private Tmux start(String... words) {
        String program = Path.of(System.getProperty("promsh.home", "."), "promsh")
                .toAbsolutePath()
                .toString();
        List<String> command = new java.util.ArrayList<>(List.of(program));
        command.addAll(List.of(words));
        Tmux started = Tmux.start(140, 40, Map.of("HOME", home.toString(), "PROMSH_ARCHIVE", "off"), command);
        tmux = started;
        return started;
    }

    @Test
    void connectsWithACookieAndAsksForANewOneWhenTheSessionIsOverAndRunsTheSameLineAgain() throws IOException {
        grafana.dataSource("prom-2", "old", "prometheus");
        Tmux shell = start("--target", prometheus.address());
        shell.awaitEnd(">")
                .type("connect " + grafana.address() + " --name cloud --save")
                .press("Enter");
        shell.await("a Grafana answers at").await("(cookie/token)").press("Enter");
        shell.await("Cookie grafana_session:").type(FIRST).press("Enter");
        shell.await("Data source (name or UID):").type("metrics").press("Enter");
        shell.await("connected to cloud: Grafana 11.1.0").awaitEnd("cloud>");
        Path file = home.resolve(".config/promsh/targets.yaml");
        assertTrue(Files.readString(file).contains("grafana_session=" + FIRST));

        grafana.endSessions().session(SECOND);
        shell.type("up").press("Enter");
        shell.await("the Grafana session of cloud is over").await("New cookie grafana_session");
        shell.type(SECOND).press("Enter").await("job-1").awaitEnd("cloud>");
        assertFalse(shell.everything().contains("cookie0123"), shell::everything);
        assertTrue(Files.readString(file).contains("grafana_session=" + SECOND));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        grafana.endSessions();
        shell.type("labels").press("Enter").await("New cookie grafana_session").press("Enter");
        shell.await("type: connect").awaitEnd("cloud>");
        shell.press("C-d").await("exit code 0");
        assertFalse(
                Files.readString(home.resolve(".local/state/promsh/history")).contains("cookie0123"));
    }
}
