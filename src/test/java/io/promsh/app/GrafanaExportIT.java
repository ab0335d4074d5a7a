package io.promsh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.testing.GrafanaStandIn;
import io.promsh.testing.GrafanaStandIn.Door;
import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports through a Grafana: a dashboard by its uid with a library panel, and samples that come through frames alone. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class GrafanaExportIT {
    private static final String COOKIE = "a-cookie-of-mine";
    private static final String WINDOW = " --start 2025-08-03T17:00:00Z --end 2025-08-03T19:00:00Z ";

    @TempDir
    static Path home;

    private static RealPrometheus server;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start(OddSamples.openMetrics());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static GrafanaStandIn grafana() {
        return GrafanaStandIn.before(server.address())
                .session(COOKIE)
                .dashboard("bay-bridge", """
                        {"uid": "bay-bridge", "title": "Bay Bridge", "panels": [
                          {"title": "Lanes", "targets": [{"expr": "rate(lane_total{side=\\"left\\"}[5m])"}]},
                          {"title": "Shared", "libraryPanel": {"uid": "shared-1", "name": "Values"}}]}
                        """)
                .libraryPanel("shared-1", """
                        {"uid": "shared-1", "name": "Values", "model": {"targets": [{"expr": "max(odd_values)"}]}}
                        """);
    }

    private static PromshRun.Result run(GrafanaStandIn grafana, String line) {
        return new PromshRun(home)
                .with("GRAFANA_URL", grafana.address())
                .with("GRAFANA_SESSION", COOKIE)
                .run("-c", line);
    }

    @Test
    void exportsADashboardOfTheGrafanaWithItsLibraryPanels() throws IOException {
        Path folder = home.resolve("dashboard");
        try (GrafanaStandIn grafana = grafana()) {
            run(grafana, "dashboard bay-bridge" + WINDOW + "-o tsv")
                    .exits(0)
                    .contains("lane_total\tyes\t1\t")
                    .notes("2 of 2 metrics have data");
            run(grafana, "export --dashboard bay-bridge" + WINDOW + "--format json --out " + folder)
                    .exits(0)
                    .notes("2 of 2 metrics")
                    .notes("(raw)");
        }
        Path direct = home.resolve("direct");
        new PromshRun(home)
                .run(
                        "--target",
                        server.address(),
                        "-c",
                        "export lane_total{side=\"left\"} odd_values" + WINDOW + "--format json --out " + direct)
                .exits(0);
        for (String name : new String[] {"lane_total.json", "odd_values.json"}) {
            assertEquals(Files.readString(direct.resolve(name)), Files.readString(folder.resolve(name)));
        }
        String manifest = Files.readString(folder.resolve("manifest.json"));
        assertTrue(!manifest.contains("cookie-of-mine"), manifest);
    }

    @Test
    void saysResampledWhereOnlyFramesAreOpen() throws IOException {
        Path folder = home.resolve("frames");
        try (GrafanaStandIn grafana = grafana().close(Door.PROXY, Door.RESOURCES)) {
            run(grafana, "export lane_total" + WINDOW + "--format json --out " + folder)
                    .exits(0)
                    .notes("(resampled)")
                    .notes("Grafana's frames");
            run(grafana, "export lane_total" + WINDOW + "--format json --strict --out " + home.resolve("strict"))
                    .exits(7);
        }
        String manifest = Files.readString(folder.resolve("manifest.json"));
        assertTrue(manifest.contains("\"kind\" : \"resampled\""), manifest);
        new PromshRun(home).run("-c", "verify " + folder).exits(0);
        String less = OddSamples.openMetrics().replaceFirst("\nlane_total[^\n]*", "");
        try (RealPrometheus other = RealPrometheus.start(less)) {
            new PromshRun(home)
                    .run("-c", "verify " + folder + " --against " + other.address())
                    .exits(7)
                    .notes("the export holds resampled points");
        }
    }

    @Test
    void keepsTheNewCookieWhereSeveralQuestionsLearnOfIt() throws IOException {
        Path file = home.resolve(".config/promsh/targets.yaml");
        Path folder = home.resolve("rotated");
        try (GrafanaStandIn grafana = grafana().wantsRotationAmid(2, "%5B2h%5D")) {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "targets:\n  cloud:\n    kind: grafana\n    url: " + grafana.address() + "\n    cookie: " + COOKIE
                            + "\n");
            PromshRun promsh = new PromshRun(home);
            promsh.run(
                            "--target",
                            "cloud",
                            "-c",
                            "export lane_total odd_values" + WINDOW + "--format json --out " + folder)
                    .exits(0)
                    .notes("2 of 2 metrics");
            assertEquals(
                    1,
                    grafana.seen().stream()
                            .filter(one -> one.endsWith("/rotate"))
                            .count(),
                    "one asks for the next cookie, and both go on with it: " + grafana.seen());
            String good = grafana.goodCookies().iterator().next();
            assertTrue(Files.readString(file).contains("grafana_session=" + good), () -> "not " + good);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            promsh.run("--target", "cloud", "-c", "lane_total").exits(0);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
