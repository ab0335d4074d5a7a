package io.promsh.target.prometheus;

import static io.promsh.target.prometheus.Answers.answer;
import static io.promsh.target.prometheus.Answers.error;
import static io.promsh.target.prometheus.Answers.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.InstantQuery;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each way of failing looks like to the user. */
@Timeout(30)
class FaultsTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    private Failure after(MockResponse response) {
        return after(response, "up");
    }

    private Failure after(MockResponse response, String expression) {
        server.enqueue(response);
        return failure(Answers.target(server), expression);
    }

    private static void assertFailure(Failure failure, FailureKind kind, String messagePart, String hintPart) {
        assertEquals(kind, failure.kind(), failure.message());
        assertTrue(failure.message().contains(messagePart), failure.message());
        assertTrue(failure.hint().contains(hintPart), failure.hint());
        assertFalse(failure.message().endsWith("."), failure.message());
    }

    @Test
    void keepsTheServersWordsOnABadQueryAndDrawsThePlace() {
        Failure failure = after(
                error(400, "bad_data", "invalid parameter \\\"query\\\": 1:5: parse error: unexpected <op:*>"),
                "sum(*)");
        assertFailure(failure, FailureKind.USAGE, "1:5: parse error: unexpected <op:*>", "");
        assertTrue(failure.message().startsWith("1:5:"));
        assertEquals(List.of("  sum(*)", "      ^"), failure.detail());
    }

    @Test
    void keepsTheServersWordsOnWhatItCannotExecute() {
        Failure failure = after(error(422, "execution", "multiple matches for labels: many-to-many"));
        assertFailure(failure, FailureKind.FAILED, "multiple matches for labels: many-to-many", "");
        assertFailure(after(error(500, "internal", "disk is gone")), FailureKind.FAILED, "disk is gone", "");
        assertFailure(after(error(200, "bad_data", "odd but so")), FailureKind.FAILED, "odd but so", "");
        assertFailure(after(answer(500, "text/plain", "")), FailureKind.FAILED, "500", "session diagnose");
    }

    @Test
    void saysThatAQueryTookTooLongForTheServer() {
        Failure failure = after(error(503, "timeout", "query timed out in expression evaluation"));
        assertFailure(failure, FailureKind.UNREACHABLE, "query timed out", "--timeout");
    }

    @Test
    void saysThatAServerIsStillStarting() {
        Failure failure = after(answer(503, "text/plain; charset=utf-8", "Service Unavailable"));
        assertFailure(failure, FailureKind.UNREACHABLE, "still starting", "walreplay");
        assertFailure(
                after(answer(503, "text/plain", "upstream connect error")),
                FailureKind.UNREACHABLE,
                "upstream",
                "wait");
        assertFailure(after(answer(502, "text/html", "<html>")), FailureKind.UNREACHABLE, "502", "try again");
    }

    @Test
    void namesTheIncidentsTwoDenials() {
        Failure scope = after(error(401, "", "authentication error: invalid scope requested"));
        assertFailure(scope, FailureKind.DENIED, "invalid scope requested", "metrics:read");
        assertTrue(scope.hint().contains("instance id"));
        Failure key = after(answer(401, "application/json", "{\"message\":\"Invalid API key\"}"));
        assertFailure(key, FailureKind.DENIED, "Invalid API key", "glsa_");
    }

    @Test
    void tellsAMissingLoginFromAMissingPermission() {
        assertFailure(
                after(answer(401, "text/plain", "Unauthorized\n")),
                FailureKind.DENIED,
                "login (401: Unauthorized)",
                "");
        assertFailure(after(answer(403, "text/plain", "nope")), FailureKind.DENIED, "permission (403: nope)", "");
        assertFailure(after(answer(401, "text/plain", "no org id")), FailureKind.DENIED, "no org id", "X-Scope-OrgID");
    }

    @Test
    void saysWhatAWrongPathMayBe() {
        assertFailure(
                after(answer(404, "text/plain", "404 page not found")),
                FailureKind.FAILED,
                "/api/v1/query",
                "/api/prom");
        server.enqueue(answer(404, "text/plain", "404 page not found"));
        HttpPrometheus target =
                new HttpPrometheus(TargetSpec.open("x", Answers.base(server) + "/api/prom"), Answers.options());
        assertFailure(failure(target, "up"), FailureKind.FAILED, "/api/prom", "without");
    }

    @Test
    void explainsARedirectToALoginPageWithoutItsTicket() {
        Failure failure = after(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://sso.example.org/login?ticket=hush")
                .build());
        assertFailure(failure, FailureKind.DENIED, "https://sso.example.org/login", "grafana");
        assertFalse(failure.message().contains("hush"));
        Failure other = after(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "https://example.org/prom")
                .build());
        assertFailure(other, FailureKind.FAILED, "https://example.org/prom", "https://");
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void explainsAWebPageWhereJsonWasExpected() {
        Failure failure = after(answer(200, "text/html; charset=utf-8", "<!doctype html><title>Grafana</title>"));
        assertFailure(failure, FailureKind.DENIED, "web page", "session diagnose");
        assertFailure(after(answer(200, "", " \n<html>")), FailureKind.DENIED, "web page", "");
    }

    @Test
    void explainsAnswersThatAreNotWhatTheyShouldBe() {
        assertFailure(after(answer(200, "application/json", "")), FailureKind.FAILED, "is empty", "");
        assertFailure(after(answer(200, "application/json", "{]")), FailureKind.FAILED, "not the JSON", "");
        assertFailure(after(answer(200, "text/plain", "hello")), FailureKind.FAILED, "not the JSON", "");
        assertFailure(after(answer(200, "application/json", "[1]")), FailureKind.FAILED, "not that of", "");
        assertFailure(after(answer(200, "application/json", "{\"ok\":true}")), FailureKind.FAILED, "not that of", "");
        assertFailure(
                after(Answers.success("{\"resultType\":\"vector\",\"result\":[{\"metric\":{},\"value\":[1,\"x\"]}]}")),
                FailureKind.FAILED,
                "not the JSON",
                "");
    }

    @Test
    void noticesAnAnswerThatBreaksOff() {
        String cut = "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[";
        assertFailure(after(answer(200, "application/json", cut)), FailureKind.UNREACHABLE, "broke off", "try again");
        MockResponse half = new MockResponse.Builder()
                .body(cut + " ".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build();
        assertFailure(after(half), FailureKind.UNREACHABLE, "broke off", "try again");
        MockResponse gone = new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
        server.enqueue(gone);
        assertFailure(after(gone), FailureKind.UNREACHABLE, "broke off", "try again");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        HttpPrometheus target = new HttpPrometheus(TargetSpec.open("x", "http://127.0.0.1:" + port), Answers.options());
        assertFailure(
                failure(target, "up"),
                FailureKind.UNREACHABLE,
                "127.0.0.1:" + port + " refuses the connection",
                "start");
    }

    @Test
    void saysThatANameIsNotKnown() {
        HttpPrometheus target =
                new HttpPrometheus(TargetSpec.open("x", "http://no-such-host.invalid:9090"), Answers.options());
        assertFailure(failure(target, "up"), FailureKind.UNREACHABLE, "no-such-host.invalid", "DNS");
    }

    @Test
    void saysHowLongItWaited() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
        HttpPrometheus target = Answers.target(server);
        Failure failure = org.junit.jupiter.api.Assertions.assertThrows(
                Failure.class,
                () -> target.instantQuery(InstantQuery.of("up", Optional.empty(), Duration.ofMillis(250))));
        assertFailure(failure, FailureKind.UNREACHABLE, "within 250ms", "--timeout");
    }

    @Test
    void refusesAHeaderThatHttpDoesNotAllowWithoutShowingIt() {
        TargetSpec spec = new TargetSpec(
                "x",
                "prometheus",
                Answers.base(server),
                TargetSpec.Credentials.NONE,
                java.util.Map.of("X-Key", "hu\nsh"),
                TargetSpec.Tls.DEFAULT);
        Failure failure = failure(new HttpPrometheus(spec, Answers.options()), "up");
        assertFailure(failure, FailureKind.USAGE, "X-Key", "again");
        assertFalse(failure.message().contains("sh\n"));
    }

    @Test
    void masksTheTokenEvenWhenTheServerEchoesIt() {
        server.enqueue(error(403, "", "token " + Answers.TOKEN + " may not; user " + Answers.TOKEN));
        HttpPrometheus target = Answers.target(server, new TargetSpec.Credentials("u", Answers.TOKEN));
        Failure failure = failure(target, "up");
        assertTrue(failure.message().contains("token *** may not"), failure.message());
        server.enqueue(error(400, "bad_data", "x".repeat(290) + " " + Answers.TOKEN));
        assertFalse(failure(target, "up").message().contains("glc_"));
    }

    @Test
    void cutsWhatAServerSaysToAFirstLine() {
        Failure failure = after(answer(500, "text/plain", "e".repeat(1000) + "\nsecond"));
        assertTrue(failure.message().length() < 320);
        assertFalse(failure.message().contains("second"));
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Failure failure = org.junit.jupiter.api.Assertions.assertThrows(
                Failure.class, () -> HttpPrometheus.open(TargetSpec.open("x", "ftp://example.org")));
        assertFailure(failure, FailureKind.USAGE, "target x", "http://");
    }
}
