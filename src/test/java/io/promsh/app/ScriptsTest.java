package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.StubPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program running scripts: questions, conditions on real answers, transcripts, a session saved as a script. */
@SuppressWarnings("StringConcatToTextBlock") // line ends are what is tested
class ScriptsTest {
    private final StubPrometheus prometheus = new StubPrometheus();

    @TempDir
    Path home;

    @AfterEach
    void close() {
        prometheus.close();
    }

    private PromshRun promsh() {
        return new PromshRun(home).with("PROMETHEUS_QUERY_URL", prometheus.address());
    }

    private Path script(String text) throws IOException {
        return Files.writeString(home.resolve("script.psh"), text);
    }

    @Test
    void decidesByWhatAQueryAnswered() throws IOException {
        Path script = script(
                "ask LEAST \"Least?\" --default 1\nup\nif series > 1\nsay \"several\"\nend\n"
                        + "if value = 0\nsay \"first is zero\"\nend\nrange up\nif empty\nsay \"no range, least ${LEAST}\"\nend\n");
        promsh().run("-f", script.toString())
                .exits(0)
                .notes("several")
                .notes("first is zero")
                .notes("no range, least 1");
        promsh().run("-c", "source " + script + " LEAST=7").exits(0).notes("no range, least 7");
        promsh().run("-c", "source " + script + " least=7").exits(2).notes("is no answer");
    }

    @Test
    void aTranscriptIsTheDataAndTheNotes() throws IOException {
        Path inner = Files.writeString(home.resolve("inner.psh"), "up\n");
        Path script = script("source " + inner + "\nquery nonsense )\n");
        Path transcript = home.resolve("t.txt");
        promsh().with("PROMETHEUS_BEARER_TOKEN", "sekret-token-1")
                .run("-o", "tsv", "-c", "source " + script + " --transcript " + transcript);
        String text = Files.readString(transcript);
        assertTrue(text.contains("2025-08-03T18:56:00Z> up\n"), text);
        assertTrue(text.contains("up\tjob-0\t"), text);
        assertFalse(text.contains("sekret"), text);
    }

    @Test
    void aSessionBecomesAScriptOfWhatWorked() throws IOException {
        Path saved = home.resolve("saved.psh");
        promsh().run(
                        "--keep-going",
                        "-c",
                        "up",
                        "-c",
                        "metrics (",
                        "-c",
                        "use nowhere",
                        "-c",
                        "labels",
                        "-c",
                        "history save " + saved)
                .notes("lines saved");
        String text = Files.readString(saved);
        assertTrue(text.startsWith("# Saved by promsh at 2025-08-03T18:56:00Z\n# Target: env\nup\n"), text);
        assertTrue(text.endsWith("labels\n"), text);
        assertFalse(text.contains("nowhere"), text);
        PromshRun.Result again =
                promsh().run("-o", "tsv", "-f", saved.toString()).exits(0);
        assertEquals(promsh().run("-o", "tsv", "-c", "up", "-c", "labels").out(), again.out());
        promsh().run("-c", "up", "-c", "history save " + saved).exits(5).notes("exists already");
        promsh().run("-c", "history save " + home.resolve("none.psh")).exits(1).notes("nothing was done");
    }
}
