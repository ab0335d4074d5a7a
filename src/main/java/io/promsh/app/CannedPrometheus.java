package io.promsh.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;

/** Answers like a Prometheus with two series: enough for {@link Training} to walk the ways of a real session without a network. */
final class CannedPrometheus {
    private static final int POINTS = 40;

    private final Clock clock;

    private CannedPrometheus(Clock clock) {
        this.clock = clock;
    }

    static CannedServer start(Clock clock) throws IOException {
        return CannedServer.onLoopback(new CannedPrometheus(clock)::answer);
    }

    private String answer(String target, String form) {
        String path = target.split("\\?", 2)[0];
        String question = URLDecoder.decode(target + "&" + form, UTF_8);
        return "{\"status\":\"success\",\"data\":" + result(path.replaceFirst(".*/api/v1/", ""), question) + "}";
    }

    private String result(String path, String question) {
        return switch (path) {
            case "query" -> question.contains("vector(1)") ? vector("", "1") : instant(question);
            case "query_range" -> matrix(30);
            case "status/buildinfo" -> "{\"version\":\"3.1.0\",\"revision\":\"canned\",\"goVersion\":\"go1.23\"}";
            case "status/config" -> "{\"yaml\":\"global: {scrape_interval: 15s, external_labels: {region: eu}}\"}";
            case "status/flags" -> "{\"web.enable-admin-api\":\"false\",\"query.max-samples\":\"50000000\"}";
            case "status/runtimeinfo" -> "{\"startTime\":\"2025-08-03T00:00:00Z\",\"storageRetention\":\"200h\"}";
            case "status/tsdb" ->
                "{\"headStats\":{\"numSeries\":2},\"seriesCountByMetricName\":[{\"name\":"
                        + "\"traffic_vehicles_total\",\"value\":2}],\"labelValueCountByLabelName\":[]}";
            case "labels" -> "[\"__name__\",\"direction\",\"instance\",\"job\"]";
            case "label/__name__/values" -> "[\"system_status\",\"traffic_vehicles_total\",\"up\"]";
            case "metadata" ->
                "{\"traffic_vehicles_total\":[{\"type\":\"counter\",\"help\":\"Vehicles.\",\"unit\":\"\"}]}";
            case "series" -> "[" + labels("left") + "," + labels("right") + "]";
            case "targets" -> "{\"activeTargets\":[],\"droppedTargets\":[]}";
            case "rules" -> "{\"groups\":[]}";
            case "alerts" -> "{\"alerts\":[]}";
            default -> path.startsWith("label/") ? "[\"left\",\"right\"]" : "{}";
        };
    }

    private String instant(String question) {
        return question.contains("]") ? matrix(15) : vector(labels("left"), "4711");
    }

    private static String labels(String direction) {
        return "{\"__name__\":\"traffic_vehicles_total\",\"direction\":\"" + direction
                + "\",\"instance\":\"bay-bridge:8000\",\"job\":\"traffic\"}";
    }

    private String vector(String labels, String value) {
        return "{\"resultType\":\"vector\",\"result\":[{\"metric\":" + (labels.isEmpty() ? "{}" : labels)
                + ",\"value\":[" + now() + ",\"" + value + "\"]}]}";
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String matrix(int spacingSeconds) {
        StringBuilder out = new StringBuilder("{\"resultType\":\"matrix\",\"result\":[");
        for (String direction : new String[] {"left", "right"}) {
            out.append(out.charAt(out.length() - 1) == '[' ? "" : ",")
                    .append("{\"metric\":")
                    .append(labels(direction));
            out.append(",\"values\":[");
            for (int i = POINTS; i > 0; i--) {
                out.append('[')
                        .append(now() - (long) i * spacingSeconds)
                        .append(",\"")
                        .append(1000.5 - i)
                        .append("\"]");
                out.append(i > 1 ? "," : "]}");
            }
        }
        return out.append("]}").toString();
    }
}
