package io.promsh.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;

/**
 * Answers a dashboard's query as Grafana's Prometheus plugin does: its step, its grid, its data frames. What it asks goes to a real
 * Prometheus. Written after the plugin's behaviour and the frames recorded from it.
 */
final class GrafanaFrames {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SAFE_POINTS = 11_000;

    /** Asks Prometheus: path and form to the JSON of the answer. */
    private final BiFunction<String, String, JsonNode> prometheus;

    /** A step that the data source has whatever is asked, in milliseconds; 0 for none. */
    private final long ownStep;

    GrafanaFrames(BiFunction<String, String, JsonNode> prometheus, long ownStep) {
        this.prometheus = prometheus;
        this.ownStep = ownStep;
    }

    /** Returns the whole answer to {@code POST /api/ds/query}. */
    ObjectNode answer(JsonNode request) {
        ObjectNode results = JSON.createObjectNode();
        for (JsonNode query : request.path("queries")) {
            long to = time(request.path("to").asText());
            long from = time(request.path("from").asText());
            results.set(query.path("refId").asText("A"), result(query, from, to));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("results", results);
        return answer;
    }

    private static long time(String text) {
        long now = System.currentTimeMillis();
        if (!text.startsWith("now")) {
            return Long.parseLong(text);
        }
        return text.equals("now") ? now : now - 24 * 3_600_000L;
    }

    private ObjectNode result(JsonNode query, long from, long to) {
        long step = step(query, from, to);
        String form = "query=" + GrafanaStandIn.encoded(query.path("expr").asText());
        boolean instant = query.path("instant").asBoolean();
        JsonNode answer;
        if (instant) {
            answer = prometheus.apply("api/v1/query", form + "&time=" + to / 1000.0);
        } else {
            long offset = query.path("utcOffsetSec").asLong() * 1000;
            answer = prometheus.apply(
                    "api/v1/query_range",
                    form + "&start=" + aligned(from, step, offset) / 1000.0 + "&end="
                            + aligned(to, step, offset) / 1000.0 + "&step=" + step / 1000.0);
        }
        ObjectNode result = JSON.createObjectNode();
        ArrayNode frames = result.putArray("frames");
        if (!answer.path("status").asText().equals("success")) {
            result.put(
                    "error",
                    answer.path("errorType").asText() + ": "
                            + answer.path("error").asText());
            result.put("errorSource", "downstream");
            result.put("status", 400);
            return result;
        }
        result.put("status", 200);
        JsonNode data = answer.path("data");
        String type = data.path("resultType").asText();
        if (type.equals("scalar") || type.equals("string")) {
            frames.add(single(data.path("result"), type));
        } else {
            data.path("result").forEach(series -> frames.add(frame(series, type, step)));
        }
        if (frames.isEmpty()) {
            ObjectNode empty = frames.addObject();
            empty.putObject("schema").putArray("fields");
            empty.putObject("data").putArray("values");
        }
        frames.forEach(frame -> remarks((ObjectNode) frame.path("schema"), answer));
        ((ObjectNode) frames.get(0).path("schema"))
                .withObject("/meta")
                .put("executedQueryString", "Expr: " + query.path("expr").asText() + "\nStep: " + step / 1000.0 + "s");
        return result;
    }

    private static void remarks(ObjectNode schema, JsonNode answer) {
        for (String list : new String[] {"warnings", "infos"}) {
            for (JsonNode text : answer.path(list)) {
                ObjectNode notice =
                        schema.withObject("/meta").withArray("/notices").addObject();
                notice.put("severity", list.equals("infos") ? "info" : "warning");
                notice.put("text", text.asText());
            }
        }
    }

    private long step(JsonNode query, long from, long to) {
        if (ownStep > 0) {
            return ownStep;
        }
        String interval = query.path("interval").asText("");
        long least = query.path("intervalMs").asLong(15_000);
        if (interval.endsWith("ms")) {
            least = Long.parseLong(interval.substring(0, interval.length() - 2));
        } else if (interval.endsWith("s")) {
            least = Long.parseLong(interval.substring(0, interval.length() - 1)) * 1000;
        }
        long points = Math.max(1, query.path("maxDataPoints").asLong(100));
        long calculated = (to - from) / points < least ? least : round((to - from) / points);
        return Math.max(calculated, round((to - from) / SAFE_POINTS));
    }

    /** The round step near a length, as dashboards have them. */
    private static long round(long millis) {
        long[][] steps = {
            {15, 10},
            {35, 20},
            {75, 50},
            {150, 100},
            {350, 200},
            {750, 500},
            {1500, 1000},
            {3500, 2000},
            {7500, 5000},
            {12_500, 10_000},
            {17_500, 15_000},
            {25_000, 20_000},
            {45_000, 30_000},
            {90_000, 60_000},
            {210_000, 120_000}
        };
        for (long[] step : steps) {
            if (millis <= step[0]) {
                return step[1];
            }
        }
        return 300_000;
    }

    private static long aligned(long millis, long step, long offset) {
        return (long) (Math.floor((millis + offset) / (double) step) * step - offset);
    }

    private static ObjectNode frame(JsonNode series, String type, long step) {
        ObjectNode frame = JSON.createObjectNode();
        ArrayNode fields = schema(frame, type, "float64", step);
        ObjectNode value = (ObjectNode) fields.get(1);
        value.put("name", series.path("metric").path("__name__").asText("Value"));
        value.set("labels", series.path("metric"));
        Columns columns = new Columns();
        if (series.has("value")) {
            columns.add(series.path("value"));
        }
        series.path("values").forEach(columns::add);
        columns.write(frame);
        return frame;
    }

    private static ObjectNode single(JsonNode pair, String type) {
        ObjectNode frame = JSON.createObjectNode();
        boolean string = type.equals("string");
        ArrayNode fields = schema(frame, type, string ? "string" : "float64", 0);
        ((ObjectNode) fields.get(1)).putObject("labels");
        Columns columns = new Columns();
        if (string) {
            columns.times.add((long) (pair.get(0).asDouble() * 1000.0));
            columns.values.add(pair.get(1).asText());
        } else {
            columns.add(pair);
        }
        columns.write(frame);
        return frame;
    }

    private static ArrayNode schema(ObjectNode frame, String resultType, String valueType, long step) {
        ObjectNode schema = frame.putObject("schema");
        ObjectNode meta = schema.putObject("meta");
        meta.put("type", resultType.equals("scalar") ? "numeric-multi" : "timeseries-multi");
        meta.putObject("custom").put("resultType", resultType);
        ArrayNode fields = schema.putArray("fields");
        ObjectNode time = fields.addObject();
        time.put("name", "Time").put("type", "time").putObject("typeInfo").put("frame", "time.Time");
        if (step > 0) {
            time.putObject("config").put("interval", step);
        }
        ObjectNode value = fields.addObject();
        value.put("name", "Value").put("type", valueType.equals("string") ? "string" : "number");
        value.putObject("typeInfo").put("frame", valueType);
        return fields;
    }

    /** Times and values of a frame; what JSON has no number for is named beside them. */
    private static final class Columns {
        private final ArrayNode times = JSON.createArrayNode();
        private final ArrayNode values = JSON.createArrayNode();
        private final ObjectNode entities = JSON.createObjectNode();

        void add(JsonNode pair) {
            // The plugin multiplies and cuts: 1641889530.123 may become a millisecond less.
            times.add((long) (pair.get(0).asDouble() * 1000.0));
            String text = pair.get(1).asText();
            switch (text) {
                case "NaN" -> entity("NaN");
                case "+Inf" -> entity("Inf");
                case "-Inf" -> entity("NegInf");
                default -> values.add(new java.math.BigDecimal(text));
            }
            if (text.equals("-0")) {
                values.set(values.size() - 1, -0.0);
            }
        }

        private void entity(String name) {
            entities.withArray("/" + name).add(values.size());
            values.addNull();
        }

        void write(ObjectNode frame) {
            ObjectNode data = frame.putObject("data");
            data.putArray("values").add(times).add(values);
            if (!entities.isEmpty()) {
                data.putArray("entities").addNull().add(entities);
            }
        }
    }
}
