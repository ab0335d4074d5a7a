package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.fetch.LearntLimits;
import io.promsh.fetch.LimitFiles;
import io.promsh.target.RawMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program as a batch: lines from arguments, a file and a pipe; formats; what happens at a failure. */
class PromshBatchTest {
    @TempDir
    Path home;

    @StartStop
    final MockWebServer server = new MockWebServer();

    @BeforeEach
    void answerEveryQueryWithOne() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String body = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                        + "[{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1754247360.25,\"1\"]}]}}";
                return new MockResponse(200, Headers.of("Content-Type", "application/json"), body);
            }
        });
    }

    private PromshRun promsh() {
        return new PromshRun(home).with("PROMETHEUS_QUERY_URL", "http://127.0.0.1:" + server.getPort());
    }

    @Test
    void everyFormatCarriesTheSample() {
        promsh().run("-o", "csv", "-c", "up")
                .prints("__name__,job,timestamp,value\r\nup,a,2025-08-03T18:56:00.250Z,1\r\n");
        promsh().run("-o", "tsv", "-c", "up").prints("up\ta\t2025-08-03T18:56:00.250Z\t1\n");
        promsh().run("-o", "openmetrics", "-c", "up").prints("up{job=\"a\"} 1 1754247360.250\n# EOF\n");
        promsh().run("-c", "up")
                .prints("__name__  job  timestamp                 value\nup        a    2025-08-03T18:56:00.250Z  1\n");
        promsh().run("-o", "markdown", "-c", "up").exits(0).isSilentOn("promsh:");
        promsh().run("-o", "jsonl", "-c", "up").exits(0).isSilentOn("promsh:");
    }

    @Test
    void jsonHasTheShapeOfTheServersDataAndItsSource() {
        PromshRun.Result result = promsh().run("-o", "json", "-c", "up").exits(0);

        assertTrue(
                result.out()
                        .startsWith(
                                "{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},"
                                        + "\"value\":[1754247360.250,\"1\"]}]"),
                result.out());
        assertTrue(
                result.out().contains("\"source\":{\"target\":\"env\",\"kind\":\"evaluated\",\"elapsedMs\":"),
                result.out());
    }

    @Test
    void aBatchHasCommentsBlankAndContinuedLinesAndStopsAtItsFirstFailure() {
        promsh().input("# a comment\n\nsum(\n  up\n)\nset step never\nup\n")
                .run("-o", "tsv")
                .exits(2)
                .prints("up\ta\t2025-08-03T18:56:00.250Z\t1\n")
                .notes("stdin:6: 'never' is not a duration");
    }

    @Test
    void keepGoingRunsTheRestAndTellsTheFirstFailure() throws IOException {
        Path file = Files.writeString(home.resolve("checks.psh"), "set step never\r\nup\r\nhelp nowhere\r\n");

        promsh().run("-o", "tsv", "--keep-going", "-f", file.toString())
                .exits(2)
                .prints("up\ta\t2025-08-03T18:56:00.250Z\t1\n")
                .notes(file + ":1:");
    }

    @Test
    void aLineThatIsNotCompleteIsNamed() {
        promsh().input("sum(\nup\n").run().exits(2).printsNothing().notes("stdin:1");
    }

    @Test
    void optionsOfALineCountForThatLine() {
        promsh().run("-c", "query -o tsv up", "-c", "set output tsv", "-c", "up")
                .exits(0)
                .prints("up\ta\t2025-08-03T18:56:00.250Z\t1\nup\ta\t2025-08-03T18:56:00.250Z\t1\n");
    }

    @Test
    void settingsAndTargetsAreShownWithoutSecrets() {
        promsh().with("GRAFANA_READ_TOKEN", "s3cr3t")
                .run("-o", "csv", "-c", "show timeout", "-c", "targets list")
                .exits(0)
                .isSilentOn("s3cr3t")
                .prints("setting,value,changed,meaning\r\ntimeout,30s,false,how long to wait for an answer\r\n"
                        + "name,kind,url,credentials,in use\r\nenv,prometheus,http://127.0.0.1:" + server.getPort()
                        + ",bearer ***,true\r\n");
    }

    @Test
    void aFolderForABackupIsNotCalledDamaged() {
        promsh().run("-c", "volume verify " + home).exits(1).notes("is a folder, not a backup");
    }

    @Test
    void wrongCallsAreCode2AndSayWhatToType() {
        promsh().run("--bogus").exits(2).printsNothing().notes("--help");
        promsh().run("--tarket=x").exits(2).notes("did you mean --target?");
        promsh().run("--target", "nosuch", "-c", "up").exits(2).notes("known are env");
        promsh().run("-f", home.resolve("none").toString()).exits(2).notes("there is no file");
        promsh().run("-c", "help rnage").exits(2).notes("help range");
        promsh().run("-c", "watch up").exits(2).notes("terminal");
        promsh().run("-c", "format sum(").exits(2).notes("    sum(\n        ^");
    }

    @Test
    void helpVersionAndCompletionNeedNoTarget() {
        promsh().run("--version").exits(0).isSilentOn("promsh:");
        promsh().run("--help").exits(0).isSilentOn("promsh:");
        promsh().run("-c", "help rate").exits(0).isSilentOn("promsh:");
        promsh().run("-c", "help range").exits(0).isSilentOn("promsh:");
        promsh().run("completion", "bash").exits(0);
        promsh().run("completion", "ksh").exits(2).notes("bash");
    }

    @Test
    void formatPrintsPretty() {
        promsh().run("-c", "format sum(rate(x[5m]))by(a)").exits(0).prints("sum by (a) (rate(x[5m]))\n");
    }

    @Test
    void pipesALineIntoASystemCommand() throws IOException {
        Path seen = home.resolve("seen");
        promsh().run("-c", "up | head -1 > " + seen).exits(0).printsNothing();
        assertEquals("__name__  job  timestamp                 value\n", Files.readString(seen));
        promsh().run("-o", "tsv", "-c", "up | cat > " + seen).exits(0).printsNothing();
        assertEquals("up\ta\t2025-08-03T18:56:00.250Z\t1\n", Files.readString(seen));
    }

    @Test
    void readOnlyLetsEverythingPassThatChangesNothing() {
        promsh().run("--read-only", "-o", "tsv", "-c", "up").exits(0).prints("up\ta\t2025-08-03T18:56:00.250Z\t1\n");
    }

    @Test
    void valuesThatAreUnknownAreNamed() {
        promsh().run("-o", "xml", "-c", "up").exits(2).printsNothing().notes("'xml' is no output format");
        promsh().run("-c", "set foo bar").exits(2).printsNothing().notes("there is no setting 'foo'");
        promsh().run("-c", "session", "-c", "targets list", "-c", "show").exits(0);
    }

    @Test
    void tellsWhatEarlierReadsLearntOfTheTarget() {
        promsh().run("-o", "tsv", "-c", "session").exits(0).isSilentOn("limit learnt");
        LearntLimits learnt = new LearntLimits(
                21_600_000, 50_000_000, 4, Map.of(RawMethod.RANGE_SELECTOR, 1_234_567L), Set.of(RawMethod.REMOTE_READ));
        new LimitFiles(home.resolve(".local/state/promsh/limits"), Clock.systemUTC())
                .save("http://127.0.0.1:" + server.getPort(), learnt);
        promsh().run("-o", "tsv", "-c", "session")
                .exits(0)
                .contains("limit learnt\tone question takes 6h at the most\n")
                .contains("limit learnt\tone question loads 50,000,000 samples at the most\n")
                .contains("limit learnt\tit bears 4 questions at a time\n")
                .contains("limit learnt\tit does not offer remote read\n")
                .contains("limit learnt\trange selector brings 1.23M samples/s\n");
    }
}
