package io.promsh.shell;

import io.promsh.config.Settings;
import io.promsh.console.EntryInsight;
import io.promsh.failure.Failure;
import io.promsh.promql.edit.Brackets;
import io.promsh.promql.edit.Highlight;
import io.promsh.promql.edit.Marks;
import io.promsh.promql.edit.TokenClass;
import io.promsh.promql.edit.TokenSpan;
import io.promsh.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What the line editor shows of the text being typed: commands, options and PromQL painted, errors marked, brackets matched. */
public final class PromqlInsight implements EntryInsight {
    private final CommandRegistry registry;
    private final LineParser parser;
    private final Entries entries;

    /** Makes it for the commands of a shell. */
    public PromqlInsight(CommandRegistry registry, LineParser parser, Entries entries) {
        this.registry = registry;
        this.parser = parser;
        this.entries = entries;
    }

    @Override
    public boolean isComplete(String entry) {
        return entries.isComplete(entry);
    }

    @Override
    public OptionalInt matchingBracket(String entry, int position) {
        return Brackets.match(entry, position);
    }

    @Override
    public Look look(String text) {
        Sketch sketch = new Sketch();
        if (text.indexOf('\n') < 0) {
            look(text, 0, sketch);
        } else {
            for (Entries.Piece piece : entries.pieces(text)) {
                look(text.substring(piece.from(), piece.to()), piece.from(), sketch);
            }
        }
        return new Look(sketch.marks, sketch.problems);
    }

    private void look(String entry, int offset, Sketch sketch) {
        LineParser.Shape shape = parser.shape(entry);
        sketch.mark(offset, offset + shape.begin(), Style.COMMENT);
        int from = shape.argumentsFrom();
        String arguments = entry.substring(from, shape.bar());
        if (shape.found().isPresent()) {
            sketch.mark(offset + shape.begin(), offset + from, Style.COMMAND);
            if (!shape.isPromql()) {
                markWords(arguments, offset + from, sketch);
            } else {
                int end = markOptions(shape, arguments, offset + from, sketch);
                lookAtPromql(arguments.substring(end), offset + from + end, sketch);
            }
        } else if (isHalfACommand(arguments)) {
            sketch.mark(offset + from, offset + from + arguments.length(), Style.PLAIN);
        } else {
            lookAtPromql(arguments, offset + from, sketch);
        }
        if (shape.bar() < entry.length()) {
            sketch.mark(offset + shape.bar(), offset + shape.bar() + 1, Style.OPERATOR);
        }
    }

    /** "targets li" is on its way to "targets list". */
    private boolean isHalfACommand(String text) {
        int blank = text.indexOf(' ');
        return blank > 0 && !registry.beginningWith(text.substring(0, blank)).isEmpty();
    }

    private static void markWords(String arguments, int offset, Sketch sketch) {
        WordScanner scanner = new WordScanner(arguments, false);
        int at = 0;
        while (scanner.next(at)) {
            char first = arguments.charAt(scanner.from());
            Style style = first == '-' && scanner.to() > scanner.from() + 1
                    ? Style.OPTION
                    : Blanks.isQuote(first) ? Style.STRING : Style.PLAIN;
            sketch.mark(offset + scanner.from(), offset + scanner.to(), style);
            at = scanner.to();
        }
    }

    /** Paints the options in front of PromQL and returns where it begins. */
    private static int markOptions(LineParser.Shape shape, String arguments, int offset, Sketch sketch) {
        if (shape.found().isEmpty()) {
            return 0;
        }
        try {
            int end = new OptionReader(shape.found().get().spec(), Settings.DEFAULTS).frontEnd(arguments);
            markWords(arguments.substring(0, end), offset, sketch);
            return end;
        } catch (Failure failure) {
            markWords(arguments, offset, sketch);
            int begin = Blanks.skip(arguments, 0);
            boolean typedOn = !arguments.isEmpty() && Blanks.isBlank(arguments.charAt(arguments.length() - 1));
            if (typedOn) {
                sketch.problems.add(new Problem(
                        offset + begin, offset + arguments.stripTrailing().length(), failure.message()));
            }
            return arguments.length();
        }
    }

    private static void lookAtPromql(String expression, int offset, Sketch sketch) {
        for (TokenSpan span : Highlight.tokens(expression)) {
            sketch.mark(offset + span.from(), offset + span.to(), style(span.kind()));
        }
        for (Marks.Mark error : Marks.of(expression).marks()) {
            sketch.problems.add(new Problem(offset + error.from(), offset + error.to(), error.message()));
        }
    }

    private static Style style(TokenClass kind) {
        return switch (kind) {
            case METRIC -> Style.METRIC;
            case LABEL_NAME -> Style.LABEL_NAME;
            case STRING -> Style.STRING;
            case NUMBER -> Style.NUMBER;
            case DURATION -> Style.DURATION;
            case FUNCTION -> Style.FUNCTION;
            case AGGREGATION -> Style.AGGREGATION;
            case KEYWORD -> Style.KEYWORD;
            case OPERATOR -> Style.OPERATOR;
            case PAREN, ERROR -> Style.PLAIN;
            case COMMENT -> Style.COMMENT;
        };
    }

    /** What was found so far. */
    private static final class Sketch {
        private final List<Mark> marks = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        void mark(int from, int to, Style style) {
            if (from < to) {
                marks.add(new Mark(from, to, style));
            }
        }
    }
}
