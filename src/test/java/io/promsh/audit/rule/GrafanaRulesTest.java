package io.promsh.audit.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.FakeTarget;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GRA: provisioning and dashboards. */
@SuppressWarnings("StringConcatToTextBlock") // a line of a file is a line here
class GrafanaRulesTest {
    private static final String SOURCES = "provisioning/datasources/ds.yml";
    private static final String BOARD = "dashboards/d.json";
    private static final String GOOD = "apiVersion: 1\ndatasources:\n  - name: Prometheus\n    uid: prometheus\n"
            + "    type: prometheus\n    access: proxy\n    url: http://prometheus:9090\n    isDefault: true\n";

    @TempDir
    Path folder;

    private Stack stack;

    @BeforeEach
    void setUp() {
        stack = new Stack(folder);
    }

    private Stack sources(String text) {
        return stack.file(SOURCES, text);
    }

    private static String board(String source, String expression) {
        return "{\"uid\": \"d\", \"title\": \"D\",\n \"panels\": [\n  {\"id\": 1, \"title\": \"P\",\n   \"datasource\": "
                + source + ",\n   \"targets\": [{\"expr\": \"" + expression + "\"}]}]}\n";
    }

    @Test
    void gra001FindsWhatGoDoesNotReadAsABoolean() {
        for (String bad : List.of("truee", "yes", "on", "\"tru\"")) {
            String found = sources(GOOD.replace("isDefault: true", "isDefault: " + bad))
                    .found("GRA001")
                    .toString();
            assertTrue(found.contains(SOURCES + ":8 ") && found.contains("which is no boolean"), found);
        }
        for (String good : List.of("true", "T", "1", "False", "$DEFAULT", "")) {
            assertEquals(
                    List.of(),
                    sources(GOOD.replace("isDefault: true", "isDefault: " + good))
                            .found("GRA001"),
                    good);
        }
    }

    @Test
    void gra002FindsTwoDefaultsOverAllFiles() {
        sources(GOOD)
                .file(
                        "provisioning/datasources/b.yaml",
                        GOOD.replace("Prometheus", "Second").replace("uid: prometheus", "uid: b"));
        assertEquals(
                List.of(
                        "provisioning/datasources/b.yaml:8 organisation 1: two defaults in one organisation: Second, Prometheus"),
                stack.found("GRA002"));
        stack.file(
                "provisioning/datasources/b.yaml",
                GOOD.replace("isDefault", "orgId: 2\n    isDefault").replace("Prometheus", "B"));
        assertEquals(List.of(), stack.found("GRA002"), "another organisation");
    }

    @Test
    void gra003FindsASourceThatNobodyProvisions() {
        sources(GOOD).file(BOARD, board("{\"type\": \"prometheus\", \"uid\": \"grafanacloud-prom\"}", "up"));
        assertEquals(
                List.of(BOARD + ":4 " + BOARD
                        + ": panel 1 \"P\" uses the data source grafanacloud-prom, which nobody provisions"),
                stack.found("GRA003"));
        assertEquals(
                "use the uid prometheus", stack.findings("GRA003").get(0).fix().text());
        assertTrue(stack.file(BOARD, board("{\"uid\": \"prometheus\"}", "up")).isGood("GRA003"));
        assertTrue(stack.file(BOARD, board("\"Prometheus\"", "up")).isGood("GRA003"), "an old dashboard names it");
    }

    @Test
    void gra003LooksAtVariablesAndAnnotationsAndKnowsBuiltIns() {
        sources(GOOD)
                .file(
                        BOARD,
                        "{\"uid\": \"d\", \"title\": \"D\",\n\"templating\": {\"list\": [{\"name\": \"job\", \"type\": \"query\",\n"
                                + "\"datasource\": {\"uid\": \"gone\"}}]},\n\"annotations\": {\"list\": [\n"
                                + "{\"name\": \"a\", \"datasource\": {\"uid\": \"gone\"}},\n{\"name\": \"b\", \"datasource\": {\"uid\": \"-- Grafana --\"}}]}}");
        assertEquals(
                List.of(
                        BOARD + ":3 " + BOARD + ": variable job uses the data source gone, which nobody provisions",
                        BOARD + ":5 " + BOARD + ": annotation a uses the data source gone, which nobody provisions"),
                stack.found("GRA003"));
    }

