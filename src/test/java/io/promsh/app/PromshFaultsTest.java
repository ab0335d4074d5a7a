package io.promsh.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against servers that fail in every way: exit code, nothing but data on stdout, what to do on stderr. */
@SuppressWarnings("NullAway.Init")
class PromshFaultsTest {
    private static final String EMPTY = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
    private static final String ONE = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
            + "[{\"metric\":{\"__name__\":\"up\"},\"value\":[1754247360,\"1\"]}]}";

    @StartStop
    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path home;

    private PromshRun.Result ask(MockResponse response, String... options) {
        server.enqueue(response);
        return asking(new PromshRun(home), "up", options);
    }

    private PromshRun.Result asking(PromshRun run, String line, String... options) {
        String[] arguments = new String[options.length + 4];
        System.arraycopy(options, 0, arguments, 0, options.length);
        arguments[options.length] = "--target";
        arguments[options.length + 1] = server.url("/").toString();
        arguments[options.length + 2] = "-c";
        arguments[options.length + 3] = line;
        return run.run(arguments);
    }

    private static MockResponse answer(int code, String body) {
        return new MockResponse.Builder()
                .code(code)
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    private static String error(String type, String text) {
        return "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + text + "\"}";
    }

    @Test
    void marksTheServersParseErrorUnderTheQuery() {
        ask(answer(400, error("bad_data", "1:3: parse error: unexpected end of input")))
                .exits(2)
                .printsNothing()
                .notes("promsh: 1:3: parse error: unexpected end of input\n    up\n      ^\n");
    }

    @Test
    void tellsDeniedFromNotThere() {
        ask(answer(401, "")).exits(6).printsNothing().notes("promsh: the server does not accept the login (401)\n");
        ask(answer(403, "")).exits(6).printsNothing().notes("promsh: the login lacks a permission (403)\n");
        ask(answer(404, "")).exits(1).printsNothing().notes("promsh: there is no /api/v1/query at ");
    }

    @Test
    void passesOnWhatTheServerCannotExecute() {
        ask(answer(422, error("execution", "query would load too many samples")))
                .exits(1)
                .printsNothing()
                .notes("promsh: query would load too many samples\n");
    }

    @Test
    void saysThatAServerStillStarts() {
        ask(answer(503, "Service Unavailable")).exits(4).printsNothing().notes("the server is still starting");
    }

    @Test
    void refusesAnswersThatAreCutOrNoJson() {
        ask(answer(200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[}}"))
                .exits(1)
                .printsNothing()
                .notes("is not the JSON of a Prometheus-compatible server");
        ask(answer(200, ONE)).exits(4).printsNothing().notes("broke off before the answer was complete");
        ask(answer(200, ONE)
                        .newBuilder()
                        .onResponseBody(new SocketEffect.CloseSocket())
                        .build())
                .exits(4)
                .printsNothing();
    }

    @Test
    void knowsALoginPageAndTheWayToOne() {
        ask(new MockResponse.Builder()
                        .setHeader("Content-Type", "text/html")
                        .body("<html>Log in</html>")
                        .build())
                .exits(6)
                .printsNothing()
                .notes("a web page came where JSON was expected (200)");
        ask(new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", "/login?ticket=s3cret")
                        .build())
                .exits(6)
                .printsNothing()
                .notes("the server sends to a login page: /login\n")
                .isSilentOn("s3cret");
    }

    @Test
    void failsOnAnEmptyAnswerOnlyWhenAsked() {
        ask(answer(200, EMPTY)).exits(0).printsNothing();
        ask(answer(200, EMPTY), "--fail-on-empty").exits(3).printsNothing().notes("promsh: the answer is empty\n");
    }

    @Test
    void takesWarningsForAFailureOnlyWhenStrict() {
        String warned = ONE + ",\"warnings\":[\"PromQL warning: odd\"]}";
        String table = """
                __name__  timestamp                 value
                up        2025-08-03T18:56:00.000Z  1
                """;
        ask(answer(200, warned)).exits(0).prints(table).notes("warning: PromQL warning: odd\n");
        ask(answer(200, warned), "--strict").exits(7).prints(table).notes("promsh: the answer came with warnings\n");
    }

    @Test
    void marksAnAnswerWithAWarningThatIsNotPromqlsOwnPartial() {
        String warned = ONE + ",\"warnings\":[\"a store is down\"]}";
        ask(answer(200, warned)).exits(0).notes("partial: something is missing from this answer\n");
        ask(answer(200, warned), "--strict").exits(7).notes("promsh: the answer is partial\n");
    }

    @Test
    void neverSendsControlCharactersOfALabelToATerminal() {
        server.enqueue(answer(200, ONE.replace("\"up\"", "\"up\",\"job\":\"a\\u001b[31m\\u0007\\r\\nb\"") + "}"));
        server.enqueue(answer(200, EMPTY.replace("vector", "matrix")));
        asking(new PromshRun(home).onTerminal(), "up")
                .exits(0)
                .isSilentOn("\u001b[31m")
                .isSilentOn("\u0007")
                .isSilentOn("\r");
    }

    @Test
    void keepsUtf8NamesInEachFormat() {
        String utf8 = ONE.replace("\"up\"", "\"m.\u00e9t\u00e9\",\"l.b\":\"\u6771\u4eac\"") + "}";
        ask(answer(200, utf8), "-o", "tsv").exits(0);
        ask(answer(200, utf8), "-o", "csv")
                .exits(0)
                .prints(String.join(
                        "\r\n",
                        "__name__,l.b,timestamp,value",
                        "m.\u00e9t\u00e9,\u6771\u4eac,2025-08-03T18:56:00.000Z,1",
                        ""));
    }

    @Test
    void neverShowsTheTokenThatTheServerRefused() {
        server.enqueue(answer(401, error("unauthorized", "bad token s3cr3t-token")));
        PromshRun run = new PromshRun(home)
                .with("PROMETHEUS_QUERY_URL", server.url("/").toString())
                .with("PROMETHEUS_BEARER_TOKEN", "s3cr3t-token");
        run.run("-c", "up").exits(6).printsNothing().isSilentOn("s3cr3t-token");
    }

    @Test
    void saysThatNothingListens() {
        new PromshRun(home)
                .run("--target", "http://127.0.0.1:1", "-c", "up")
                .exits(4)
                .printsNothing()
                .notes("promsh: 127.0.0.1:1 refuses the connection: nothing listens there\n");
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsCode4() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            new PromshRun(home)
                    .run("--target", "http://127.0.0.1:" + silent.getLocalPort(), "--timeout", "300ms", "-c", "up")
                    .exits(4)
                    .printsNothing()
                    .notes("300ms");
        }
    }

    @Test
    void aRefusedScopeIsNamedAndTheTokenIsNeverSeen() {
        String refusal =
                "{\"status\":\"error\",\"error\":\"authentication error: invalid scope requested, token s3cr3t\"}";
        for (int code : new int[] {401, 403}) {
            server.enqueue(answer(code, refusal));
            new PromshRun(home)
                    .with("PROMETHEUS_QUERY_URL", server.url("/").toString())
                    .with("PROMETHEUS_USERNAME", "42")
                    .with("GRAFANA_READ_TOKEN", "s3cr3t")
                    .run("-c", "up")
                    .exits(6)
                    .printsNothing()
                    .notes("invalid scope requested")
                    .isSilentOn("s3cr3t");
        }
    }

    @Test
    void aWrongPathSaysWhichOtherToTry() {
        ask(answer(404, "404 page not found")).exits(1).printsNothing().notes("/api/prom");
    }

    @Test
    void aServerThatBreaksIsNamedWithItsStatus() {
        ask(answer(500, "nope")).exits(1).printsNothing().notes("HTTP error 500: nope");
    }

    @Test
    void aBusyServerIsNamedWithAndWithoutTheTimeItAsksFor() {
        for (int i = 0; i < 8; i++) {
            server.enqueue(answer(429, "too many requests"));
        }
        asking(new PromshRun(home), "up", "--timeout", "2s")
                .exits(1)
                .printsNothing()
                .notes("allows no more queries for now (429");
        MockResponse later = answer(429, "too many requests")
                .newBuilder()
                .setHeader("Retry-After", "1")
                .build();
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return later;
            }
        });
        asking(new PromshRun(home), "up", "--timeout", "2s")
                .exits(1)
                .printsNothing()
                .notes("allows no more queries for now (429");
    }

    @Test
    void anUnwritableOrMissingHomeDoesNotMatter() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        for (String folder : new String[] {file.resolve("below").toString(), "/proc/nowhere", ""}) {
            server.enqueue(answer(200, ONE + "}"));
            asking(new PromshRun(home).with("HOME", folder), "up", "-o", "csv").exits(0);
        }
        server.enqueue(answer(200, ONE + "}"));
        asking(new PromshRun(home).without("HOME"), "up", "-o", "csv").exits(0);
    }

    @Test
    void aNameNeverSeenIsAnsweredWithTheNearestOnes() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = request.getTarget();
                boolean names = path.contains("__name__/values");
                String data = path.contains("metadata") ? "{}" : names ? "[\"up\",\"traffic_vehicles_total\"]" : "[]";
                return answer(200, "{\"status\":\"success\",\"data\":" + data + "}");
            }
        });
        asking(new PromshRun(home), "describe trafic_vehicles_total")
                .exits(1)
                .printsNothing()
                .notes("describe traffic_vehicles_total");
    }
}
