package io.promsh.app;

import io.promsh.testing.RealPrometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which metrics of a dashboard have data, asked of a real server. */
@Tag("integration")
@SuppressWarnings("NullAway.Init")
class DashboardIT {
    @TempDir
    static Path home;

    private static RealPrometheus server;

    @BeforeAll
    static void start() {
        server = RealPrometheus.start(Incident.openMetrics());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static PromshRun.Result dashboard(String json, String more) throws IOException {
        Path file = Files.writeString(home.resolve("dashboard.json"), json);
        return new PromshRun(home)
                .run("--target", server.address(), "--last", "30m", "-c", "dashboard " + file + " " + more);
    }

    private static String panels(String... expressions) {
        StringBuilder json = new StringBuilder("{\"templating\": {\"list\": [{\"name\": \"side\", \"type\": \"query\","
                + " \"query\": \"label_values(lane_total, side)\", \"current\": {}}]}, \"panels\": [");
        for (int i = 0; i < expressions.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"title\": \"P")
                    .append(i)
                    .append("\", \"targets\": [{\"expr\": \"");
            json.append(expressions[i].replace("\"", "\\\"")).append("\"}]}");
        }
        return json.append("]}").toString();
    }

    @Test
    void countsTheMetricsThatHaveData() throws IOException {
        String json = panels(
                "rate(lane_total{side=\"$side\"}[5m])",
                "up{job=\"bridge\"}",
                "ended",
                "avg(never_seen)",
                "sum({__name__=~\"lane_.*\"})");
        dashboard(json, "-o csv")
                .exits(0)
                .prints(("metric,data,series,used in,confidence,selectors,notes\n"
                                + "ended,no,0,1,exact,ended,\n"
                                + "lane_total,yes,2,2,exact,\"lane_total{side=~\"\"(left|right)\"\"},lane_total\","
                                + "$side stands for what the target has\n"
                                + "never_seen,no,0,1,exact,never_seen,\n"
                                + "up,other labels,0,1,exact,\"up{job=\"\"bridge\"\"}\",\n"
                                + "\"{__name__=~\"\"lane_.*\"\"}\",yes,2,1,exact,\"{__name__=~\"\"lane_.*\"\"}\",\n")
                        .replace("\n", "\r\n"))
                .notes("2 of 5 metrics have data in the 30m up to 2025-08-03T18:56:00.000Z");
    }

    @Test
    void saysFourOfNineAsTheIncidentsAuthorsDid() throws IOException {
        dashboard(
                        panels("ended", "up", "lane_total", "{__name__=\"lane_total\"}", "a", "b", "c", "d", "e"),
                        "--last 1h")
                .exits(0)
                .notes("3 of 8 metrics have data in the 1h");
    }

    @Test
    void failsWhereTheTargetThatWasNamedDoesNotAnswerButTellsWhatTheFileSays() throws IOException {
        Path file = Files.writeString(home.resolve("alone.json"), panels("up"));
        new PromshRun(home)
                .run("--target", "http://127.0.0.1:1", "-c", "dashboard " + file + " -o tsv")
                .exits(4)
                .contains("up\tunknown");
    }
}
