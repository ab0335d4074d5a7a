package io.promsh.command.explain;

import io.promsh.failure.Failure;
import io.promsh.promql.Expr;
import io.promsh.promql.ParseError;
import io.promsh.promql.ParseResult;
import io.promsh.promql.PromqlParser;
import io.promsh.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/** Parses what was typed, or fails with the place drawn under it. */
final class Expressions {
    private Expressions() {}

    static Expr parse(String text) {
        ParseResult parsed = PromqlParser.parse(text);
        if (parsed.isValid()) {
            return parsed.expr();
        }
        ParseError error = parsed.errors().get(0);
        throw Failure.usage("not PromQL: " + error.message(), "mend it at the mark and ask again")
                .withDetail(mark(text, error));
    }

    private static List<String> mark(String text, ParseError error) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (String line : text.split("\n", -1)) {
            lines.add("  " + line);
            int place = error.textStart() - from;
            if (place >= 0 && place <= line.length()) {
                int columns = DisplayWidth.of(line.substring(0, place));
                int length = Math.min(error.textEnd(), from + line.length()) - error.textStart();
                lines.add("  " + " ".repeat(columns) + "^".repeat(Math.max(1, length)));
            }
            from += line.length() + 1;
        }
        return lines;
    }
}
