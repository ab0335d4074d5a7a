package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.promql.Corpora;
import io.promsh.promql.Corpora.Tally;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.VectorMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The web editor's own cases, from a folder beside the project or that given as {@code promsh.corpora}. */
class EditorConformanceTest {
    private final Corpora corpora = Corpora.require();

    @Test
    void agreesWithTheWebEditorOnEveryCase() {
        Corpora.report(List.of(
                run("completion", "completion-cases", this::completion),
                run("linter", "linter-cases", EditorConformanceTest::lint),
                run("editor-tree", "editor-tree-cases", EditorConformanceTest::tree),
                run("vector-matching", "vector-matching-cases", EditorConformanceTest::matching),
                run("matchers", "matchers-to-selector-cases", EditorConformanceTest::selector),
                run("durations", "complete-duration-cases", EditorConformanceTest::duration)));
    }

    private Tally run(String kind, String file, Consumer<JsonNode> check) {
        Tally tally = new Tally(kind);
        for (JsonNode test : corpora.lines("completion/" + file + ".jsonl")) {
            tally.check(test.toString(), () -> check.accept(test));
        }
        return tally;
    }

    private void completion(JsonNode test) {
        CompletionCase completion = new CompletionCase(test, corpora);
        assertEquals(completion.expected(), completion.found());
    }

    private static void duration(JsonNode test) {
        assertEquals(
                test.get("complete_duration").asBoolean(),
                Durations.isComplete(test.get("input").asText()));
    }

    private static void lint(JsonNode test) {
        String expr = test.get("expr").asText();
        boolean wholeDocument = test.path("whole_document").asBoolean();
        List<String> expected = new ArrayList<>();
        test.get("diagnostics").forEach(one -> expected.add(diagnostic(one)));
        List<Diagnostic> found = wholeDocument ? Linter.checkDocument(expr) : Linter.check(expr);
        assertEquals(
                expected.toString(),
                found.stream().map(EditorConformanceTest::diagnostic).toList().toString());
        if (test.hasNonNull("value_type")) {
            assertEquals(test.get("value_type").asText(), Linter.valueType(expr).id());
        }
    }

    private static String diagnostic(JsonNode one) {
        // Where the web editor means to name a kind of node it prints the object.
        String message = one.get("message").asText().replace("[object Object]", NodeKind.VECTOR_SELECTOR.label());
        return one.get("from").asInt() + "-" + one.get("to").asInt() + " "
                + one.get("severity").asText() + " " + message;
    }

    private static String diagnostic(Diagnostic one) {
        return one.from() + "-" + one.to() + " " + one.severity().name().toLowerCase(Locale.ROOT) + " " + one.message();
    }

    private static void tree(JsonNode test) {
        boolean onlyMetric = test.get("tree").asText().startsWith(NodeKind.METRIC_NAME.label());
        String input = test.get("input").asText();
        EditorTree tree = onlyMetric ? EditorTree.ofMetricName(input) : EditorTree.of(input);
        assertEquals(canonical(test.get("tree").asText()), canonical(tree.notation()));
        assertEquals(test.get("has_error_node").asText(), String.valueOf(tree.hasError()));
    }

    /** The cases are written by hand: blanks and commas come and go. */
    private static String canonical(String notation) {
        return String.join(
                " ",
                notation.replaceAll("[\\s,]+", " ")
                        .replaceAll(" ?([()]) ?", " $1 ")
                        .trim()
                        .split("\\s+"));
    }

    private static void matching(JsonNode test) {
        JsonNode expect = test.get("expect");
        String expected =
                expect.get("card").asText() + " on=" + expect.get("on").asBoolean() + " "
                        + MockServer.strings(expect.get("matching_labels"))
                        + MockServer.strings(expect.get("include")) + " "
                        + number(expect.get("fill").get("lhs")) + " "
                        + number(expect.get("fill").get("rhs"));
        VectorMatching found = VectorMatchings.of(test.get("expr").asText()).orElse(VectorMatching.DEFAULT);
        assertEquals(
                expected,
                found.cardinality().name().toLowerCase(Locale.ROOT).replace('_', '-') + " on=" + found.on() + " "
                        + found.labels() + found.include() + " " + fill(found));
    }

    private static String fill(VectorMatching found) {
        VectorMatching.Fill fill = found.fill();
        return fill == null ? "null null" : fill.left() + " " + fill.right();
    }

    private static String number(JsonNode node) {
        return node == null || node.isNull() ? "null" : String.valueOf(node.asDouble());
    }

    private static void selector(JsonNode test) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (JsonNode one : test.path("matchers")) {
            matchers.add(new LabelMatcher(
                    one.get("name").asText(),
                    operator(one.get("type").asText()),
                    one.get("value").asText()));
        }
        JsonNode label = test.path("label_being_completed");
        assertEquals(
                test.get("expect").asText(),
                Selectors.matchersToSelector(
                        test.get("metric_name").asText(), matchers, label.isTextual() ? label.asText() : null));
    }

    private static MatchOperator operator(String symbol) {
        for (MatchOperator operator : MatchOperator.values()) {
            if (operator.symbol().equals(symbol)) {
                return operator;
            }
        }
        return MatchOperator.EQUAL;
    }
}