    @Test
    void gra003IsUnknownWithoutProvisionedSources() {
        stack.file(BOARD, board("{\"uid\": \"x\"}", "up"));
        assertTrue(stack.unknown("GRA003").contains("no provisioned data source"));
    }

    @Test
    void gra004FindsASourceWithoutUid() {
        sources(GOOD.replace("    uid: prometheus\n", ""));
        assertEquals(
                List.of(SOURCES
                        + ":3 Prometheus: the data source Prometheus has no uid: Grafana makes PBFA97CFB590B2093"
                        + " of its name"),
                stack.found("GRA004"));
        assertEquals(
                "set uid: prometheus", stack.findings("GRA004").get(0).fix().text());
        stack.file(BOARD, board("{\"uid\": \"PBFA97CFB590B2093\"}", "up"));
        assertEquals(
                "set uid: PBFA97CFB590B2093",
                stack.findings("GRA004").get(0).fix().text(),
                "a dashboard uses it");
        assertTrue(sources(GOOD).isGood("GRA004"));
    }

    @Test
    void gra005FindsAPlaceholderOfAnExport() {
        sources(GOOD).file(BOARD, board("{\"uid\": \"${DS_PROMETHEUS}\"}", "up"));
        assertEquals(
                List.of(BOARD + ":4 " + BOARD + ": panel 1 \"P\" uses ${DS_PROMETHEUS}, which nothing fills in"),
                stack.found("GRA005"));
        String variable = board("{\"uid\": \"${ds}\"}", "up")
                .replace(
                        "\"panels\"",
                        "\"templating\": {\"list\": [{\"name\": \"ds\", \"type\": \"datasource\"}]}, \"panels\"");
        assertTrue(stack.file(BOARD, variable).isGood("GRA005"));
    }

    @Test
    void gra006FindsFilesThatGrafanaReadsOtherwise() {
        sources(
                        "datasources:\n  - name: A\n    type: prometheus\n    acess: proxy\n    access: server\n  - url: http://x\n")
                .file(BOARD, board("{\"type\": \"loki\", \"uid\": \"" + "P559AEAD08264D579" + "\"}", "up"));
        List<String> found = stack.found("GRA006");
        assertTrue(found.get(0).contains("apiVersion: 1 is missing"), found.toString());
        assertTrue(found.toString()
                .contains(SOURCES + ":4 " + SOURCES + ": Grafana knows no field acess: access is meant?"));
        assertTrue(found.toString()
                .contains(SOURCES + ":5 " + SOURCES + ": access is server: only proxy and direct are known"));
        assertTrue(found.toString().contains(SOURCES + ":6 " + SOURCES + ": a data source without a name"));
        assertTrue(found.toString().contains("takes P559AEAD08264D579 for loki, it is prometheus"), found.toString());
        assertTrue(new Stack(folder.resolve("good")).file(SOURCES, GOOD).isGood("GRA006"));
    }

    @Test
    void gra006FindsWrongIndentation() {
        sources("apiVersion: 1\ndatasources:\nname: A\ntype: prometheus\n");
        assertEquals(2, stack.found("GRA006").size());
        sources("apiVersion: 1\ndatasources:\n  - name: A\n\turl: x\n");
        assertTrue(
                stack.found("GRA006").get(0).contains("Grafana cannot read the file"),
                stack.found("GRA006").toString());
    }

    private Stack address(String url) {
        return stack.compose(
                        "services:\n  prometheus: {image: prom/prometheus, ports: [\"127.0.0.1:29090:9090\"]}\n"
                                + "  grafana:\n    image: grafana/grafana\n    volumes: [\"./provisioning:/etc/grafana/provisioning\"]\n")
                .file(SOURCES, GOOD.replace("http://prometheus:9090", url));
    }

    @Test
    void gra007FindsAddressesThatLeadNowhere() {
        assertTrue(address("http://localhost:9090")
                .found("GRA007")
                .get(0)
                .contains("localhost is Grafana's own container"));
        assertEquals(
                "url: http://prometheus:9090",
                stack.findings("GRA007").get(0).fix().text());
        assertTrue(address("http://promtheus:9090")
                .found("GRA007")
                .get(0)
                .contains("no service of the project is called promtheus"));
        assertEquals(
                "url: http://prometheus:9090",
                stack.findings("GRA007").get(0).fix().text());
        assertTrue(address("http://prometheus:29090")
                .found("GRA007")
                .get(0)
                .contains("listens on 9090 inside the network"));
        for (String good :
                List.of("http://prometheus:9090", "https://prom.example.net/api", "http://host.docker.internal:9090")) {
            assertTrue(address(good).isGood("GRA007"), good);
        }
    }

