package io.promsh.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.promql.Corpora.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every case of the server's own test suite that the corpora hold passes. */
class PromqlConformanceTest {
    private final Corpora corpora = Corpora.require();

    @Test
    void agreesWithTheServerOnEveryCase() {
        Corpora.report(List.of(parser(), lexer(), printer(), selectors(), series(), queries(), loads()));
    }

    private Tally parser() {
        Tally tally = new Tally("parser");
        for (JsonNode test : corpora.lines("parser/parser-cases.jsonl")) {
            tally.check(title(test), () -> checkParser(test));
        }
        return tally;
    }

    private static String title(JsonNode test) {
        JsonNode input = test.hasNonNull("input") ? test.get("input") : test.path("input_b64");
        return input + " " + test.path("parsed_with");
    }

    private static void checkParser(JsonNode test) {
        SourceText source = Corpora.input(test);
        ParseResult result = PromqlParser.parse(source, options(test));
        assertEquals(test.get("valid").asBoolean(), result.isValid(), () -> "valid? " + result.errors());
        if (test.has("errors")) {
            // Of very many errors the corpora hold the first ones.
            int listed = Math.min(test.get("errors").size(), result.errors().size());
            assertEquals(test.get("error_count").asInt(), result.errors().size(), () -> "errors: " + result.errors());
            assertEquals(
                    wantedErrors(test.get("errors")),
                    foundErrors(result.errors().subList(0, listed)));
        } else if (!test.path("error").asText().isEmpty()) {
            assertEquals(test.get("error").asText(), result.errors().get(0).message());
        }
        if (test.has("ast")) {
            assertEquals("", AstJson.difference("ast", test.get("ast"), new AstJson(source).of(result.expr())));
        }
    }

    private static ParserOptions options(JsonNode test) {
        List<String> on = new ArrayList<>();
        test.get("parsed_with").forEach(name -> on.add(name.asText()));
        return new ParserOptions(
                on.contains("experimental-functions"),
                on.contains("duration-expr"),
                on.contains("extended-range-selectors"),
                on.contains("fill-modifiers"));
    }

