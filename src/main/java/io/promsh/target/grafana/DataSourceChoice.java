package io.promsh.target.grafana;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.promsh.failure.Failure;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Json;
import io.promsh.target.http.Reply;
import io.promsh.target.http.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the data source to ask: the one that is named, or the only one there is. */
final class DataSourceChoice {
    private final Wire wire;

    DataSourceChoice(Wire wire) {
        this.wire = wire;
    }

    /** Returns the data source of that name or UID; empty for the only one. Throws a failure that lists what there is. */
    DataSource choose(String wanted) {
        List<DataSource> all = list();
        List<DataSource> ours = all.stream().filter(DataSource::isPrometheus).toList();
        if (!wanted.isEmpty()) {
            return named(wanted, all, ours);
        }
        if (ours.size() == 1) {
            return ours.get(0);
        }
        if (ours.isEmpty()) {
            throw Failure.denied(
                    "this login sees no Prometheus data source in Grafana",
                    all.isEmpty()
                            ? "ask an administrator for the permission to query it; type session diagnose"
                            : "it sees " + names(all) + "; name another organisation, or ask an administrator");
        }
        throw Failure.usage(
                "Grafana has " + ours.size() + " Prometheus data sources and was not told which: " + names(ours),
                "name it: datasource: in targets.yaml, GRAFANA_DATASOURCE in .env, or connect ... --datasource NAME");
    }

    private static DataSource named(String wanted, List<DataSource> all, List<DataSource> ours) {
        Optional<DataSource> found = all.stream()
                .filter(source -> source.uid().equals(wanted))
                .findFirst()
                .or(() -> all.stream()
                        .filter(source -> source.name().equals(wanted))
                        .findFirst())
                .or(() -> all.stream()
                        .filter(source -> source.name().equalsIgnoreCase(wanted))
                        .findFirst());
        if (found.isEmpty()) {
            throw Failure.usage(
                    "Grafana has no data source '" + wanted + "' that this login sees",
                    ours.isEmpty()
                            ? "it sees no Prometheus at all: type session diagnose"
                            : "there are " + names(ours));
        }
        if (!found.get().isPrometheus()) {
            throw Failure.usage(
                    "the data source " + wanted + " is of the kind "
                            + found.get().type() + ", not a Prometheus",
                    ours.isEmpty() ? "" : "there are " + names(ours));
        }
        return found.get();
    }

    private static String names(List<DataSource> sources) {
        return sources.stream().map(DataSource::toString).collect(Collectors.joining(", "));
    }

    /** Returns all data sources, as far as the login sees them: viewers learn of them from what the dashboards start with. */
    List<DataSource> list() {
        Ask ask = Ask.get(wire.options().timeout(), "api", "datasources");
        Optional<List<DataSource>> listed = wire.ask(
                ask,
                reply -> Optional.of(array(reply)),
                refusal -> refusal.status() == 403 ? Optional.<List<DataSource>>empty() : null);
        if (listed.isPresent() && !listed.get().isEmpty()) {
            return listed.get();
        }
        return wire.ask(
                Ask.get(wire.options().timeout(), "api", "frontend", "settings"), DataSourceChoice::frontendSettings);
    }

    private static List<DataSource> array(Reply reply) throws IOException {
        List<DataSource> found = new ArrayList<>();
        try (JsonParser json = reply.json()) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                add(one(json, ""), found);
            }
        }
        return found;
    }

    private static List<DataSource> frontendSettings(Reply reply) throws IOException {
        List<DataSource> found = new ArrayList<>();
        try (JsonParser json = reply.json()) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                if (json.nextToken() != JsonToken.START_OBJECT || !name.equals("datasources")) {
                    json.skipChildren();
                    continue;
                }
                for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
                    json.nextToken();
                    add(one(json, key), found);
                }
            }
        }
        return found;
    }

    private static DataSource one(JsonParser json, String key) throws IOException {
        String uid = "";
        String title = key;
        String type = "";
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "uid" -> uid = Json.text(json);
                case "name" -> title = Json.text(json);
                case "type" -> type = Json.text(json).toLowerCase(Locale.ROOT);
                default -> json.skipChildren();
            }
        }
        return new DataSource(uid, title, type);
    }

    /** What Grafana itself is made of (-- Grafana --, -- Mixed --) has no UID, or one that nobody can query. */
    private static void add(DataSource source, List<DataSource> into) {
        if (!source.uid().isEmpty()
                && !source.uid().startsWith("--")
                && !source.type().equals("grafana")) {
            into.add(source);
        }
    }
}
