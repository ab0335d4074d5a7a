package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.GrafanaStandIn;
import io.promsh.testing.GrafanaStandIn.Door;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole program through a Grafana, over the data of a real Prometheus: everything says what Prometheus says directly. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class GrafanaIT {
    private static final Instant END = Instant.parse("2025-08-03T14:00:00Z");
    private static final String COOKIE = "firstcookie0123456789";

    private static RealPrometheus prometheus;

    @TempDir
    Path home;

    private GrafanaStandIn grafana;

    @BeforeAll
    static void start() {
        StringBuilder text = new StringBuilder("# HELP cars Cars that went by.\n# TYPE cars counter\n");
        for (String direction : List.of("left", "right")) {
            for (int i = 0; i < 120; i++) {
                text.append("cars_total{direction=\"" + direction + "\",job=\"traffic\"} " + i * 1.5 + " ")
                        .append(END.getEpochSecond() - 3600 + 30L * i)
                        .append(i % 3 == 0 ? ".123\n" : ".457\n");
            }
        }
        long at = END.getEpochSecond() - 30;
        text.append("# TYPE odd gauge\n");
        text.append(
                "odd{kind=\"nan\"} NaN " + at + "\nodd{kind=\"inf\"} +Inf " + at + "\nodd{kind=\"ninf\"} -Inf " + at);
        text.append("\nodd{kind=\"zero\"} -0 " + at + "\nodd{kind=\"tiny\"} 4.9e-324 " + at);
        text.append("\nodd{kind=\"third\"} 0.3333333333333333 " + at + "\n# EOF\n");
        prometheus = RealPrometheus.start(text.toString());
    }

    @AfterAll
    static void stop() {
        prometheus.close();
    }

    @BeforeEach
    void open() {
        grafana = GrafanaStandIn.before(prometheus.address()).session(COOKIE);
    }

    @AfterEach
    void close() {
        grafana.close();
    }

    private PromshRun promsh() {
        return new PromshRun(home).clock(Clock.fixed(END, ZoneOffset.UTC));
    }

    private PromshRun throughGrafana() {
        return promsh().with("GRAFANA_URL", grafana.address()).with("GRAFANA_SESSION", COOKIE);
    }

    private PromshRun direct() {
        return promsh().with("PROMETHEUS_QUERY_URL", prometheus.address());
    }

    private static final String[] NOW = {"--at", "2025-08-03T14:00:00Z"};

    private static PromshRun.Result run(PromshRun promsh, String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(NOW, 0, all, 0, 2);
        System.arraycopy(words, 0, all, 2, words.length);
        return promsh.run(all);
    }

    private static String comparable(String json) {
        return json.replaceAll("\"elapsedMs\": ?[0-9.]+", "\"elapsedMs\":0")
                .replaceAll("\"target\": ?\"(env|grafana)\"", "\"target\":\"T\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cars_total",
                "odd",
                "rate(cars_total[5m])",
                "1 / 0",
                "\"a string\"",
                "vector(0) / 0",
                "range --step 30s cars_total",
                "range --step 7s rate(cars_total[2m])",
                "range --step 1m --last 59m17s odd",
                "range --step 1s cars_total",
                "range --step 500ms --last 2m cars_total",
                "raw cars_total",
                "raw --last 10m odd",
                "metrics",
                "metrics car*",
                "labels",
                "values direction",
                "series cars_total",
                "describe cars_total",
                "cardinality",
                "scrapes",
                "alerts",
                "rules",
                "flags",
                "explain sum(rate(cars_total[5m]))",
                "explain cars_total{direction=\"lefft\"}",
            })
    void answersAsPrometheusDoesItself(String line) {
        PromshRun.Result expected = run(direct(), "-o", "json", "-c", line).exits(0);
        PromshRun.Result through =
                run(throughGrafana(), "-o", "json", "-c", line).exits(0);
        assertEquals(comparable(expected.out()), comparable(through.out()));
    }

    @Test
    void queriesGoTheWayOfDashboardsAndStoredSamplesThroughTheProxy() {
        run(throughGrafana(), "-c", "cars_total").exits(0);
        assertTrue(grafana.seen().contains("POST /api/ds/query"), grafana.seen()::toString);
        assertFalse(grafana.seen().toString().contains("/proxy/"), grafana.seen()::toString);
        run(throughGrafana(), "-c", "raw cars_total").exits(0);
        assertTrue(
                grafana.seen().contains("POST /api/datasources/proxy/uid/prom-1/api/v1/query"),
                grafana.seen()::toString);
    }

    @Test
    void drawsAGraphAndTellsABadQueryItsPlace() {
        PromshRun.Result graph = run(throughGrafana(), "-c", "graph cars_total").exits(0);
        assertEquals(run(direct(), "-c", "graph cars_total").out(), graph.out());
        run(throughGrafana(), "-c", "query sum(cars_total")
                .exits(2)
                .notes("parse error")
                .notes("^");
    }

    @Test
    void aViewerWithoutTheProxyGetsStoredSamplesThroughTheResources() {
        grafana.close(Door.PROXY, Door.DATA_SOURCE_LIST);
        PromshRun.Result raw =
                run(throughGrafana(), "-o", "json", "-c", "raw cars_total").exits(0);
        assertEquals(
                comparable(run(direct(), "-o", "json", "-c", "raw cars_total").out()), comparable(raw.out()));
        assertTrue(
                grafana.seen().contains("POST /api/datasources/uid/prom-1/resources/api/v1/query"),
                grafana.seen()::toString);
        run(throughGrafana(), "-c", "session")
                .exits(0)
                .prints(run(throughGrafana(), "-c", "session").out());
    }

    @Test
    void saysResampledWhereOnlyFramesAreToBeHad() {
        grafana.close(Door.PROXY, Door.RESOURCES);
        PromshRun.Result raw =
                run(throughGrafana(), "-o", "json", "-c", "raw cars_total").exits(0);
        assertTrue(raw.out().contains("\"kind\":\"resampled\""), raw::out);
        raw.notes("may move a time by a millisecond");
        run(throughGrafana(), "--strict", "-c", "raw cars_total").exits(7);
        // What is evaluated comes whole all the same.
        PromshRun.Result range = run(throughGrafana(), "-o", "json", "-c", "range --step 30s cars_total")
                .exits(0);
        assertTrue(range.out().contains("\"kind\":\"evaluated\""), range::out);
        for (String line : List.of("values direction", "labels cars_total", "metrics", "series cars_total")) {
            PromshRun.Result names = run(throughGrafana(), "--last", "1h", "-o", "tsv", "-c", line)
                    .exits(0);
            assertEquals(run(direct(), "--last", "1h", "-o", "tsv", "-c", line).out(), names.out());
            names.notes("lets this login ask queries only");
        }
        run(throughGrafana(), "-c", "flags").exits(6).notes("queries only");
    }

    @Test
    void asksDirectlyWhereGrafanaTakesAnotherStepAndSaysSoWhereItCannot() {
        grafana.takesStep(Duration.ofMinutes(2));
        String line = "range --step 30s cars_total";
        PromshRun.Result whole = run(throughGrafana(), "-o", "json", "-c", line).exits(0);
        assertEquals(comparable(run(direct(), "-o", "json", "-c", line).out()), comparable(whole.out()));
        grafana.close(Door.PROXY, Door.RESOURCES);
        PromshRun.Result thinned =
                run(throughGrafana(), "-o", "json", "-c", line).exits(0);
        assertTrue(thinned.out().contains("\"kind\":\"resampled\""), thinned::out);
        thinned.notes("Grafana took another step");
    }

    @Test
    void splitsALongRangeWhereOnlyFramesAreToBeHad() {
        grafana.close(Door.PROXY, Door.RESOURCES);
        String line = "range --step 500ms cars_total";
        PromshRun.Result split = run(throughGrafana(), "-o", "json", "-c", line).exits(0);
        assertEquals(comparable(run(direct(), "-o", "json", "-c", line).out()), comparable(split.out()));
        assertTrue(split.out().contains("\"kind\":\"evaluated\""));
    }

    @Test
    void asksDirectlyWhereFramesAreRefused() {
        grafana.close(Door.FRAMES);
        PromshRun.Result through = run(throughGrafana(), "-o", "json", "-c", "cars_total", "-c", "cars_total")
                .exits(0);
        assertEquals(
                comparable(run(direct(), "-o", "json", "-c", "cars_total", "-c", "cars_total")
                        .out()),
                comparable(through.out()));
        assertEquals(
                1, grafana.seen().stream().filter("POST /api/ds/query"::equals).count());
        grafana.close(Door.PROXY, Door.RESOURCES);
        run(throughGrafana(), "-c", "cars_total").exits(6).notes("by no way");
    }

    @Test
    void choosesTheDataSourceByNameOrUidAndListsThemWhereItCannot() {
        grafana.dataSource("loki-1", "logs", "loki");
        run(throughGrafana(), "-c", "cars_total").exits(0);
        grafana.dataSource("prom-2", "Old metrics", "prometheus");
        run(throughGrafana(), "-c", "cars_total").exits(2).notes("metrics (prom-1), Old metrics (prom-2)");
        run(throughGrafana().with("GRAFANA_DATASOURCE", "old metrics"), "-c", "cars_total")
                .exits(0);
        run(throughGrafana().with("GRAFANA_DATASOURCE", "prom-1"), "-c", "cars_total")
                .exits(0);
        run(throughGrafana().with("GRAFANA_DATASOURCE", "logs"), "-c", "cars_total")
                .exits(2)
                .notes("kind loki");
        run(throughGrafana().with("GRAFANA_DATASOURCE", "nix"), "-c", "cars_total")
                .exits(2)
                .notes("there are metrics");
    }

    @Test
    void aServiceAccountsTokenOpensItAndTheWrongKindIsNamed() {
        grafana.token("glsa_good_token_of_ours");
        PromshRun with = promsh().with("GRAFANA_URL", grafana.address());
        run(with.with("GRAFANA_TOKEN", "glsa_good_token_of_ours"), "-c", "cars_total")
                .exits(0);
        run(with.with("GRAFANA_TOKEN", "glc_eyJvIjoiMSJ9"), "-c", "cars_total")
                .exits(6)
                .notes("Invalid API key")
                .notes("wants a service-account token (glsa_)")
                .isSilentOn("glc_eyJ");
        run(promsh().with("GRAFANA_URL", grafana.address()), "-c", "cars_total")
                .exits(6)
                .notes("wants a login");
    }

    private Path targetsFile(String cookie) throws IOException {
        Path file = home.resolve(".config/promsh/targets.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                "# mine\ntargets:\n  cloud: # the stack\n    kind: grafana\n    url: " + grafana.address()
                        + "\n    cookie: " + cookie + "\n");
        return file;
    }

    @Test
    void keepsTheCookieThatTheServerChangesInTargetsYaml() throws IOException {
        grafana.changesCookies();
        Path file = targetsFile(COOKIE);
        for (int i = 0; i < 3; i++) {
            run(promsh(), "-c", "cars_total", "-c", "raw cars_total", "-c", "labels")
                    .exits(0)
                    .isSilentOn("cookie");
        }
        String text = Files.readString(file);
        String good = grafana.goodCookies().iterator().next();
        assertTrue(text.contains("grafana_session=" + good + "; grafana_session_expiry="), text);
        assertFalse(text.contains(COOKIE), text);
        assertTrue(text.contains("# mine") && text.contains("# the stack"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void asksForTheNextCookieWhereTheServerWantsThat() throws IOException {
        grafana.wantsRotation();
        Path file = targetsFile("grafana_session=" + COOKIE + "; grafana_session_expiry=1700000000");
        run(promsh(), "-c", "cars_total").exits(0);
        assertTrue(grafana.seen().contains("POST /api/user/auth-tokens/rotate"), grafana.seen()::toString);
        assertTrue(
                Files.readString(file).contains(grafana.goodCookies().iterator().next()));
    }

    @Test
    void keepsTheCookieThatTheServerChangesInTheEnvFile() throws IOException {
        grafana.changesCookies();
        Path env = home.resolve(".env");
        Files.writeString(
                env,
                "# secrets\nGRAFANA_URL=" + grafana.address() + "\nexport GRAFANA_SESSION=" + COOKIE + "\nOTHER=1\n");
        run(promsh(), "--env-file", env.toString(), "-c", "cars_total").exits(0);
        run(promsh(), "--env-file", env.toString(), "-c", "cars_total").exits(0);
        String text = Files.readString(env);
        assertTrue(text.startsWith("# secrets\nGRAFANA_URL=" + grafana.address() + "\nexport GRAFANA_SESSION='"), text);
        assertTrue(text.endsWith("\nOTHER=1\n"), text);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(env)));
    }

    @Test
    void aDeadSessionIsNoticedByAskingWhoOneIsAndEndsABatchWithSix() {
        grafana.endSessions();
        run(throughGrafana(), "-c", "cars_total")
                .exits(6)
                .notes("the Grafana session of grafana is over (401: Unauthorized)")
                .notes("connect " + grafana.address() + " --cookie")
                .isSilentOn(COOKIE);
        assertTrue(grafana.seen().contains("GET /api/user"), grafana.seen()::toString);
        assertFalse(grafana.seen().contains("GET /api/health"), grafana.seen()::toString);
    }

    @Test
    void aRedirectToTheLoginPageIsADeadSessionAndIsNotFollowed() {
        grafana.sendsToLogin().endSessions();
        run(throughGrafana(), "-c", "cars_total").exits(6).notes("is over (302: it sends to a login page)");
        assertFalse(grafana.seen().contains("GET /login"), grafana.seen()::toString);
    }

    @Test
    void takesTheCookieThatAnotherProgramHasWrittenMeanwhile() throws IOException {
        Path file = targetsFile("deadcookie0123456789");
        // As another promsh does between the start of this one and its question.
        Path script = home.resolve("lines.psh");
        Files.writeString(script, "targets list | sed -i s/deadcookie/livecookie/ " + file + "\ncars_total\n");
        grafana.session("livecookie0123456789");
        run(promsh(), "-f", script.toString()).exits(0);
    }

    @Test
    void sessionSaysWhoAndWhereAndWhatIsOpen() {
        PromshRun.Result session =
                run(throughGrafana(), "-o", "tsv", "-c", "session").exits(0);
        for (String part : List.of(
                "user\tann",
                "organisation\tBay Bridge",
                "role\tViewer",
                "grafana\t11.1.0",
                "data source\tmetrics, prometheus, UID prom-1",
                "stored samples\tthrough the data source's proxy",
                "login\tsession cookie")) {
            assertTrue(session.out().contains(part), () -> part + " in " + session.out());
        }
        session.isSilentOn(COOKIE);
    }

    @Test
    void readsADashboardAndItsLibraryPanelByUid() {
        grafana.dashboard(
                        "bridge",
                        "{\"uid\":\"bridge\",\"title\":\"The bridge\",\"schemaVersion\":39,\"panels\":["
                                + "{\"id\":1,\"type\":\"stat\",\"title\":\"Cars\",\"targets\":[{\"refId\":\"A\",\"expr\":\"cars_total\"}]},"
                                + "{\"id\":2,\"libraryPanel\":{\"uid\":\"lib\",\"name\":\"Odd\"}}]}")
                .libraryPanel(
                        "lib",
                        "{\"uid\":\"lib\",\"name\":\"Odd\",\"model\":{\"type\":\"stat\",\"title\":\"Odd ones\","
                                + "\"targets\":[{\"refId\":\"A\",\"expr\":\"odd\"}]}}");
        PromshRun.Result shown = run(throughGrafana(), "-c", "dashboard bridge").exits(0);
        assertTrue(shown.out().contains("cars_total") && shown.out().contains("odd"), shown::out);
        run(throughGrafana(), "-c", "dashboard nix").exits(1).notes("no dashboard with the UID 'nix'");
    }

    @Test
    void diagnoseExplainsEachAnswer() {
        run(throughGrafana(), "-c", "session diagnose").exits(0).isSilentOn(COOKIE);
        grafana.close(Door.PROXY, Door.RESOURCES);
        PromshRun.Result part = run(throughGrafana(), "-c", "session diagnose").exits(0);
        assertTrue(part.out().contains("lacks the permission"), part::out);
        grafana.endSessions();
        PromshRun.Result dead = run(throughGrafana(), "-c", "session diagnose").exits(6);
        assertTrue(dead.out().contains("this it tells anybody"), dead::out);
        assertTrue(dead.out().contains("the cookie is no good any more"), dead::out);
        PromshRun.Result cloud = run(
                        promsh().with("GRAFANA_URL", grafana.address()).with("GRAFANA_TOKEN", "glc_eyJvIjoiMSJ9"),
                        "-c",
                        "session diagnose")
                .exits(6);
        assertTrue(cloud.out().contains("wrong kind of token, not a missing scope"), cloud::out);
        assertTrue(cloud.out().contains("prometheus-...grafana.net/api/prom"), cloud::out);
    }
}
