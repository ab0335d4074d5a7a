package io.promsh.target.prometheus;

import static io.promsh.target.prometheus.Answers.TIMEOUT;
import static io.promsh.target.prometheus.Answers.answer;
import static io.promsh.target.prometheus.Answers.success;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.TimeRange;
import io.promsh.target.Alert;
import io.promsh.target.Cardinality;
import io.promsh.target.Cardinality.Count;
import io.promsh.target.Flavour;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.Page;
import io.promsh.target.Rule;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.SearchKind;
import io.promsh.target.ServerIdentity;
import io.promsh.target.http.AnswerBound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Names, identity and what a server reports of itself. */
@Timeout(30)
class DiscoveryTest {
    private static final MetadataScope ALL = MetadataScope.all(2, TIMEOUT);

    @StartStop
    private final MockWebServer server = new MockWebServer();

    private void build(String fields) {
        server.enqueue(success("{" + fields + "}")
                .newBuilder()
                .setHeader("Date", "Sun, 03 Aug 2025 12:00:07 GMT")
                .build());
    }

    private void prometheus(String version) {
        build("\"version\":\"" + version + "\",\"goVersion\":\"go1.24\"");
    }

    private String asked() throws InterruptedException {
        return server.takeRequest().getTarget();
    }

    private ServerIdentity identity() {
        return Answers.target(server).identity();
    }

    @Test
    void asksForAsManyAsWantedWhereTheServerKnowsHow() throws Exception {
        prometheus("2.51.0");
        server.enqueue(success("[\"a\",\"b\"]"));
        Page<String> page = Answers.target(server).labelValues("__name__", ALL);
        assertEquals(List.of("a", "b"), page.items());
        assertFalse(page.truncated());
        asked();
        assertEquals("/api/v1/label/__name__/values?limit=2", asked());
    }

    @Test
    void cutsTheListHereWhereTheServerKnowsNoLimit() throws Exception {
        prometheus("2.42.0");
        server.enqueue(success("[\"a\",\"b\",\"c\",\"d\"]"));
        MetadataScope scope = new MetadataScope(
                List.of("up", "{a=\"b\"}"),
                Optional.of(new TimeRange(Instant.ofEpochSecond(1), Instant.ofEpochSecond(2))),
                2,
                TIMEOUT);
        Page<String> page = Answers.target(server).labelNames(scope);
        assertEquals(new Page<>(List.of("a", "b"), true, List.of()), page);
        asked();
        assertEquals("/api/v1/labels?match%5B%5D=up&match%5B%5D=%7Ba%3D%22b%22%7D&start=1&end=2", asked());
    }

    @Test
    void keepsTheServersWordThatTheListIsCut() {
        prometheus("3.1.0");
        server.enqueue(Answers.json(
                "{\"status\":\"success\",\"data\":[\"a\"],\"warnings\":[\"results truncated due to limit\"]}"));
        assertTrue(Answers.target(server).labelNames(ALL).truncated());
    }

    @Test
    void asksForOddLabelNamesInBothSpellings() throws Exception {
        prometheus("3.0.0");
        server.enqueue(Answers.error(400, "bad_data", "invalid label name"));
        server.enqueue(success("[\"a\"]"));
        Page<String> page = Answers.target(server).labelValues("http.code/x", ALL);
        assertEquals(List.of("a"), page.items());
        asked();
        assertEquals("/api/v1/label/U__http_2e_code_2f_x/values?limit=2", asked());
        assertEquals("/api/v1/label/http.code%2Fx/values?limit=2", asked());
    }

    @Test
    void cutsListsBeforeTheyFillTheMemory() {
        server.enqueue(success("[\"a\",\"b\",\"c\",\"d\"]"));
        HttpPrometheus target = new HttpPrometheus(
                TargetSpec.open("x", Answers.base(server)), Answers.options().withBound(new AnswerBound(3, 1000)));
        Page<String> page = target.labelNames(MetadataScope.all(0, TIMEOUT));
        assertEquals(3, page.items().size());
        assertTrue(page.truncated());
        assertTrue(
                page.warnings().get(0).contains("the rest is missing"),
                page.warnings().get(0));
    }

