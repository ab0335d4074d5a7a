package io.promsh.promql;

import io.promsh.promql.SeriesDescription.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parses series descriptions: a metric with labels, then values with repetitions. */
final class SeriesParser {
    private static final String LABELS = "label set";
    private static final String VALUES = "series values";
    /** More values than any test needs; the notation can ask for any number in a few characters. */
    private static final long MAX_VALUES = 1_000_000;

    private final TokenStream tokens;
    private final DurationParser numbers;
    private final HistogramParser histograms;
    private final SortedMap<String, String> labels = new TreeMap<>();
    private final List<Value> values = new ArrayList<>();

    SeriesParser(String text) {
        SeriesLexer lexer = new SeriesLexer(text);
        this.tokens = new TokenStream(SourceText.of(text), lexer.cursor(), lexer::next);
        this.numbers = new DurationParser(tokens, ParserOptions.ALL);
        this.histograms = new HistogramParser(tokens, numbers);
    }

    SeriesDescription description() {
        if (SelectorParser.isMetricName(tokens.peek())) {
            labels.put(LabelMatcher.METRIC_NAME, tokens.text());
            tokens.take();
        }
        if (tokens.peekIs(TokenKind.LEFT_BRACE)) {
            labelSet();
        }
        values();
        if (tokens.caughtPanic()) {
            tokens.unexpected(VALUES, "");
        }
        return new SeriesDescription(Collections.unmodifiableSortedMap(labels), List.copyOf(values), tokens.errors());
    }

    // ---- labels

    private void labelSet() {
        tokens.take();
        boolean mayBegin = true;
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.RIGHT_BRACE) {
                tokens.take();
                return;
            }
            if (mayBegin && (kind == TokenKind.IDENTIFIER || kind == TokenKind.STRING)) {
                label(kind == TokenKind.STRING);
                mayBegin = false;
            } else if (!mayBegin && kind == TokenKind.COMMA) {
                tokens.take();
                mayBegin = true;
            } else if (!tokens.refuse(LABELS, mayBegin ? "identifier or \"}\"" : "\",\" or \"}\"")) {
                mayBegin = false;
            }
        }
    }

    private void label(boolean quoted) {
        String name = quoted ? StringLiterals.unquote(tokens.text()) : tokens.text();
        tokens.take();
        while (!tokens.isPanicking() && !tokens.peekIs(TokenKind.EQL)) {
            if (quoted) {
                labels.put(LabelMatcher.METRIC_NAME, name);
                return;
            }
            if (!tokens.refuse(LABELS, "\"=\"")) {
                return;
            }
        }
        if (tokens.isPanicking()) {
            return;
        }
        tokens.take();
        while (!tokens.isPanicking()) {
            if (tokens.peekIs(TokenKind.STRING)) {
                labels.put(name, StringLiterals.unquote(tokens.text()));
                tokens.take();
                return;
            }
            if (!tokens.refuse(LABELS, "string")) {
                return;
            }
        }
    }

    // ---- values

    private void values() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.EOF || kind == TokenKind.ERROR) {
                return;
            }
            if (kind == TokenKind.SPACE) {
                tokens.take();
                item();
            } else {
                tokens.reject();
            }
        }
    }

    private void item() {
        TokenKind kind = tokens.peek();
        switch (kind) {
            case BLANK -> {
                tokens.take();
                add(Value.OMITTED, times(false));
            }
            case IDENTIFIER -> stale();
            case NUMBER, ADD, SUB -> numbers();
            case OPEN_HIST -> histogram();
            default -> {}
        }
    }

    private void stale() {
        if (!tokens.text().equals("stale")) {
            tokens.unexpected(VALUES, "number or \"stale\"");
        }
        tokens.take();
        long times = times(true);
        add(Value.STALE, times);
    }

    /** A number, alone, repeated, or repeated with an increment. */
    private void numbers() {
        double value = signed();
        if (tokens.isPanicking()) {
            return;
        }
        if (!tokens.peekIs(TokenKind.ADD) && !tokens.peekIs(TokenKind.SUB)) {
            add(Value.of(value), times(true));
            return;
        }
        double increment = signed();
        if (tokens.isPanicking() || !tokens.expect(TokenKind.TIMES)) {
            return;
        }
        long times = count() + 1;
        double next = value;
        for (long i = 0; i < times && fits(times); i++) {
            values.add(Value.of(next));
            next += increment;
        }
    }

    private double signed() {
        boolean negative = tokens.peekIs(TokenKind.SUB);
        if (negative || tokens.peekIs(TokenKind.ADD)) {
            tokens.take();
        }
        while (!tokens.isPanicking() && !tokens.peekIs(TokenKind.NUMBER)) {
            tokens.reject();
        }
        if (tokens.isPanicking()) {
            return 0;
        }
        double value = numbers.literal().value();
        return negative ? -value : value;
    }

    private void histogram() {
        SeriesHistogram base = histograms.histogram();
        if (base == null) {
            return;
        }
        TokenKind kind = tokens.peek();
        if (kind != TokenKind.ADD && kind != TokenKind.SUB) {
            add(Value.of(base), times(true));
            return;
        }
        tokens.take();
        SeriesHistogram increment = tokens.expect(TokenKind.OPEN_HIST) ? histograms.opened() : null;
        if (increment == null || !tokens.expect(TokenKind.TIMES)) {
            return;
        }
        long times = count();
        if (tokens.isPanicking() || !fits(times + 1)) {
            return;
        }
        try {
            SeriesHistogram next = base;
            List<Value> series = new ArrayList<>(List.of(Value.of(base)));
            for (long i = 0; i < times; i++) {
                next = next.plus(increment, kind == TokenKind.ADD ? 1 : -1);
                series.add(Value.of(next));
            }
            values.addAll(series);
        } catch (IllegalArgumentException wrong) {
            tokens.error(String.valueOf(wrong.getMessage()), tokens.start(), tokens.end());
        }
    }

    /** How many values a repetition makes: 1 without one, else its count and, for {@code first}, the first value itself. */
    private long times(boolean first) {
        if (tokens.isPanicking() || !tokens.peekIs(TokenKind.TIMES)) {
            return 1;
        }
        tokens.take();
        return count() + (first ? 1 : 0);
    }

    private long count() {
        if (tokens.isPanicking() || !histograms.awaitNumber()) {
            return 0;
        }
        return histograms.unsigned();
    }

    private void add(@Nullable Value value, long times) {
        if (value == null || tokens.isPanicking() || !fits(times)) {
            return;
        }
        for (long i = 0; i < times; i++) {
            values.add(value);
        }
    }

    private boolean fits(long times) {
        if (times <= MAX_VALUES) {
            return true;
        }
        tokens.error("more than " + MAX_VALUES + " values", tokens.start(), tokens.end());
        tokens.abort();
        return false;
    }
}