    @Test
    void gra008FindsDashboardsThatClashOrCannotBeRead() {
        String board = board("{\"uid\": \"prometheus\"}", "up");
        sources(GOOD).file(BOARD, board).file("dashboards/e.json", board).file("dashboards/f.json", "{\"uid\": ");
        List<String> found = stack.found("GRA008");
        assertEquals(3, found.size(), found.toString());
        assertEquals(
                "dashboards/e.json:1 dashboards/e.json: it has the uid of dashboards/d.json: Grafana keeps one of the two",
                found.get(0));
        assertTrue(found.get(1).contains("it has the title of dashboards/d.json"), found.get(1));
        assertTrue(found.get(2).contains("Grafana cannot read it: not JSON"), found.get(2));
        stack.file("dashboards/e.json", "{\"title\": \"E\"}")
                .file("dashboards/f.json", "{\"uid\": \"f\", \"title\": \"F\"}");
        assertEquals(
                List.of(
                        "dashboards/e.json:1 dashboards/e.json: it has no uid: its address changes with every new Grafana"),
                stack.found("GRA008"));
    }

    private Stack provider(String path) {
        return stack.compose("services:\n  grafana:\n    image: grafana/grafana\n    volumes:\n"
                        + "      - ./provisioning:/etc/grafana/provisioning\n      - ./dashboards:/boards\n")
                .file(
                        "provisioning/dashboards/p.yml",
                        "apiVersion: 1\nproviders:\n  - name: files\n    options: {path: " + path + "}\n")
                .file(SOURCES, GOOD);
    }

    @Test
    void gra009FindsAProviderWithoutDashboards() {
        assertEquals(
                List.of("provisioning/dashboards/p.yml:4 provider files: nothing is mounted at /elsewhere in Grafana"),
                provider("/elsewhere").found("GRA009"));
        assertEquals(
                List.of("provisioning/dashboards/p.yml:4 provider files: the folder at /boards holds no dashboard"),
                provider("/boards").found("GRA009"));
        assertTrue(provider("/boards")
                .file("dashboards/deep/d.json", "{\"uid\": \"x\", \"title\": \"X\"}")
                .isGood("GRA009"));
    }

    @Test
    void gra010FindsBrokenQueriesAndMetricsThatAreNotThere() {
        sources(GOOD).file(BOARD, board("{\"uid\": \"prometheus\"}", "rate(up[5m)"));
        assertTrue(
                stack.found("GRA010").get(0).contains("asks what is no PromQL"),
                stack.found("GRA010").toString());
        stack.file(
                BOARD,
                board(
                        "{\"uid\": \"prometheus\"}",
                        "sum(rate(traffic_vehicles_totl{job=~\\\"$job\\\"}[$__rate_interval]))"));
        assertEquals(List.of(), stack.found("GRA010"));
        assertEquals("no server (in part)", stack.unknown("GRA010"));
        FakeTarget server = new FakeTarget().withSeries("traffic_vehicles_total", "job", "traffic");
        assertEquals(
                List.of(BOARD + ":5 " + BOARD
                        + ": panel 1 \"P\" asks for traffic_vehicles_totl, which the server does not have"),
                stack.server(server).found("GRA010"));
        assertTrue(stack.findings("GRA010").get(0).fix().text().contains("is traffic_vehicles_total meant?"));
        server.withSeries("traffic_vehicles_totl", "job", "traffic");
        assertTrue(stack.server(server).isGood("GRA010"));
    }

    @Test
    void gra011FindsPanelsThatNeedADefault() {
        String none = GOOD.replace("    isDefault: true\n", "");
        sources(none).file(BOARD, board("null", "up"));
        assertEquals(
                List.of(BOARD + ":4 " + BOARD + ": panel 1 \"P\" uses the default data source, and none is"),
                stack.found("GRA011"));
        assertTrue(sources(GOOD).isGood("GRA011"));
        assertTrue(sources(none)
                .file(BOARD, board("{\"uid\": \"prometheus\"}", "up"))
                .isGood("GRA011"));
    }
}
