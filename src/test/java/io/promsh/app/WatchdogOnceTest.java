package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One look of the watchdog, where no engine answers: that is a finding, and no reason to fail unless asked for. */
class WatchdogOnceTest {
    @TempDir
    Path home;

    private PromshRun promsh() {
        return new PromshRun(home)
                .with("XDG_STATE_HOME", home.toString())
                .with("DOCKER_HOST", "unix://" + home.resolve("no.sock"));
    }

    @Test
    void endsWellWhateverItFindsUnlessStrict() {
        String out =
                promsh().run("-o", "jsonl", "-c", "watchdog --once").exits(0).out();
        assertTrue(out.contains("\"state\":\"bad\",\"check\":\"engine\""), out);
        promsh().run("--strict", "-c", "watchdog --once").exits(7).notes("not as they should be");
    }

    @Test
    void writesItsMetricsIntoAFolderThatIsThere() throws IOException {
        promsh().run("-c", "watchdog --once --textfile " + home).exits(0);
        String text = Files.readString(home.resolve("promsh.prom"));
        assertTrue(text.contains("promsh_watchdog_engine_up 0\n"), text);
        promsh().run("-c", "watchdog --once --textfile " + home.resolve("nowhere"))
                .exits(2)
                .notes("names no folder");
    }
}
