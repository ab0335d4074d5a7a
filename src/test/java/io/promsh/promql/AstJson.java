package io.promsh.promql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.promql.TimeModifiers.QueryEdge;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Trees in the form of the corpora's {@code ast}, and the comparison with it: what is absent there is the default here. */
final class AstJson implements ExprVisitor<ObjectNode> {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SourceText source;

    AstJson(SourceText source) {
        this.source = source;
    }

    ObjectNode of(Expr expr) {
        return expr.accept(this);
    }

    private static ObjectNode node(String kind) {
        return JSON.objectNode().put("node", kind);
    }

    private ObjectNode range(ObjectNode node, int start, int end) {
        ArrayNode range = node.putArray("pos_range");
        range.add(source.byteOffset(start)).add(source.byteOffset(end));
        return node;
    }

    @Override
    public ObjectNode aggregate(AggregateExpr expr) {
        ObjectNode node = node("AggregateExpr").put("op", expr.aggregator().name());
        if (expr.without()) {
            node.put("without", true);
        }
        node.set("expr", of(expr.expr()));
        if (expr.parameter() != null) {
            node.set("param", of(expr.parameter()));
        }
        strings(node, "grouping", expr.grouping());
        return range(node, expr.textStart(), expr.textEnd());
    }

    private static void strings(ObjectNode node, String field, List<String> values) {
        ArrayNode array = node.putArray(field);
        values.forEach(array::add);
    }

    @Override
    public ObjectNode binary(BinaryExpr expr) {
        ObjectNode node = node("BinaryExpr").put("op", expr.operator().symbol());
        node.set("lhs", of(expr.lhs()));
        node.set("rhs", of(expr.rhs()));
        if (expr.returnBool()) {
            node.put("return_bool", true);
        }
        VectorMatching matching = expr.matching();
        if (matching != null) {
            ObjectNode vector = node.putObject("vector_matching").put("node", "VectorMatching");
            if (matching.cardinality() != MatchCardinality.ONE_TO_ONE) {
                vector.put("card", card(matching.cardinality()));
            }
            strings(vector, "matching_labels", matching.labels());
            strings(vector, "include", matching.include());
            if (matching.on()) {
                vector.put("on", true);
            }
            if (matching.fill() != null) {
                ObjectNode fill = vector.putObject("fill_values");
                fill.put("lhs", matching.fill().left());
                fill.put("rhs", matching.fill().right());
            }
        }
        return node;
    }

    private static String card(MatchCardinality cardinality) {
        return switch (cardinality) {
            case ONE_TO_ONE -> "CardOneToOne";
            case MANY_TO_ONE -> "CardManyToOne";
            case ONE_TO_MANY -> "CardOneToMany";
            case MANY_TO_MANY -> "CardManyToMany";
        };
    }

    @Override
    public ObjectNode call(Call expr) {
        ObjectNode node = node("Call").put("func", expr.name());
        ArrayNode args = node.putArray("args");
        expr.arguments().forEach(argument -> args.add(of(argument)));
        return range(node, expr.textStart(), expr.textEnd());
    }

    @Override
    public ObjectNode duration(DurationExpr expr) {
        DurationOperator operator = expr.operator();
        boolean word = operator.precedence() == 0;
        ObjectNode node = node("DurationExpr").put("op", word ? operator.name() : operator.symbol());
        if (expr.lhs() != null) {
            node.set("lhs", of(expr.lhs()));
        }
        if (expr.rhs() != null) {
            node.set("rhs", of(expr.rhs()));
        }
        if (expr.wrapped()) {
            node.put("wrapped", true);
        }
        node.put("start_pos", source.byteOffset(expr.operatorStart()));
        node.put("end_pos", source.byteOffset(expr.operatorEnd()));
        return node;
    }

    @Override
    public ObjectNode error(ErrorExpr expr) {
        return node("ErrorExpr");
    }

    @Override
    public ObjectNode matrixSelector(MatrixSelector expr) {
        ObjectNode node = node("MatrixSelector");
        node.set("vector_selector", of(expr.selector()));
        millis(node, "range_ms", expr.range());
        if (expr.rangeExpr() != null) {
            node.set("range_expr", of(expr.rangeExpr()));
        }
        return node.put("end_pos", source.byteOffset(expr.textEnd()));
    }

    private static void millis(ObjectNode node, String field, Duration duration) {
        node.put(field, duration.toNanos() / 1e6);
    }

    @Override
    public ObjectNode number(NumberLiteral expr) {
        ObjectNode node = node("NumberLiteral");
        if (Double.isFinite(expr.value())) {
            node.put("val", expr.value());
        } else {
            node.put("val", NumberSyntax.plain(expr.value()));
        }
        if (expr.duration()) {
            node.put("duration", true);
        }
        return range(node, expr.textStart(), expr.textEnd());
    }

    @Override
    public ObjectNode paren(ParenExpr expr) {
        ObjectNode node = node("ParenExpr");
        node.set("expr", of(expr.expr()));
        return range(node, expr.textStart(), expr.textEnd());
    }

