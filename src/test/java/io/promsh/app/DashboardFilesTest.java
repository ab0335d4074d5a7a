package io.promsh.app;

import io.promsh.testing.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code dashboard FILE} on dashboards of every schema, without a target. */
@SuppressWarnings("NullAway.Init")
class DashboardFilesTest {
    private static final Path DASHBOARDS = Path.of("src/test/resources/dashboards");

    @RegisterExtension
    static final Golden GOLDEN = Golden.of(DashboardFilesTest.class);

    @TempDir
    Path home;

    private PromshRun.Result dashboard(String file, String more) {
        return new PromshRun(home).run("-c", "dashboard " + DASHBOARDS.resolve(file) + " " + more);
    }

    @ParameterizedTest
    @CsvSource({"classic.json, ''", "rows.json, ''", "tabs.json, --library src/test/resources/dashboards"})
    void listsExpressionsAndWhatStaysUnresolved(String file, String more) {
        PromshRun.Result result =
                dashboard(file, more + " --expressions -o jsonl").exits(0);
        GOLDEN.text(file.replace(".json", "-expressions.txt"), result.out() + "==== stderr\n" + result.err());
    }

    @Test
    void listsTheMetricsOfAllPanels() {
        PromshRun.Result result = dashboard("classic.json", "-o csv").exits(0);
        GOLDEN.text("classic-metrics.txt", result.out() + "==== stderr\n" + result.err());
    }

    @Test
    void takesValuesOfVariablesFromTheCommandLine() {
        dashboard("classic.json", "--expressions -o json --var metric=traffic_flow_rate_per_minute --var lane=2")
                .exits(0)
                .isSilentOn("named by $metric")
                .contains("traffic_flow_rate_per_minute")
                .contains("lane=~\\\"2\\\"");
    }

    @Test
    void failsUnderStrictWhenSomethingStaysUnresolved() {
        dashboard("classic.json", "--strict -o json").exits(7).notes("cannot be resolved");
        dashboard("rows.json", "--strict -o json").exits(0);
    }

    @Test
    void saysWhatIsNoDashboard() {
        dashboard("library-objects.json", "").exits(1).notes("is no Grafana dashboard");
        dashboard("missing.json", "").exits(1).notes("there is no file");
        new PromshRun(home)
                .run("-c", "dashboard " + DASHBOARDS)
                .exits(1)
                .notes("is a folder, not a dashboard")
                .notes("one of the JSON files in it");
        new PromshRun(home).run("-c", "dashboard pom.xml").exits(1).notes("is no JSON");
    }

    @Test
    void saysWhenALibraryPanelIsNowhere() {
        dashboard("tabs.json", "-o json").exits(0).notes("library panel 'Objects' is not in this file");
        dashboard("tabs.json", "-o json --library src/test/resources/dashboards/library-objects.json")
                .exits(0)
                .isSilentOn("is not in this file")
                .contains("tracked_objects_active");
    }
}
