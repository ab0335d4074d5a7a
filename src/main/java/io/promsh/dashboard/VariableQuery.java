package io.promsh.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a query variable asks a Prometheus data source for.
 *
 * @param form the function called
 * @param label the label whose values are wanted; empty for the other forms
 * @param expression the selector or expression that is asked; may be empty
 */
record VariableQuery(Form form, String label, String expression) {
    /** The functions that a variable's query can call. */
    enum Form {
        LABEL_VALUES,
        LABEL_NAMES,
        METRICS,
        QUERY_RESULT,
        SERIES
    }

    private static final Pattern CALL = Pattern.compile("^\\s*([a-z_]+)\\s*\\((.*)\\)\\s*$", Pattern.DOTALL);

    /** Reads the text of a query. Text that calls no function is a selector of series, as Grafana takes it. */
    static VariableQuery of(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return new VariableQuery(Form.SERIES, "", text.trim());
        }
        String inside = call.group(2).trim();
        return switch (call.group(1)) {
            case "label_values" -> labelValues(inside);
            case "label_names" -> new VariableQuery(Form.LABEL_NAMES, "", inside);
            case "metrics" -> new VariableQuery(Form.METRICS, "", inside);
            case "query_result" -> new VariableQuery(Form.QUERY_RESULT, "", inside);
            default -> new VariableQuery(Form.SERIES, "", text.trim());
        };
    }

    /** The label is what follows the last comma: a selector before it may have commas of its own. */
    private static VariableQuery labelValues(String inside) {
        int comma = inside.lastIndexOf(',');
        boolean isLabel = comma >= 0 && inside.indexOf('}', comma) < 0;
        String label = isLabel ? inside.substring(comma + 1).trim() : inside;
        String selector = isLabel ? inside.substring(0, comma).trim() : "";
        return new VariableQuery(Form.LABEL_VALUES, label, selector);
    }

    /** Returns the query of a variable: a text, or an object with it that in new dashboards may hold the parts instead. */
    static String text(JsonNode variable) {
        JsonNode query = Json.at(variable, "query");
        if (query.isTextual()) {
            return query.asText();
        }
        JsonNode parts = query.isObject() ? query : variable;
        String text = Json.text(parts, "query");
        if (!text.isEmpty()) {
            return text;
        }
        String expression = Json.text(parts, "expr");
        if (!expression.isEmpty()) {
            return expression;
        }
        String label = Json.text(parts, "label");
        String metric = Json.text(parts, "metric");
        if (!label.isEmpty()) {
            return "label_values(" + (metric.isEmpty() ? "" : metric + filters(parts) + ", ") + label + ")";
        }
        return Json.text(variable, "definition");
    }

    private static String filters(JsonNode parts) {
        StringBuilder out = new StringBuilder();
        for (JsonNode filter : Json.at(parts, "labelFilters")) {
            out.append(out.isEmpty() ? "{" : ",").append(Json.text(filter, "label"));
            String op = Json.text(filter, "op");
            out.append(op.isEmpty() ? "=" : op).append('"');
            out.append(Json.text(filter, "value").replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return out.isEmpty() ? "" : out.append('}').toString();
    }

    /** Returns the expression that reads samples or series; empty where only names are listed. */
    String asked() {
        return form == Form.LABEL_NAMES || form == Form.METRICS ? "" : expression;
    }
}