    @Override
    public ObjectNode string(StringLiteral expr) {
        ObjectNode node = node("StringLiteral").put("val", expr.value());
        return range(node, expr.textStart(), expr.textEnd());
    }

    @Override
    public ObjectNode subquery(Subquery expr) {
        ObjectNode node = node("SubqueryExpr");
        node.set("expr", of(expr.expr()));
        millis(node, "range_ms", expr.range());
        millis(node, "step_ms", expr.step());
        if (expr.rangeExpr() != null) {
            node.set("range_expr", of(expr.rangeExpr()));
        }
        if (expr.stepExpr() != null) {
            node.set("step_expr", of(expr.stepExpr()));
        }
        time(node, expr.time());
        return node.put("end_pos", source.byteOffset(expr.textEnd()));
    }

    private void time(ObjectNode node, TimeModifiers time) {
        millis(node, "original_offset_ms", time.offset());
        if (time.offsetExpr() != null) {
            node.set("original_offset_expr", of(time.offsetExpr()));
        }
        if (time.at() != null) {
            node.put("timestamp", time.at().toEpochMilli());
        }
        if (time.edge() != null) {
            node.put("start_or_end", time.edge() == QueryEdge.START ? "START" : "END");
        }
    }

    @Override
    public ObjectNode unary(UnaryExpr expr) {
        ObjectNode node = node("UnaryExpr").put("op", expr.negative() ? "-" : "+");
        node.set("expr", of(expr.expr()));
        return node.put("start_pos", source.byteOffset(expr.textStart()));
    }

    @Override
    public ObjectNode vectorSelector(VectorSelector expr) {
        ObjectNode node = node("VectorSelector").put("name", expr.name());
        time(node, expr.time());
        ArrayNode matchers = node.putArray("label_matchers");
        for (LabelMatcher matcher : expr.matchers()) {
            matchers.addObject()
                    .put("name", matcher.name())
                    .put("op", matcher.operator().symbol())
                    .put("value", matcher.value());
        }
        if (expr.labelsOnly()) {
            node.put("bypass_empty_matcher_check", true);
        }
        if (expr.boundary() != RangeBoundary.EXTRAPOLATED) {
            node.put(expr.boundary().name().toLowerCase(Locale.ROOT), true);
        }
        return range(node, expr.textStart(), expr.textEnd());
    }

    // ---- comparison

    /** Empty when the trees are equal, else where they differ. */
    static String difference(String path, JsonNode wanted, JsonNode found) {
        if (wanted.isObject() && wanted.has("b64") && found.isTextual()) {
            byte[] bytes = Base64.getDecoder().decode(wanted.get("b64").textValue());
            boolean same = ByteStrings.ofBytes(bytes).equals(found.textValue());
            return same ? "" : path + ": other bytes";
        }
        if (wanted.isNumber() && found.isNumber()) {
            BigDecimal value = wanted.decimalValue();
            return value.compareTo(found.decimalValue()) == 0 ? "" : differ(path, wanted, found);
        }
        if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                String inside = difference(path + "[" + i + "]", wanted.get(i), found.get(i));
                if (!inside.isEmpty()) {
                    return inside;
                }
            }
            return "";
        }
        if (wanted.isObject() && found.isObject()) {
            return objectDifference(path, wanted, found);
        }
        // Infinity is written with and without its sign.
        boolean same = wanted.equals(found)
                || wanted.asText("?").equals(found.asText("!").replace("+Inf", "Inf"));
        return same ? "" : differ(path, wanted, found);
    }

    private static String objectDifference(String path, JsonNode wanted, JsonNode found) {
        for (Map.Entry<String, JsonNode> field : wanted.properties()) {
            JsonNode other = found.path(field.getKey());
            boolean absent = other.isMissingNode() && isDefault(field.getKey(), field.getValue());
            String inside = absent ? "" : difference(path + "." + field.getKey(), field.getValue(), other);
            if (!inside.isEmpty()) {
                return inside;
            }
        }
        for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            JsonNode value = found.get(name);
            boolean wasDefault =
                    value.isArray() ? value.isEmpty() : value.asText().isEmpty() || value.asDouble(1) == 0;
            // The corpora do not give every position.
            boolean position = name.equals("start_pos") || name.equals("pos_range");
            if (!wanted.has(name) && !wasDefault && !value.isNull() && !position) {
                return path + "." + name + ": not wanted: " + value;
            }
        }
        return "";
    }

    /** Whether a value is what an absent field means. */
    private static boolean isDefault(String name, JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream().allMatch(field -> isDefault(field.getKey(), field.getValue()));
        }
        return name.equals("node")
                || value.isNull()
                || value.asText().equals("CardOneToOne")
                || (value.isArray() && value.isEmpty())
                || (value.isNumber() && value.asDouble() == 0)
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isBoolean() && !value.asBoolean());
    }

    private static String differ(String path, JsonNode wanted, JsonNode found) {
        return path + ": wanted " + wanted + ", found " + found;
    }
}