    @Test
    void readsSeriesAndRefusesAllOfThem() {
        server.enqueue(success("[{\"__name__\":\"up\",\"job\":\"a\"},{\"__name__\":\"up\",\"job\":\"b\"}]"));
        HttpPrometheus target = Answers.target(server);
        Page<Labels> page = target.series(new MetadataScope(List.of("up"), Optional.empty(), 0, TIMEOUT));
        assertEquals(Labels.of("__name__", "up", "job", "b"), page.items().get(1));
        assertThrows(Failure.class, () -> target.series(ALL));
    }

    @Test
    void readsMetadataAndHasNoneWhereItIsNotOffered() throws Exception {
        server.enqueue(success(
                "{\"up\":[{\"type\":\"gauge\",\"help\":\"h\\u001b\",\"unit\":\"\"},{\"type\":\"x\"}],\"b\":[]}"));
        server.enqueue(answer(404, "text/plain", "404 page not found"));
        HttpPrometheus target = Answers.target(server);
        assertEquals(
                Map.of("up", new MetricMetadata("gauge", "h\u001b", ""), "b", MetricMetadata.UNKNOWN),
                target.metadata(Optional.of("up")));
        assertEquals(Map.of(), target.metadata(Optional.empty()));
        assertEquals("/api/v1/metadata?limit_per_metric=1&metric=up", asked());
    }

    @Test
    void tellsServersApart() {
        prometheus("3.14.0");
        assertEquals(
                new ServerIdentity(Flavour.PROMETHEUS, "3.14.0", Optional.of(Duration.ofSeconds(8)), ""), identity());
        build("\"application\":\"Grafana Mimir\",\"version\":\"2.17.0\",\"features\":{\"ruler_config_api\":\"true\"}");
        assertEquals(Flavour.MIMIR, identity().flavour());
        build("\"version\":\"0.38.0\",\"goVersion\":\"go1.22\"");
        assertEquals(Flavour.THANOS, identity().flavour());
        build("\"application\":\"Cortex\",\"version\":\"1.18\"");
        assertEquals("calls itself Cortex", identity().note());
        server.enqueue(answer(404, "text/plain", "404 page not found"));
        assertEquals(Flavour.UNKNOWN, identity().flavour());
    }

    @Test
    void asksVictoriaMetricsForItsOwnVersion() throws Exception {
        build("\"version\":\"2.24.0\"");
        server.enqueue(answer(
                200,
                "text/plain",
                "x 1\nvm_app_version{version=\"victoria-metrics-2023-tags-v1.90.0\", short_version=\"v1.90.0\"} 1\n"));
        ServerIdentity identity = identity();
        assertEquals(Flavour.VICTORIA_METRICS, identity.flavour());
        assertEquals("v1.90.0", identity.version());
        asked();
        assertEquals("/metrics", asked());
        build("\"version\":\"2.24.0\"");
        server.enqueue(answer(401, "text/plain", "no"));
        assertEquals(Flavour.VICTORIA_METRICS, identity().flavour());
    }

    @Test
    void asksForTheIdentityOnce() {
        prometheus("3.2.0");
        HttpPrometheus target = Answers.target(server);
        target.identity();
        server.enqueue(Answers.vector());
        target.instantQuery(new InstantQuery("up", Optional.empty(), TIMEOUT, Optional.of(5)));
        target.identity();
        assertEquals(2, server.getRequestCount());
    }