    private static String wantedErrors(JsonNode errors) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode error : errors) {
            lines.append(error.get("start").asInt())
                    .append('-')
                    .append(error.get("end").asInt());
            lines.append(": ").append(error.get("message").asText()).append('\n');
        }
        return lines.toString();
    }

    private static String foundErrors(List<ParseError> errors) {
        StringBuilder lines = new StringBuilder();
        for (ParseError error : errors) {
            lines.append(error.start()).append('-').append(error.end());
            lines.append(": ").append(error.message()).append('\n');
        }
        return lines.toString();
    }

    private Tally lexer() {
        Tally tally = new Tally("lexer");
        for (JsonNode test : corpora.lines("parser/lexer-cases.jsonl")) {
            tally.check(title(test), () -> checkLexer(test));
        }
        return tally;
    }

    private static void checkLexer(JsonNode test) {
        SourceText source = Corpora.input(test);
        boolean series = test.get("series_description").asBoolean();
        List<Token> tokens = series ? SeriesLexer.tokens(source.text()) : PromqlLexer.tokens(source.text());
        if (!test.get("valid").asBoolean()) {
            assertTrue(tokens.stream().anyMatch(token -> token.kind() == TokenKind.ERROR), tokens::toString);
            return;
        }
        StringBuilder wanted = new StringBuilder();
        for (JsonNode token : test.get("tokens")) {
            token.elements()
                    .forEachRemaining(value -> wanted.append(value.asText()).append(' '));
            wanted.append('\n');
        }
        StringBuilder found = new StringBuilder();
        for (Token token : tokens) {
            found.append(token.kind())
                    .append(' ')
                    .append(source.byteOffset(token.start()))
                    .append(' ');
            found.append(token.text()).append(" \n");
        }
        assertEquals(wanted.toString(), found.toString());
    }

    private Tally printer() {
        Tally tally = new Tally("printer");
        for (JsonNode test : corpora.lines("parser/printer-cases.jsonl")) {
            String kind = test.get("kind").asText();
            tally.check(
                    kind + " " + test.path("input").asText()
                            + test.path("title").asText(),
                    () -> checkPrinter(test));
        }
        return tally;
    }

    private static void checkPrinter(JsonNode test) {
        if (test.get("kind").asText().equals("selector-node")) {
            assertEquals(test.get("output").asText(), PromqlPrinter.print(selector(test.get("node"))));
            return;
        }
        ParseResult result = PromqlParser.parse(test.get("input").asText());
        assertEquals(List.of(), result.errors());
        boolean pretty = test.get("kind").asText().equals("pretty");
        String printed = pretty
                ? PrettyPrinter.print(result.expr(), test.get("max_line").asInt())
                : PromqlPrinter.print(result.expr());
        assertEquals(test.get("output").asText(), printed);
        // What was printed means the same: it prints the same again.
        assertEquals(
                PromqlPrinter.print(result.expr()),
                PromqlPrinter.print(PromqlParser.parse(printed).expr()));
    }

    private static VectorSelector selector(JsonNode node) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (JsonNode matcher : node.path("label_matchers")) {
            MatchOperator operator = null;
            for (MatchOperator candidate : MatchOperator.values()) {
                if (candidate.symbol().equals(matcher.get("op").asText())) {
                    operator = candidate;
                }
            }
            matchers.add(new LabelMatcher(
                    matcher.get("name").asText(),
                    java.util.Objects.requireNonNull(operator),
                    matcher.get("value").asText()));
        }
        return VectorSelector.of(node.path("name").asText(), matchers, 0, 0);
    }

    private Tally selectors() {
        Tally tally = new Tally("selectors");
        for (JsonNode test : corpora.lines("parser/selector-extraction-cases.jsonl")) {
            tally.check(test.get("input").asText(), () -> {
                ParseResult result = PromqlParser.parse(test.get("input").asText());
                List<String> wanted = new ArrayList<>();
                test.get("selectors").forEach(text -> wanted.add(text.asText()));
                List<String> found = Selector.of(result.expr()).stream()
                        .map(Selector::matchersText)
                        .toList();
                assertEquals(wanted, found);
            });
        }
        return tally;
    }

    private Tally series() {
        Tally tally = new Tally("series");
        for (JsonNode test : corpora.lines("parser/series-notation-cases.jsonl")) {
            tally.check(test.get("input").asText(), () -> checkSeries(test));
        }
        return tally;
    }

    private static void checkSeries(JsonNode test) {
        SeriesDescription series = SeriesDescription.parse(test.get("input").asText());
        assertEquals(test.get("valid").asBoolean(), series.isValid(), () -> "valid? " + series.errors());
        if (!series.isValid()) {
            checkSeriesError(test.get("error").asText(), series.errors().get(0));
        }
        if (test.has("labels")) {
            Map<String, String> labels = new TreeMap<>();
            test.get("labels")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            assertEquals(labels, series.labels());
        }
        if (test.has("values")) {
            List<String> wanted = new ArrayList<>();
            test.get("values").forEach(value -> wanted.add(value(value)));
            assertEquals(
                    wanted,
                    series.values().stream().map(PromqlConformanceTest::value).toList());
        }
        if (test.has("prints_back_as")) {
            assertEquals(
                    test.get("prints_back_as").asText(),
                    String.valueOf(series.values().get(0).histogram()));
        }
    }

    /** As {@code message}, {@code parse error: message} or {@code line:column: parse error: message}. */
    private static void checkSeriesError(String wanted, ParseError found) {
        int at = wanted.indexOf("parse error: ");
        if (!wanted.isEmpty()) {
            String message = at < 0 ? wanted : wanted.substring(at + "parse error: ".length());
            assertEquals(message, found.message());
        }
        if (at > 0) {
            assertEquals(wanted.substring(0, at), "1:" + (found.start() + 1) + ": ");
        }
    }

    private static String value(SeriesDescription.Value value) {
        if (value.histogram() != null) {
            return value.histogram().toString();
        }
        return value.omitted() ? "_" : value.stale() ? "stale" : NumberSyntax.plain(value.number());
    }

    private static String value(JsonNode value) {
        if (value.has("histogram")) {
            return histogram(value.get("histogram")).toString();
        }
        return value.path("omitted").asBoolean()
                ? "_"
                : NumberSyntax.plain(value.get("value").asDouble());
    }

    private static SeriesHistogram histogram(JsonNode node) {
        String hint = node.path("counter_reset_hint").asText();
        return new SeriesHistogram(
                node.path("schema").asInt(),
                node.path("count").asDouble(),
                node.path("sum").asDouble(),
                node.path("zero_count").asDouble(),
                node.path("zero_threshold").asDouble(),
                doubles(node.path("custom_values")),
                switch (hint) {
                    case "GaugeType" -> SeriesHistogram.ResetHint.GAUGE;
                    case "CounterReset" -> SeriesHistogram.ResetHint.RESET;
                    case "NotCounterReset" -> SeriesHistogram.ResetHint.NOT_RESET;
                    default -> SeriesHistogram.ResetHint.UNKNOWN;
                },
                buckets(node.path("positive_buckets"), node.path("positive_spans")),
                buckets(node.path("negative_buckets"), node.path("negative_spans")));
    }

    private static List<Double> doubles(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asDouble()));
        return values;
    }

    private static SortedMap<Integer, Double> buckets(JsonNode values, JsonNode spans) {
        SortedMap<Integer, Double> buckets = new TreeMap<>();
        int index = 0;
        int next = 0;
        for (JsonNode span : spans) {
            index += span.get("offset").asInt();
            for (int i = 0; i < span.get("length").asInt(); i++) {
                buckets.put(index++, values.get(next++).asDouble());
            }
        }
        return buckets;
    }

    /** Expressions that the server evaluates are valid here, and mean the same after printing, on one line and on many. */
    private Tally queries() {
        Tally tally = new Tally("queries");
        for (JsonNode test : corpora.lines("evaluator/evaluator-cases.jsonl")) {
            String text = test.get("expr").textValue();
            tally.check(text, () -> checkQuery(text));
        }
        return tally;
    }

    private static void checkQuery(String text) {
        ParseResult result = PromqlParser.parse(text);
        assertEquals(List.of(), result.errors());
        String printed = PromqlPrinter.print(result.expr());
        String pretty = PrettyPrinter.print(result.expr(), 10);
        assertEquals(printed, PromqlPrinter.print(reread(printed)));
        assertEquals(printed, PromqlPrinter.print(reread(pretty)), pretty);
    }

    private static Expr reread(String printed) {
        ParseResult again = PromqlParser.parse(printed);
        assertEquals(List.of(), again.errors(), printed);
        return again.expr();
    }

    /** The samples that the evaluation cases load and expect, one series a line. */
    private Tally loads() {
        Tally tally = new Tally("loads");
        for (JsonNode setup : corpora.lines("evaluator/evaluator-setups.jsonl")) {
            boolean load = false;
            for (String line : setup.get("text").textValue().lines().toList()) {
                String text = line.strip();
                boolean indented = line.startsWith(" ") || line.startsWith("\t");
                load = indented ? load : text.startsWith("load");
                // Lines of start times are the test runner's own notation, none of the language's.
                boolean startTimes = text.contains("@st ");
                if (load && !startTimes && !text.isEmpty() && !text.startsWith("#") && !text.startsWith("load")) {
                    tally.check(
                            text,
                            () -> assertEquals(
                                    List.of(), SeriesDescription.parse(text).errors()));
                }
            }
        }
        return tally;
    }
}
