package io.promsh.target.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.config.TargetSpec.Credentials;
import io.promsh.target.AccessProbe.Finding;
import io.promsh.target.AccessProbe.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrometheusProbeTest {
    private static final String CLOUD_TOKEN =
            "glc_eyJvIjoiNDIiLCJuIjoicmVhZCIsImsiOiJIVVNISFVTSCIsIm0iOnsiciI6InVzIn19";
    private static final String DATE = "Sun, 03 Aug 2025 12:00:00 GMT";

    /** Kept, or the setting is lost: the probe opens a connection only to see whether it opens, which the server logs. */
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    static {
        SERVER_LOG.setLevel(Level.OFF);
    }

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private List<Finding> diagnose(String path, Credentials credentials, Function<RecordedRequest, MockResponse> way) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return way.apply(request);
            }
        });
        TargetSpec spec = new TargetSpec(
                "mock", "prometheus", Answers.base(server) + path, credentials, Map.of(), TargetSpec.Tls.DEFAULT);
        List<Finding> findings = new PrometheusProbe(spec, Answers.options()).diagnose();
        assertFalse(findings.toString().contains("HUSHHUSH"));
        assertFalse(findings.toString().contains(CLOUD_TOKEN));
        return findings;
    }

    private static MockResponse good() {
        return Answers.success("{}").newBuilder().setHeader("Date", DATE).build();
    }

    private static Finding step(List<Finding> findings, String start) {
        return findings.stream()
                .filter(finding -> finding.step().startsWith(start))
                .findFirst()
                .orElseThrow(() -> new AssertionError(start + " not in " + findings));
    }

    private static boolean isApi(RecordedRequest request) {
        return request.getTarget().contains("/api/v1/");
    }

    @Test
    void findsNothingWrongWhereAllIsWell() {
        List<Finding> findings = diagnose("", Credentials.NONE, request -> good());
        assertTrue(findings.stream().noneMatch(finding -> finding.outcome() == Outcome.FAILED), findings.toString());
        assertEquals(Outcome.OK, step(findings, "query vector(1)").outcome());
        assertEquals(Outcome.OK, step(findings, "connect to").outcome());
    }

    @Test
    void explainsTheIncidentsFirstFailureAndShowsWhatTheTokenSays() {
        List<Finding> findings = diagnose(
                "/api/prom",
                new Credentials("9876", CLOUD_TOKEN),
                request -> Answers.error(401, "", "authentication error: invalid scope requested"));
        Finding login = step(findings, "login");
        assertTrue(login.result().contains("organisation 42, name read, region us"), login.result());
        Finding query = step(findings, "query vector(1)");
        assertEquals(Outcome.FAILED, query.outcome());
        assertEquals("401: authentication error: invalid scope requested", query.result());
        assertTrue(query.meaning().contains("metrics:read"), query.meaning());
        assertTrue(query.meaning().contains("9876 is not this stack's metrics instance id"), query.meaning());
        assertFalse(query.next().isEmpty());
    }

    @Test
    void explainsTheIncidentsSecondFailure() {
        List<Finding> findings = diagnose(
                "",
                new Credentials("", CLOUD_TOKEN),
                request -> request.getTarget().equals("/api/health")
                        ? Answers.json("{\"database\":\"ok\"}")
                        : Answers.answer(401, "application/json", "{\"message\":\"Invalid API key\"}"));
        Finding query = step(findings, "query vector(1)");
        assertTrue(query.meaning().contains("glsa_"), query.meaning());
        assertTrue(query.next().contains("/api/prom"), query.next());
        assertTrue(step(findings, "GET /api/health").meaning().contains("Grafana"));
        assertTrue(step(findings, "login").next().contains("PROMETHEUS_USERNAME"));
    }

    @Test
    void findsThatTheTokenIsWantedAsBearer() {
        List<Finding> findings = diagnose(
                "",
                new Credentials("u", "t0ken"),
                request -> "Bearer t0ken".equals(request.getHeaders().get("Authorization"))
                        ? good()
                        : Answers.answer(401, "text/plain", "Unauthorized"));
        Finding bearer = step(findings, "query with the token as bearer");
        assertEquals(Outcome.OK, bearer.outcome());
        assertTrue(bearer.next().contains("PROMETHEUS_BEARER_TOKEN"));
        assertEquals(Outcome.NOTE, step(findings, "query without any login").outcome());
    }

    @Test
    void findsThatTheServerNeedsNoLogin() {
        List<Finding> findings = diagnose(
                "",
                new Credentials("", "t0ken"),
                request -> request.getHeaders().get("Authorization") == null
                        ? good()
                        : Answers.answer(403, "text/plain", "no"));
        assertEquals(Outcome.OK, step(findings, "query without any login").outcome());
    }

    @Test
    void saysThatALoginIsWanted() {
        List<Finding> findings =
                diagnose("", Credentials.NONE, request -> Answers.answer(401, "text/plain", "Unauthorized"));
        assertEquals(
                "the server wants a login", step(findings, "query vector(1)").meaning());
    }

    @Test
    void findsTheInterfaceWithTheSuffixAndWithout() {
        List<Finding> with = diagnose(
                "",
                Credentials.NONE,
                request -> request.getTarget().startsWith("/api/prom/api/v1/")
                        ? good()
                        : Answers.answer(404, "text/plain", "404 page not found"));
        Finding found = step(with, "query at " + Answers.base(server) + "/api/prom");
        assertEquals(Outcome.OK, found.outcome());
        assertTrue(found.next().contains("connect " + Answers.base(server) + "/api/prom"));
        List<Finding> without = diagnose(
                "/api/prom",
                Credentials.NONE,
                request -> request.getTarget().startsWith("/api/v1/")
                        ? good()
                        : Answers.answer(404, "text/plain", "404 page not found"));
        assertEquals(
                Outcome.OK, step(without, "query at " + Answers.base(server)).outcome());
    }

    @Test
    void explainsALoginPageAndARedirectToOne() {
        List<Finding> page =
                diagnose("", Credentials.NONE, request -> Answers.answer(200, "text/html", "<html>Log in</html>"));
        assertTrue(step(page, "query vector(1)").meaning().contains("login page"));
        List<Finding> redirect = diagnose(
                "",
                Credentials.NONE,
                request -> new MockResponse.Builder()
                        .code(302)
                        .addHeader("Location", "/login?next=hush")
                        .build());
        assertTrue(step(redirect, "query vector(1)").result().contains("login page: /login"));
        assertEquals(Outcome.FAILED, step(redirect, "GET /").outcome());
    }

    @Test
    void toleratesAServerThatDoesNotTellItsVersion() {
        List<Finding> findings = diagnose(
                "",
                Credentials.NONE,
                request -> request.getTarget().contains("buildinfo")
                        ? Answers.answer(404, "text/plain", "404 page not found")
                        : good());
        assertEquals(
                Outcome.NOTE, step(findings, "GET /api/v1/status/buildinfo").outcome());
    }

    @Test
    void noticesClocksThatDisagree() {
        List<Finding> findings = diagnose(
                "",
                Credentials.NONE,
                request -> Answers.success("{}")
                        .newBuilder()
                        .setHeader("Date", isApi(request) ? "Sun, 03 Aug 2025 11:50:00 GMT" : DATE)
                        .build());
        Finding clocks = step(findings, "compare clocks");
        assertEquals(Outcome.FAILED, clocks.outcome());
        assertTrue(clocks.result().endsWith(" s behind"), clocks.result());
    }

    @Test
    void stopsWhereNothingListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        List<Finding> findings =
                new PrometheusProbe(TargetSpec.open("x", "http://127.0.0.1:" + port), Answers.options()).diagnose();
        Finding last = findings.get(findings.size() - 1);
        assertEquals(Outcome.FAILED, last.outcome());
        assertTrue(last.result().contains("refuses the connection"), last.result());
    }

    @Test
    void stopsWhereTheNameIsNotKnownAndNamesAProxyThatIsAskedInstead() {
        TargetSpec spec = TargetSpec.open("x", "http://no-such-host.invalid");
        List<Finding> direct = new PrometheusProbe(spec, Answers.options()).diagnose();
        assertEquals("no address", step(direct, "look up no-such-host.invalid").result());
        Map<String, String> proxied = Map.of("http_proxy", "http://127.0.0.1:" + server.getPort());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return good();
            }
        });
        List<Finding> through = new PrometheusProbe(spec, Answers.options().withEnvironment(proxied)).diagnose();
        assertEquals(Outcome.NOTE, step(through, "proxy").outcome());
        assertEquals(Outcome.OK, step(through, "query vector(1)").outcome());
    }

    @Test
    void saysWhatIsWrongWithTheTargetsFiles() {
        TargetSpec spec = new TargetSpec(
                "x",
                "prometheus",
                "https://127.0.0.1:" + server.getPort(),
                Credentials.NONE,
                Map.of(),
                new TargetSpec.Tls(
                        java.util.Optional.of(java.nio.file.Path.of("/no/such/ca.pem")),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        false));
        List<Finding> findings = new PrometheusProbe(spec, Answers.options()).diagnose();
        assertTrue(findings.toString().contains("/no/such/ca.pem"), findings.toString());
    }
}
