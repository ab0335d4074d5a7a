package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program against servers that fail in every way: exit code, nothing but data on stdout, what to do on stderr. */
class PromshFaultsTest {
    private static final String ONE = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
            + "[{\"metric\":{\"__name__\":\"up\",\"job\":\"a\"},\"value\":[1754247360,\"1\"]}]}}";

    @TempDir
    Path home;

    @StartStop
    final MockWebServer server = new MockWebServer();

    private PromshRun promsh() {
        return new PromshRun(home).with("PROMETHEUS_QUERY_URL", "http://127.0.0.1:" + server.getPort());
    }

    private void answer(int code, String type, String body) {
        server.enqueue(new MockResponse(code, Headers.of("Content-Type", type), body));
    }

    private void json(int code, String body) {
        answer(code, "application/json", body);
    }

    @Test
    void nobodyListensIsCode4() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        new PromshRun(home)
                .run("--target", "http://127.0.0.1:" + port, "-c", "up")
                .exits(4)
                .printsNothing()
                .notes("refuses the connection");
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
    void aParseErrorIsDrawnUnderItsPlace() {
        json(
                400,
                "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":"
                        + "\"invalid parameter \\\"query\\\": 1:8: parse error: unexpected \\\"}\\\" in label matching\"}");

        promsh().run("-c", "up{job=}").exits(2).printsNothing().notes("    up{job=}\n           ^");
    }

    @Test
    void deniedIsCode6AndTheTokenIsNeverSeen() {
        for (int code : new int[] {401, 403}) {
            json(
                    code,
                    "{\"status\":\"error\",\"error\":\"authentication error: invalid scope requested, token s3cr3t\"}");
            promsh().with("PROMETHEUS_USERNAME", "42")
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
        answer(404, "text/plain", "404 page not found");

        promsh().run("-c", "up").exits(1).printsNothing().notes("/api/prom");
    }

    @Test
    void aLoginPageIsNamedWhetherSentOrRedirectedTo() {
        answer(200, "text/html", "<html><title>Grafana</title>login</html>");
        promsh().run("-c", "up").printsNothing().notes("a login page");
        server.enqueue(new MockResponse(302, Headers.of("Location", "/login"), ""));
        promsh().run("-c", "up").exits(6).printsNothing().notes("login");
    }

    @Test
    void aServerThatBreaksIsNamedWithItsStatus() {
        answer(500, "text/plain", "nope");

        promsh().run("-c", "up").exits(1).printsNothing().notes("HTTP error 500: nope");
    }

    @Test
    void aServerThatStartsIsCode4() {
        for (int i = 0; i < 4; i++) {
            answer(503, "text/plain", "Service Unavailable");
        }

        promsh().run("-c", "up").exits(4).printsNothing().notes("start");
    }

    @Test
    void cutOffAndMalformedAnswersAreNoData() {
        json(200, ONE.substring(0, 60));
        promsh().run("-c", "up").exits(4).printsNothing().notes("broke off");
        json(200, "{\"status\":\"success\",\"data\":[[[}");
        promsh().run("-c", "up").exits(1).printsNothing();
    }

    @Test
    void controlCharactersReachNoTerminal() {
        json(200, ONE.replace("\"a\"", "\"\\u001b[31mred\\u0007\""));

        PromshRun.Result result = promsh().onTerminal().run("-c", "up").exits(0);

        assertEquals(-1, result.out().indexOf('\u001b'), result.out());
        assertEquals(true, result.out().contains("\\x1b[31mred\\x07"), result.out());
    }

    @Test
    void warningsAreShownAndFailOnlyWhenStrict() {
        String warned = ONE.replace("{\"status\"", "{\"warnings\":[\"store b is down\"],\"status\"");
        json(200, warned);
        promsh().run("-o", "tsv", "-c", "up").exits(0).notes("store b is down");
        json(200, warned);
        promsh().run("-o", "tsv", "--strict", "-c", "up").exits(7).notes("store b is down");
    }

    @Test
    void anEmptyAnswerIsFineUnlessAskedToFail() {
        String empty = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";
        json(200, empty);
        promsh().run("-o", "jsonl", "-c", "up").exits(0).printsNothing();
        json(200, empty);
        promsh().run("--fail-on-empty", "-c", "up").exits(3).printsNothing().notes("explain");
    }

    @Test
    void anUnwritableHomeDoesNotMatter() throws IOException {
        Path file = Files.createFile(home.resolve("file"));
        json(200, ONE);

        promsh().with("HOME", file.resolve("below").toString())
                .run("-o", "csv", "-c", "up")
                .exits(0);
    }
}
