package io.promsh.command.help;

import io.promsh.promql.LanguageWord;
import io.promsh.promql.PromqlFunction;
import io.promsh.promql.PromqlFunctions;
import io.promsh.text.Line;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What help says of the language's functions, aggregations, operators and keywords. */
final class FunctionHelp {
    private FunctionHelp() {}

    static Optional<List<Line>> of(String name, OptionalInt width) {
        PromqlFunction function = PromqlFunctions.find(name);
        if (function != null) {
            String head = function.signature() + " -> " + function.returnType().title();
            return Optional.of(lines(head, function.description(), function.since(), function.experimental(), width));
        }
        for (LanguageWord word : words()) {
            if (word.text().equals(name)) {
                return Optional.of(lines(word.text(), word.description(), word.since(), word.experimental(), width));
            }
        }
        return Optional.empty();
    }

    /** Returns the names that {@link #of} knows. */
    static List<String> names() {
        List<String> names = new ArrayList<>();
        PromqlFunctions.all().forEach(function -> names.add(function.name()));
        words().forEach(word -> names.add(word.text()));
        return names;
    }

    private static List<LanguageWord> words() {
        List<LanguageWord> words = new ArrayList<>(PromqlFunctions.aggregators());
        words.addAll(PromqlFunctions.operators());
        words.addAll(PromqlFunctions.keywords());
        return words;
    }

    private static List<Line> lines(
            String head, String description, String since, boolean experimental, OptionalInt width) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(head, Style.FUNCTION));
        CommandHelp.wrap(description, width.orElse(100) - 2).forEach(text -> lines.add(Line.plain("  " + text)));
        if (!since.isEmpty()) {
            lines.add(Line.of("  since Prometheus " + since, Style.DIM));
        }
        if (experimental) {
            lines.add(Line.of(
                    "  experimental: the server needs --enable-feature=promql-experimental-functions", Style.WARNING));
        }
        return lines;
    }
}
