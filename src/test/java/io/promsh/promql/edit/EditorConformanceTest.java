package io.promsh.promql.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.VectorMatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The web editor's own cases, from a folder beside the project or that given as {@code promsh.corpora}. */
class EditorConformanceTest {
    private final List<String> failures = new ArrayList<>();
    private final List<String> counts = new ArrayList<>();

    @Test
    void agreesWithTheWebEditorOnEveryCase() {
        Optional<EditorCases> found = EditorCases.find();
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            fail("the editor's cases are not there; give their folder as -Dpromsh.corpora=DIR");
        }
        if (found.isEmpty()) {
            System.out.println("skipped: no editor cases (give their folder as -Dpromsh.corpora=DIR)");
        }
        Assumptions.assumeTrue(found.isPresent(), "no editor cases");
        runAll(found.get());
        System.out.println(String.join(", ", counts));
        assertEquals(List.of(), failures, () -> String.join("\n", failures));
    }

    private void runAll(EditorCases cases) {
        run(cases, "completion", "completion-cases.jsonl", (test, outcome) -> {
            CompletionCase completion = new CompletionCase(test, cases);
            outcome.expects(completion.expected(), completion.found());
        });
        run(cases, "linter", "linter-cases.jsonl", EditorConformanceTest::lint);
        run(cases, "editor-tree", "editor-tree-cases.jsonl", EditorConformanceTest::tree);
        run(cases, "vector-matching", "vector-matching-cases.jsonl", EditorConformanceTest::matching);
        run(cases, "matchers", "matchers-to-selector-cases.jsonl", EditorConformanceTest::selector);
        run(
                cases,
                "durations",
                "complete-duration-cases.jsonl",
                (test, outcome) -> outcome.expects(
                        test.get("complete_duration").asText(),
                        String.valueOf(Durations.isComplete(test.get("input").asText()))));
    }

    /** Takes what a case expects and what was found. */
    private interface Outcome {
        void expects(String expected, String found);
    }

    private void run(EditorCases cases, String name, String file, BiConsumer<JsonNode, Outcome> check) {
        List<JsonNode> tests = cases.lines(file);
        int[] passed = {0};
        for (JsonNode test : tests) {
            List<String> wrong = new ArrayList<>();
            check.accept(test, (expected, found) -> {
                if (!expected.equals(found)) {
                    wrong.add("\n  expected " + expected + "\n  found    " + found);
                }
            });
            if (wrong.isEmpty()) {
                passed[0]++;
            } else {
                failures.add(name + " " + test.get("id").asText() + " " + test + String.join("", wrong));
            }
        }
        counts.add(name + " " + passed[0] + "/" + tests.size());
    }

    private static void lint(JsonNode test, Outcome outcome) {
        String expr = test.get("expr").asText();
        boolean wholeDocument = test.path("whole_document").asBoolean();
        List<String> expected = new ArrayList<>();
        test.get("diagnostics").forEach(one -> expected.add(diagnostic(one)));
        List<Diagnostic> found = wholeDocument ? Linter.checkDocument(expr) : Linter.check(expr);
        outcome.expects(
                expected.toString(),
                found.stream().map(EditorConformanceTest::diagnostic).toList().toString());
        if (test.hasNonNull("value_type")) {
            outcome.expects(
                    test.get("value_type").asText(), Linter.valueType(expr).id());
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

    private static void tree(JsonNode test, Outcome outcome) {
        EditorTree tree = EditorTree.of(test.get("input").asText());
        outcome.expects(canonical(test.get("tree").asText()), canonical(tree.notation()));
        outcome.expects(test.get("has_error_node").asText(), String.valueOf(tree.hasError()));
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

    private static void matching(JsonNode test, Outcome outcome) {
        JsonNode expect = test.get("expect");
        String expected =
                expect.get("card").asText() + " on=" + expect.get("on").asBoolean() + " "
                        + EditorCases.strings(expect.get("matching_labels"))
                        + EditorCases.strings(expect.get("include")) + " "
                        + number(expect.get("fill").get("lhs")) + " "
                        + number(expect.get("fill").get("rhs"));
        VectorMatching found = VectorMatchings.of(test.get("expr").asText()).orElse(VectorMatching.DEFAULT);
        outcome.expects(
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

    private static void selector(JsonNode test, Outcome outcome) {
        List<LabelMatcher> matchers = new ArrayList<>();
        for (JsonNode one : test.get("matchers")) {
            matchers.add(new LabelMatcher(
                    one.get("name").asText(),
                    operator(one.get("type").asText()),
                    one.get("value").asText()));
        }
        JsonNode label = test.get("label_being_completed");
        outcome.expects(
                test.get("expect").asText(),
                Selectors.matchersToSelector(
                        test.get("metric_name").asText(), matchers, label.isNull() ? null : label.asText()));
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
