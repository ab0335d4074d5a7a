package io.promsh.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link GrafanaStandIn} keeps: data sources, dashboards, library panels. */
final class GrafanaContents {
    private final Map<String, String[]> sources = new LinkedHashMap<>();
    private final Map<String, String> dashboards = new ConcurrentHashMap<>();
    private final Map<String, String> libraryPanels = new ConcurrentHashMap<>();

    synchronized void dataSource(String uid, String name, String type) {
        sources.put(uid, new String[] {name, type});
    }

    synchronized boolean knows(String dataSourceUid) {
        return sources.containsKey(dataSourceUid);
    }

    Map<String, String> dashboards() {
        return dashboards;
    }

    Map<String, String> libraryPanels() {
        return libraryPanels;
    }

    String search() {
        List<String> entries = new ArrayList<>();
        dashboards.keySet().stream()
                .sorted()
                .forEach(
                        uid -> entries.add("{\"uid\":\"" + uid + "\",\"title\":\"" + uid + "\",\"type\":\"dash-db\"}"));
        return "[" + String.join(",", entries) + "]";
    }

    synchronized String list() {
        List<String> all = new ArrayList<>();
        sources.forEach((uid, is) ->
                all.add("{\"id\":1,\"uid\":\"" + uid + "\",\"name\":\"" + is[0] + "\",\"type\":\"" + is[1] + "\"}"));
        return "[" + String.join(",", all) + "]";
    }

    synchronized String frontendSettings() {
        List<String> all = new ArrayList<>(
                List.of(
                        "\"-- Grafana --\":{\"uid\":\"grafana\",\"type\":\"datasource\",\"name\":\"-- Grafana --\",\"meta\":{}}"));
        sources.forEach((uid, is) -> all.add("\"" + is[0] + "\":{\"uid\":\"" + uid + "\",\"type\":\"" + is[1]
                + "\",\"name\":\"" + is[0] + "\",\"meta\":{\"id\":\"" + is[1] + "\"}}"));
        return "{\"buildInfo\":{\"version\":\"11.1.0\"},\"datasources\":{" + String.join(",", all) + "}}";
    }
}
