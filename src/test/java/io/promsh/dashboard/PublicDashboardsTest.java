package io.promsh.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promsh.model.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Large dashboards as their authors publish them; read from {@code ../shared/data/dashboards}. */
class PublicDashboardsTest {
    private static final Pattern NAME_BEFORE_BRACE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");

    @ParameterizedTest
    @CsvSource({"node-exporter-full.json, 125, 289, 229", "k8s-views-global.json, 26, 59, 38"})
    void missesNoPanelExpressionOrMetric(String file, int panels, int expressions, int metrics) throws IOException {
        Path path = Path.of("../shared/data/dashboards", file);
        if (!Files.exists(path)) {
            String reason = "no public dashboard " + path;
            if ("true".equals(System.getenv("CI"))) {
                fail(reason);
            }
            assumeTrue(false, reason);
        }
        Instant end = Instant.parse("2025-08-03T18:00:00Z");
        Dashboard dashboard = new DashboardReader(LibraryPanels.NONE).read(path);
        DashboardUse use = DashboardUse.of(
                dashboard, Map.of(), VariableSource.NONE, Intervals.of(new TimeRange(end.minusSeconds(86_400), end)));
        assertEquals(List.of(), use.unresolved());
        assertEquals(panels, dashboard.panels());
        assertEquals(expressions, use.expressions().size());
        assertEquals(metrics, use.metrics().size());
        TreeSet<String> seen = new TreeSet<>();
        namesBeforeBraces(new ObjectMapper().readTree(path.toFile()), seen);
        assertTrue(seen.size() > 30);
        seen.removeAll(use.metrics());
        assertEquals(new TreeSet<String>(), seen, "metrics that a plain text search finds");
    }

    private static void namesBeforeBraces(JsonNode node, Set<String> names) {
        if (node.path("expr").isTextual()) {
            Matcher matcher = NAME_BEFORE_BRACE.matcher(node.get("expr").asText());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
        }
        node.forEach(child -> namesBeforeBraces(child, names));
    }
}
