package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The variables of the first schema: the templating list, and the constants of a dashboard exported for sharing. */
final class ClassicVariables {
    private final UnaryOperator<DataSource> named;

    /**
     * @param named completes a data source with its plugin
     */
    ClassicVariables(UnaryOperator<DataSource> named) {
        this.named = named;
    }

    List<Variable> read(JsonNode root) {
        List<Variable> variables = new ArrayList<>();
        for (JsonNode input : Json.at(root, "__inputs")) {
            if (Json.text(input, "type").equals("constant")) {
                String value = Json.text(input, "value");
                variables.add(constant(Json.text(input, "name"), value));
            }
        }
        for (JsonNode node : Json.at(root, "templating", "list")) {
            variables.add(variable(node));
        }
        return variables;
    }

    private static Variable constant(String name, String value) {
        List<String> values = value.isEmpty() ? List.of() : List.of(value);
        return new Variable(name, "constant", value, DataSource.DEFAULT, values, List.of(), "", false, false, "");
    }

    private Variable variable(JsonNode node) {
        return of(
                node, Json.text(node, "type"), VariableQuery.text(node), Json.dataSource(Json.at(node, "datasource")));
    }

    /** Makes a variable from what both schemas spell alike. */
    Variable of(JsonNode node, String kind, String query, DataSource source) {
        List<String> options = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (JsonNode option : Json.at(node, "options")) {
            List<String> values = Json.texts(Json.at(option, "value"));
            options.addAll(values);
            if (Json.flag(option, "selected")) {
                selected.addAll(values);
            }
        }
        options.remove(Variable.ALL);
        List<String> current = Json.texts(Json.at(node, "current", "value"));
        return new Variable(
                Json.text(node, "name"),
                kind,
                query,
                named.apply(source),
                current.isEmpty() ? selected : current,
                options,
                Json.text(node, "allValue"),
                Json.flag(node, "includeAll"),
                Json.flag(node, "multi"),
                Json.text(node, "regex"));
    }
}
