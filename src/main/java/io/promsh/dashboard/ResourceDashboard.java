package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The second schema: elements by name, and a layout of rows, tabs and grids that refers to them. */
final class ResourceDashboard {
    private static final int MAX_DEPTH = 40;

    private final LibraryPanels library;
    private final Collected found = new Collected();
    private final Set<String> placed = new LinkedHashSet<>();
    private final Map<String, JsonNode> elements = new LinkedHashMap<>();

    ResourceDashboard(LibraryPanels library) {
        this.library = library;
    }

    Dashboard read(JsonNode spec, String schema, String uid) {
        Json.at(spec, "elements").properties().forEach(field -> elements.put(field.getKey(), field.getValue()));
        variables(Json.at(spec, "variables"));
        layout(Json.at(spec, "layout"), "", 0);
        for (String name : elements.keySet()) {
            element(name, "");
        }
        for (JsonNode annotation : Json.at(spec, "annotations")) {
            annotation(Json.at(annotation, "spec"));
        }
        return found.dashboard(Json.text(spec, "title"), uid, schema);
    }

    /** Walks whatever the layout is made of: titles of rows and tabs make the path, references to elements place them. */
    private void layout(JsonNode node, String path, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        String kind = Json.text(node, "kind");
        if (kind.equals("ElementReference")) {
            element(Json.text(node, "name"), path);
            return;
        }
        boolean hasTitle = kind.equals("RowsLayoutRow") || kind.equals("TabsLayoutTab") || kind.equals("GridLayoutRow");
        String inside = hasTitle ? ClassicDashboard.path(path, Json.text(node, "spec", "title")) : path;
        variables(Json.at(node, "spec", "variables"));
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                layout(child, inside, depth + 1);
            }
        }
    }

    private void element(String name, String path) {
        JsonNode element = elements.get(name);
        if (element == null || !placed.add(name)) {
            return;
        }
        found.panels++;
        JsonNode spec = Json.at(element, "spec");
        if (Json.text(element, "kind").equals("LibraryPanel")) {
            libraryPanel(spec, path);
            return;
        }
        queries(spec, place(spec, spec, path));
    }

    private static Place place(JsonNode own, JsonNode panel, String path) {
        String title = Json.text(own, "title");
        JsonNode visual = Json.at(panel, "vizConfig");
        String group = Json.text(visual, "group");
        return new Place(
                Place.Kind.PANEL,
                title.isEmpty() ? Json.text(panel, "title") : title,
                path,
                group.isEmpty() ? Json.text(visual, "kind") : group,
                Json.at(own, "id").asLong(0));
    }

    private void queries(JsonNode panel, Place place) {
        JsonNode group = Json.at(panel, "data", "spec");
        String interval = Json.text(group, "queryOptions", "interval");
        for (JsonNode wrapped : Json.at(group, "queries")) {
            JsonNode query = Json.at(wrapped, "spec");
            JsonNode inner = Json.at(query, "query");
            String minimum = Json.text(inner, "spec", "interval");
            found.query(
                    place,
                    query,
                    source(query, inner),
                    Json.text(inner, "spec", "expr"),
                    minimum.isEmpty() ? interval : minimum,
                    Map.of());
        }
    }

    /** Beside the query in the first form of this schema, in it later; the plugin is the query's group or kind. */
    private static DataSource source(JsonNode outer, JsonNode query) {
        DataSource named = Json.dataSource(Json.first(Json.at(query, "datasource"), Json.at(outer, "datasource")));
        String kind = Json.text(query, "kind");
        String plugin = kind.equals("DataQuery") || kind.isEmpty() ? Json.text(query, "group") : kind;
        return new DataSource(named.type().isEmpty() ? plugin : named.type(), named.name());
    }

    private void libraryPanel(JsonNode spec, String path) {
        String name = Json.text(spec, "libraryPanel", "name");
        Optional<String> json = library.find(Json.text(spec, "libraryPanel", "uid"), name);
        if (json.isEmpty()) {
            found.gaps.add(new Unresolved(place(spec, spec, path), "", ClassicDashboard.missing(name)));
            return;
        }
        JsonNode model = ClassicDashboard.model(json.get());
        if (Json.at(model, "data", "spec").isObject()) {
            queries(model, place(spec, model, path));
            return;
        }
        // Grafana keeps library panels in the first schema, whatever refers to them.
        String title = Json.text(spec, "title");
        Place place = new Place(
                Place.Kind.PANEL,
                title.isEmpty() ? Json.text(model, "title") : title,
                path,
                Json.text(model, "type"),
                Json.at(spec, "id").asLong(0));
        DataSource own = Json.dataSource(Json.at(model, "datasource"));
        for (JsonNode target : Json.at(model, "targets")) {
            DataSource source = Json.dataSource(Json.at(target, "datasource"));
            boolean inherits = source.equals(DataSource.DEFAULT) && !own.isMixed();
            String expression = Json.text(target, "expr");
            String interval = Json.text(target, "interval");
            found.query(place, target, inherits ? own : source, expression, interval, Map.of());
        }
    }

    private void annotation(JsonNode spec) {
        Place place = new Place(Place.Kind.ANNOTATION, Json.text(spec, "name"), "", "", 0);
        JsonNode query = Json.at(spec, "query");
        String expression = Json.text(query, "spec", "expr");
        found.query(place, spec, source(spec, query), expression, Json.text(query, "spec", "step"), Map.of());
    }

    private void variables(JsonNode list) {
        for (JsonNode wrapped : list) {
            JsonNode spec = Json.at(wrapped, "spec");
            String kind = kind(Json.text(wrapped, "kind"));
            if (!kind.isEmpty() && spec.isObject()) {
                JsonNode query = Json.at(spec, "query");
                String text = query.isObject() ? VariableQuery.text(Json.at(query, "spec")) : query.asText("");
                String plugin = Json.text(spec, "pluginId");
                found.variables.add(new ClassicVariables(source -> source)
                        .of(spec, kind, plugin.isEmpty() ? text : plugin, source(spec, query)));
            }
        }
    }

    /** {@code QueryVariable} is {@code query} as in the first schema. */
    private static String kind(String word) {
        if (!word.endsWith("Variable")) {
            return "";
        }
        String kind = word.substring(0, word.length() - "Variable".length()).toLowerCase(Locale.ROOT);
        return kind.equals("text") ? "textbox" : kind;
    }
}
