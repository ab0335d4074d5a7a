package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The first schema, all its versions: panels in panels, or in the rows of the old ones; any panel type, by its targets. */
final class ClassicDashboard {
    /** Dashboards do not nest deeper; a file that does is made to hurt. */
    private static final int MAX_DEPTH = 20;

    private final LibraryPanels library;
    private final Collected found = new Collected();
    /** The plugin of each data source input ({@code ${DS_PROMETHEUS}}) of a dashboard exported for sharing. */
    private final Map<String, String> inputs = new HashMap<>();
    /** Library panels that the file carries itself. */
    private final Map<String, JsonNode> carried = new HashMap<>();

    ClassicDashboard(LibraryPanels library) {
        this.library = library;
    }

    Dashboard read(JsonNode root, String uid) {
        inputs(root);
        elements(Json.at(root, "__elements"));
        ClassicVariables variables = new ClassicVariables(this::named);
        found.variables.addAll(variables.read(root));
        panels(Json.at(root, "panels"), "", 0);
        for (JsonNode row : Json.at(root, "rows")) {
            panels(Json.at(row, "panels"), Json.text(row, "title"), 0);
        }
        for (JsonNode annotation : Json.at(root, "annotations", "list")) {
            annotation(annotation);
        }
        String name = Json.text(root, "uid");
        return found.dashboard(Json.text(root, "title"), name.isEmpty() ? uid : name, Json.text(root, "schemaVersion"));
    }

    private void inputs(JsonNode root) {
        for (JsonNode input : Json.at(root, "__inputs")) {
            if (Json.text(input, "type").equals("datasource")) {
                inputs.put(Json.text(input, "name"), Json.text(input, "pluginId"));
            }
        }
    }

    /** An object by uid in newer exports, a list in some. */
    private void elements(JsonNode elements) {
        for (JsonNode element : elements) {
            carried.put(Json.text(element, "uid"), Json.at(element, "model"));
        }
    }

    private void panels(JsonNode panels, String path, int depth) {
        String row = path;
        for (JsonNode panel : panels) {
            if (Json.text(panel, "type").equals("row")) {
                row = path(path, Json.text(panel, "title"));
                if (depth < MAX_DEPTH) {
                    panels(Json.at(panel, "panels"), row, depth + 1);
                }
                continue;
            }
            found.panels++;
            panel(panel, row);
            if (depth < MAX_DEPTH) {
                panels(Json.at(panel, "panels"), path(row, Json.text(panel, "title")), depth + 1);
            }
        }
    }

    static String path(String outer, String title) {
        return outer.isEmpty() || title.isEmpty() ? outer + title : outer + " / " + title;
    }

    private void panel(JsonNode panel, String path) {
        JsonNode reference = Json.at(panel, "libraryPanel");
        JsonNode model = panel;
        if (reference.isObject() && !Json.at(panel, "targets").isArray()) {
            Optional<JsonNode> shared = shared(reference);
            if (shared.isEmpty()) {
                String name = Json.text(reference, "name");
                Place place = place(panel, panel, path);
                found.gaps.add(new Unresolved(place, "", missing(name)));
                return;
            }
            model = shared.get();
        }
        Place place = place(panel, model, path);
        targets(model, place, source(Json.at(model, "datasource"), DataSource.DEFAULT), scoped(panel), 0);
    }

    static String missing(String name) {
        return "library panel" + (name.isEmpty() ? "" : " '" + name + "'")
                + " is not in this file: give its JSON with --library";
    }

    private Optional<JsonNode> shared(JsonNode reference) {
        String uid = Json.text(reference, "uid");
        JsonNode own = carried.get(uid);
        if (own != null && own.isObject()) {
            return Optional.of(own);
        }
        return library.find(uid, Json.text(reference, "name")).map(ClassicDashboard::model);
    }

    /** The panel in what a library interface or a file says of it. */
    static JsonNode model(String json) {
        JsonNode node = Json.parse(json, "the library panel");
        JsonNode result = Json.at(node, "result");
        JsonNode element = result.isObject() ? result : node;
        return Json.first(Json.at(element, "model"), Json.at(element, "spec"), element);
    }

    private static Place place(JsonNode panel, JsonNode model, String path) {
        String title = Json.text(panel, "title");
        return new Place(
                Place.Kind.PANEL,
                title.isEmpty() ? Json.text(model, "title") : title,
                path,
                Json.text(model, "type"),
                Json.at(panel, "id").asLong(0));
    }

    /** Every list called targets, wherever the panel's plugin keeps it. */
    private void targets(JsonNode node, Place place, DataSource own, Map<String, String> scoped, int depth) {
        String interval = depth == 0 ? Json.text(node, "interval") : "";
        node.properties().forEach(field -> {
            boolean isOther = field.getKey().equals("panels") || field.getKey().equals("snapshotData");
            if (field.getKey().equals("targets") && field.getValue().isArray()) {
                for (JsonNode target : field.getValue()) {
                    target(target, place, own, interval, scoped);
                }
            } else if (!isOther && depth < MAX_DEPTH && field.getValue().isObject()) {
                targets(field.getValue(), place, own, scoped, depth + 1);
            }
        });
    }

    private void target(JsonNode target, Place place, DataSource own, String interval, Map<String, String> scoped) {
        DataSource source = source(Json.at(target, "datasource"), own.isMixed() ? DataSource.DEFAULT : own);
        String expression = Json.text(target, "expr");
        boolean saysNothing = expression.isEmpty() && source.type().isEmpty();
        if (saysNothing || own.name().equals("-- Dashboard --")) {
            return;
        }
        String minimum = Json.text(target, "interval");
        found.query(place, target, source, expression, minimum.isEmpty() ? interval : minimum, scoped);
    }

    /** The data source a node names, with its plugin where inputs or variables of the dashboard tell it. */
    private DataSource source(JsonNode node, DataSource outer) {
        DataSource named = Json.dataSource(node);
        return named.name().isEmpty() && named.type().isEmpty() ? outer : named(named);
    }

    private DataSource named(DataSource source) {
        if (!source.type().isEmpty() || !source.name().contains("$")) {
            return source;
        }
        String variable = source.name().replaceAll("[${}\\[\\]]", "");
        String plugin = inputs.getOrDefault(variable, "");
        for (Variable known : found.variables) {
            if (known.name().equals(variable) && known.kind().equals("datasource")) {
                plugin = known.query();
            }
        }
        return new DataSource(plugin, source.name());
    }

    /** The values that a repeated panel was made for. */
    private static Map<String, String> scoped(JsonNode panel) {
        Map<String, String> scoped = new LinkedHashMap<>();
        Json.at(panel, "scopedVars").properties().forEach(field -> {
            String value = Json.text(field.getValue(), "value");
            if (!value.isEmpty()) {
                scoped.put(field.getKey(), value);
            }
        });
        return scoped;
    }

    private void annotation(JsonNode annotation) {
        Place place = new Place(Place.Kind.ANNOTATION, Json.text(annotation, "name"), "", "", 0);
        JsonNode target = Json.at(annotation, "target");
        DataSource source = source(
                Json.first(Json.at(annotation, "datasource"), Json.at(target, "datasource")), DataSource.DEFAULT);
        String expression = Json.text(annotation, "expr");
        if (expression.isEmpty()) {
            expression = Json.text(target, "expr");
        }
        if (expression.isEmpty() && source.type().isEmpty()) {
            return;
        }
        String step = Json.text(annotation, "step");
        found.query(place, target, source, expression, step, Map.of());
    }
}
