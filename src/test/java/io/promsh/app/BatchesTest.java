package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines from arguments, files and pipes: what is printed, where it stops, with which exit code. */
@SuppressWarnings("NullAway.Init")
class BatchesTest {
    private static final String TABLE = """
                __name__  timestamp                 value
                up        2025-08-03T18:56:00.000Z  1
                """;
    private static final String TSV = "up\t2025-08-03T18:56:00.000Z\t1\n";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path home;

    @BeforeEach
    void answer() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .setHeader("Content-Type", "application/json")
                        .body("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                                + "[{\"metric\":{\"__name__\":\"up\"},\"value\":[1754247360,\"1\"]}]}}")
                        .build();
            }
        });
    }

    private PromshRun promsh() {
        return new PromshRun(home).with("PROMETHEUS_QUERY_URL", server.url("/").toString());
    }

    private Path file(String text) throws Exception {
        return Files.writeString(home.resolve("batch"), text, UTF_8);
    }

    @Test
    void runsAFileWithCommentsBlankLinesAndContinuedLines() throws Exception {
        Path file = file("# first\n\nsum(\n  up\n)\nup\n");
        promsh().run("-o", "tsv", "-f", file.toString()).exits(0).prints(TSV + TSV);
    }

    @Test
    void readsStandardInput() {
        promsh().input("up\n").run("-o", "tsv").exits(0).prints(TSV);
    }

    @Test
    void stopsAtTheFirstFailure() {
        promsh().input("set step banana\nup\n")
                .run("-o", "tsv")
                .exits(2)
                .printsNothing()
                .notes("'banana'");
    }

    @Test
    void goesOnAfterAFailureWhenToldToAndKeepsItsExitCode() {
        promsh().input("set step banana\nup\n")
                .run("--keep-going", "-o", "tsv")
                .exits(2)
                .prints(TSV);
    }

    @Test
    void pipesALineIntoASystemCommand() throws Exception {
        Path seen = home.resolve("seen");
        promsh().run("-c", "up | head -1 > " + seen).exits(0).printsNothing();
        assertEquals("__name__  timestamp                 value\n", Files.readString(seen, UTF_8));
        promsh().run("-c", "up | cat > " + seen).exits(0).printsNothing();
        assertEquals(TABLE, Files.readString(seen, UTF_8));
    }

    @Test
    void writesTheFormatThatIsAskedFor() {
        promsh().run("-o", "json", "-c", "up").exits(0);
        promsh().run("-o", "jsonl", "-c", "up").exits(0);
        promsh().run("-o", "tsv", "-c", "up").exits(0).prints(TSV);
        promsh().run("-o", "csv", "-c", "up")
                .exits(0)
                .prints(String.join("\r\n", "__name__,timestamp,value", "up,2025-08-03T18:56:00.000Z,1", ""));
        promsh().run("-o", "openmetrics", "-c", "up").exits(0);
        promsh().run("-o", "markdown", "-c", "up").exits(0).prints("""
                | \\_\\_name\\_\\_ | timestamp | value |
                | --- | --- | ---: |
                | up | 2025-08-03T18:56:00.000Z | 1 |
                """);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        promsh().run("--frob").exits(2).printsNothing().notes("promsh: unknown option --frob\n");
        promsh().run("--target", "nosuch", "-c", "up").exits(2).printsNothing().notes("there is no target 'nosuch'");
        promsh().run("-o", "xml", "-c", "up").exits(2).printsNothing().notes("'xml' is no output format");
        promsh().run("-f", home.resolve("none").toString())
                .exits(2)
                .printsNothing()
                .notes("there is no file");
        promsh().run("completion", "tcsh").exits(2).printsNothing().notes("no completion script for 'tcsh'");
        promsh().run("-c", "set foo bar").exits(2).printsNothing().notes("there is no setting 'foo'");
    }

    @Test
    void keepsWhatIsSetForTheLinesAfterIt() {
        promsh().run("-c", "set output tsv", "-c", "up").exits(0).prints(TSV);
    }

    @Test
    void worksWithoutAHomeAndWithOneThatCannotBeWritten() {
        promsh().with("HOME", "/proc/nowhere")
                .run("-o", "tsv", "-c", "up")
                .exits(0)
                .prints(TSV);
        promsh().with("HOME", "").run("-o", "tsv", "-c", "up").exits(0).prints(TSV);
    }

    @Test
    void refusesToChangeAnythingWhenReadOnly() {
        promsh().run("--read-only", "-o", "tsv", "-c", "up").exits(0).prints(TSV);
    }

    @Test
    void tellsItsVersionAndHelpAndCompletion() {
        promsh().run("--version").exits(0).prints("promsh " + Promsh.version() + "\n");
        promsh().run("--help").exits(0);
        promsh().run("completion", "bash").exits(0);
        promsh().run("-c", "help").exits(0);
        promsh().run("-c", "help range").exits(0);
        promsh().run("-c", "help rate").exits(0);
        promsh().run("-c", "session", "-c", "targets list", "-c", "show").exits(0);
    }
}
