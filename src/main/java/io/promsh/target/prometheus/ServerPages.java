package io.promsh.target.prometheus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.config.PrometheusYaml;
import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.target.Alert;
import io.promsh.target.Cardinality;
import io.promsh.target.Cardinality.Count;
import io.promsh.target.Rule;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.ServerConfiguration;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a server reports of itself: scrape targets, alerts, rules, flags, cardinality. */
final class ServerPages {
    private final Wire wire;

    ServerPages(Wire wire) {
        this.wire = wire;
    }

    private Ask page(String... segments) {
        String[] path = new String[segments.length + 2];
        path[0] = "api";
        path[1] = "v1";
        System.arraycopy(segments, 0, path, 2, segments.length);
        return Ask.get(wire.options().timeout(), path);
    }

    List<ScrapeTarget> scrapes() {
        List<ScrapeTarget> found = new ArrayList<>();
        return wire.ask(page("targets").with("state", "active"), reply -> {
            Envelope.read(reply, json -> list(json, "activeTargets", () -> found.add(scrape(json))));
            return found;
        });
    }

    private static ScrapeTarget scrape(JsonParser json) throws IOException {
        Fields f = new Fields();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "labels" -> f.labels = Labels.of(Json.strings(json));
                case "lastScrape" -> f.time = Json.time(json);
                case "lastScrapeDuration" -> f.duration = Json.seconds(json);
                default -> f.text(name, json);
            }
        }
        return new ScrapeTarget(
                f.labels,
                f.get("scrapePool"),
                f.get("scrapeUrl"),
                f.get("health"),
                f.get("lastError"),
                f.time,
                f.duration,
                f.get("scrapeInterval"));
    }

    /** Returns the configuration; empty where the server does not offer it, does not show it, or it cannot be read. */
    Optional<ServerConfiguration> configuration() {
        return wire.ask(
                page("status", "config"),
                reply -> {
                    String[] yaml = {""};
                    Envelope.read(reply, json -> {
                        yaml[0] = Json.strings(json).getOrDefault("yaml", "");
                        return true;
                    });
                    return parse(yaml[0]);
                },
                refusal -> refusal.status() == 429 || refusal.status() > 501 ? null : Optional.empty());
    }

    private static Optional<ServerConfiguration> parse(String yaml) {
        if (yaml.isEmpty()) {
            return Optional.empty();
        }
        try {
            PrometheusYaml read = PrometheusYaml.parse(yaml);
            return Optional.of(new ServerConfiguration(
                    read.scrapeInterval(), read.jobIntervals(), read.externalLabels(), read.outOfOrder()));
        } catch (Failure failure) {
            return Optional.empty();
        }
    }

    List<Alert> alerts() {
        List<Alert> found = new ArrayList<>();
        return wire.ask(page("alerts"), reply -> {
            Envelope.read(reply, json -> list(json, "alerts", () -> found.add(alert(json))));
            return found;
        });
    }

    private static Alert alert(JsonParser json) throws IOException {
        Fields f = new Fields();
        Map<String, String> annotations = Map.of();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "labels" -> f.labels = Labels.of(Json.strings(json));
                case "annotations" -> annotations = Json.strings(json);
                case "activeAt" -> f.time = Json.time(json);
                default -> f.text(name, json);
            }
        }
        return new Alert(f.labels, annotations, f.get("state"), f.time, f.get("value"));
    }

    List<Rule> rules() {
        List<Rule> found = new ArrayList<>();
        return wire.ask(page("rules"), reply -> {
            Envelope.read(reply, json -> list(json, "groups", () -> group(json, found)));
            return found;
        });
    }

    private static void group(JsonParser json, List<Rule> into) throws IOException {
        Fields group = new Fields();
        List<Fields> rules = new ArrayList<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("rules") && json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    rules.add(rule(json));
                }
            } else {
                group.text(name, json);
            }
        }
        for (Fields f : rules) {
            into.add(new Rule(
                    group.get("file"),
                    group.get("name"),
                    f.get("name"),
                    f.get("type"),
                    f.get("query"),
                    f.labels,
                    f.holdFor,
                    f.get("state"),
                    f.get("health"),
                    f.get("lastError"),
                    f.time,
                    f.duration));
        }
    }

    private static Fields rule(JsonParser json) throws IOException {
        Fields f = new Fields();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "labels" -> f.labels = Labels.of(Json.strings(json));
                case "duration" -> f.holdFor = Json.seconds(json);
                case "evaluationTime" -> f.duration = Json.seconds(json);
                case "lastEvaluation" -> f.time = Json.time(json);
                default -> f.text(name, json);
            }
        }
        return f;
    }

    /** The server answers a switched-off admin interface like a fault of its own: its flags are asked first. */
    String snapshot(boolean withHead) {
        if (!"true".equals(flags().get("web.enable-admin-api"))) {
            throw Failure.failed(
                    "the server's admin interface is off, so that it makes no snapshot",
                    "start it with --web.enable-admin-api, or copy its volume: volume backup NAME");
        }
        Ask ask = Ask.form(wire.options().timeout(), "api", "v1", "admin", "tsdb", "snapshot")
                .once()
                .with("skip_head", Boolean.toString(!withHead));
        String[] name = {""};
        wire.ask(ask, reply -> {
            Envelope.read(reply, json -> {
                name[0] = Json.strings(json).getOrDefault("name", "");
                return true;
            });
            return name[0];
        });
        return name[0];
    }

    Map<String, String> flags() {
        Map<String, String> found = new TreeMap<>();
        return wire.ask(page("status", "flags"), reply -> {
            Envelope.read(reply, json -> {
                found.putAll(Json.strings(json));
                return true;
            });
            return found;
        });
    }

    Cardinality cardinality(int limit) {
        Map<String, List<Count>> tables = new TreeMap<>();
        Map<String, Long> head = new TreeMap<>();
        Ask ask = page("status", "tsdb").with("limit", Integer.toString(Math.max(1, limit)));
        return wire.ask(ask, reply -> {
            Envelope.read(reply, json -> tables(json, limit, tables, head));
            return new Cardinality(
                    head.getOrDefault("numSeries", 0L),
                    head.getOrDefault("numLabelPairs", 0L),
                    head.getOrDefault("chunkCount", 0L),
                    tables.getOrDefault("seriesCountByMetricName", List.of()),
                    tables.getOrDefault("labelValueCountByLabelName", List.of()),
                    tables.getOrDefault("seriesCountByLabelValuePair", List.of()),
                    tables.getOrDefault("memoryInBytesByLabelName", List.of()));
        });
    }

    private static boolean tables(JsonParser json, int limit, Map<String, List<Count>> tables, Map<String, Long> head)
            throws IOException {
        QueryDecoder.expect(json, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_OBJECT && name.equals("headStats")) {
                for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                    json.nextToken();
                    head.put(field, Json.whole(json));
                }
            } else if (token == JsonToken.START_ARRAY) {
                List<Count> rows = new ArrayList<>();
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    Count row = count(json);
                    if (limit <= 0 || rows.size() < limit) {
                        rows.add(row);
                    }
                }
                tables.put(name, rows);
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    private static Count count(JsonParser json) throws IOException {
        String key = "";
        long value = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("name")) {
                key = Json.text(json);
            } else if (name.equals("value")) {
                value = Json.whole(json);
            } else {
                json.skipChildren();
            }
        }
        return new Count(key, value);
    }

    /** Reads an object of which one field is a list of objects; {@code each} starts at an object's first token. */
    private static boolean list(JsonParser json, String field, Each each) throws IOException {
        QueryDecoder.expect(json, JsonToken.START_OBJECT);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (!name.equals(field) || token != JsonToken.START_ARRAY) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                each.read();
            }
        }
        return true;
    }

    @FunctionalInterface
    private interface Each {
        void read() throws IOException;
    }

    /** The fields of an object while it is read. */
    private static final class Fields {
        private final Map<String, String> texts = new TreeMap<>();
        private Labels labels = Labels.EMPTY;
        private Optional<Instant> time = Optional.empty();
        private Duration duration = Duration.ZERO;
        private Duration holdFor = Duration.ZERO;

        void text(String name, JsonParser json) throws IOException {
            String value = Json.text(json);
            texts.put(name, value);
        }

        String get(String name) {
            return texts.getOrDefault(name, "");
        }
    }
}
