package io.promsh.promql.edit;

import com.fasterxml.jackson.databind.JsonNode;
import io.promsh.promql.Corpora;
import io.promsh.promql.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/** Writes what is expected and what the cursor says in the same words, to be compared. */
final class CompletionCase {
    private final JsonNode test;
    private final Corpora corpora;

    CompletionCase(JsonNode test, Corpora corpora) {
        this.test = test;
        this.corpora = corpora;
    }

    private Cursor cursor() {
        return Cursor.at(test.get("expr").asText(), test.get("pos").asInt());
    }

    String expected() {
        JsonNode expect = test.get("expect");
        switch (test.get("test").asText()) {
            case "context":
                List<String> contexts = new ArrayList<>();
                expect.forEach(one -> contexts.add(context(one)));
                return String.join(" ", contexts);
            case "options":
                return expect.get("from").asInt() + "-" + expect.get("to").asInt() + " "
                        + expect.get("valid_for").asText() + " " + options(expect.get("options"));
            default:
                return expect.asText();
        }
    }

    String found() {
        Cursor cursor = cursor();
        return switch (test.get("test").asText()) {
            case "context" ->
                String.join(
                        " ",
                        cursor.contexts().stream().map(CompletionCase::context).toList());
            case "replace-from" -> String.valueOf(cursor.from());
            case "replace-to" -> String.valueOf(cursor.to());
            default ->
                cursor.from() + "-" + cursor.to() + " " + (cursor.isName() ? Cursor.NAME_PATTERN : "null") + " "
                        + options(cursor);
        };
    }

    private static String context(JsonNode context) {
        List<String> matchers = new ArrayList<>();
        if (context.has("matchers")) {
            context.get("matchers")
                    .forEach(one -> matchers.add(one.get("name").asText()
                            + one.get("type").asText()
                            + one.get("value").asText()));
        }
        return context.get("kind").asText()
                + optional(context, "metricName")
                + optional(context, "labelName")
                + matchers;
    }

    private static String context(CursorContext context) {
        List<String> matchers = new ArrayList<>();
        for (LabelMatcher matcher : context.matchers()) {
            matchers.add(matcher.name() + matcher.operator().symbol() + matcher.value());
        }
        return context.kind().id()
                + context.metricName().map(name -> "<metricName=" + name + ">").orElse("")
                + context.labelName().map(name -> "<labelName=" + name + ">").orElse("")
                + matchers;
    }

    private static String optional(JsonNode node, String field) {
        return node.hasNonNull(field) ? "<" + field + "=" + node.get(field).asText() + ">" : "";
    }

    /** The expected options, sets spelled out: label, and where the case tells more of it that, too. */
    private List<String> options(JsonNode options) {
        JsonNode sets = corpora.document("completion/completion-sets.json");
        List<String> expected = new ArrayList<>();
        for (JsonNode option : options) {
            if (option.has("set")) {
                sets.get(option.get("set").asText()).forEach(one -> expected.add(option(one)));
            } else {
                expected.add(option(option));
            }
        }
        // The web editor may offer a word twice, as a modifier and on its own.
        return expected.stream().distinct().toList();
    }

    private static String option(JsonNode option) {
        if (option.isTextual()) {
            return option.asText();
        }
        return option.get("label").asText()
                + optional(option, "apply")
                + optional(option, "detail")
                + optional(option, "info");
    }

    private List<String> options(Cursor cursor) {
        boolean online = test.hasNonNull("server");
        NameSource names = online ? new MockServer(corpora) : NameSource.NONE;
        return cursor.options(names).stream().map(CompletionCase::option).toList();
    }

    /** Of the words of the language only how they are spelled: what is told of them is the project's own. */
    private static String option(Option option) {
        String apply = option.type() == Option.Type.VALUE ? "<apply=" + option.insert() + ">" : "";
        if (option.type() != Option.Type.METRIC) {
            return option.label() + apply;
        }
        return option.label()
                + option.detail().map(detail -> "<detail=" + detail + ">").orElse("")
                + option.help().map(help -> "<info=" + help + ">").orElse("");
    }
}