    @Test
    void searchesWhereTheServerCanAndRemembersWhereNot() throws Exception {
        prometheus("3.13.0");
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-ndjson; charset=utf-8")
                .body("""
                        {"results":[{"name":"traffic_vehicles_total","score":0.9}]}
                        {"results":[{"name":"b"},{"name":"c"}]}
                        {"status":"success","has_more":true}
                        """)
                .build());
        server.enqueue(answer(404, "text/plain", "404 page not found"));
        HttpPrometheus target = Answers.target(server);
        assertEquals(
                Optional.of(List.of("traffic_vehicles_total", "b")),
                target.search(SearchKind.METRIC_NAMES, "trv", ALL));
        assertEquals(Optional.empty(), target.searchValues("job", "x", ALL));
        assertEquals(Optional.empty(), target.search(SearchKind.LABEL_NAMES, "x", ALL));
        assertEquals(3, server.getRequestCount());
        asked();
        assertTrue(asked().startsWith("/api/v1/search/metric_names?search%5B%5D=trv&"));
        assertTrue(asked().contains("label=job"));
    }

    @Test
    void doesNotSearchWhereTheServerIsTooOld() {
        prometheus("3.12.0");
        assertEquals(Optional.empty(), Answers.target(server).search(SearchKind.METRIC_NAMES, "x", ALL));
        assertEquals(1, server.getRequestCount());
    }

    @Test
    void readsScrapeTargets() {
        server.enqueue(
                success("{\"activeTargets\":[{\"discoveredLabels\":{\"__address__\":\"x\"},\"labels\":{\"job\":\"a\"},"
                        + "\"scrapePool\":\"a\",\"scrapeUrl\":\"http://x/metrics\",\"globalUrl\":\"\",\"lastError\":\"boom\","
                        + "\"lastScrape\":\"2025-08-03T14:00:00.5+02:00\",\"lastScrapeDuration\":0.25,\"health\":\"down\","
                        + "\"scrapeInterval\":\"30s\"},{\"labels\":{},\"lastScrape\":\"0001-01-01T00:00:00Z\"}],"
                        + "\"droppedTargets\":[{\"discoveredLabels\":{}}]}"));
        List<ScrapeTarget> targets = Answers.target(server).scrapes();
        assertEquals(
                new ScrapeTarget(
                        Labels.of("job", "a"),
                        "a",
                        "http://x/metrics",
                        "down",
                        "boom",
                        Optional.of(Instant.parse("2025-08-03T12:00:00.5Z")),
                        Duration.ofMillis(250),
                        "30s"),
                targets.get(0));
        assertEquals(Optional.empty(), targets.get(1).lastScrape());
    }

    @Test
    void readsAlertsAndRules() {
        server.enqueue(success("{\"alerts\":[{\"labels\":{\"alertname\":\"A\"},\"annotations\":{\"s\":\"t\"},"
                + "\"state\":\"firing\",\"activeAt\":\"2025-08-03T12:00:00Z\",\"value\":\"1e+00\"}]}"));
        server.enqueue(success("{\"groups\":[{\"name\":\"g\",\"file\":\"f.yml\",\"interval\":30,\"rules\":["
                + "{\"state\":\"inactive\",\"name\":\"A\",\"query\":\"up == 0\",\"duration\":60,\"labels\":{\"s\":\"c\"},"
                + "\"annotations\":{},\"alerts\":[{\"labels\":{}}],\"health\":\"ok\",\"evaluationTime\":0.5,"
                + "\"lastEvaluation\":\"2025-08-03T12:00:00Z\",\"type\":\"alerting\"}]}]}"));
        HttpPrometheus target = Answers.target(server);
        Instant noon = Instant.parse("2025-08-03T12:00:00Z");
        assertEquals(
                List.of(new Alert(Labels.of("alertname", "A"), Map.of("s", "t"), "firing", Optional.of(noon), "1e+00")),
                target.alerts());
        assertEquals(
                List.of(new Rule(
                        "f.yml",
                        "g",
                        "A",
                        "alerting",
                        "up == 0",
                        Labels.of("s", "c"),
                        Duration.ofMinutes(1),
                        "inactive",
                        "ok",
                        "",
                        Optional.of(noon),
                        Duration.ofMillis(500))),
                target.rules());
    }

    @Test
    void readsFlagsAndCardinality() {
        server.enqueue(success("{\"query.max-samples\":\"50000000\"}"));
        server.enqueue(success("{\"headStats\":{\"numSeries\":3,\"numLabelPairs\":5,\"chunkCount\":7,\"minTime\":-1},"
                + "\"seriesCountByMetricName\":[{\"name\":\"a\",\"value\":2},{\"name\":\"b\",\"value\":1}],"
                + "\"labelValueCountByLabelName\":[],\"memoryInBytesByLabelName\":[{\"name\":\"x\",\"value\":99}],"
                + "\"seriesCountByLabelValuePair\":[]}"));
        HttpPrometheus target = Answers.target(server);
        assertEquals(Map.of("query.max-samples", "50000000"), target.flags());
        assertEquals(
                new Cardinality(3, 5, 7, List.of(new Count("a", 2)), List.of(), List.of(), List.of(new Count("x", 99))),
                target.cardinality(1));
    }
}
