package io.promsh.promql;

import io.promsh.promql.SeriesHistogram.ResetHint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parses histograms in series descriptions: {@code {{schema:1 sum:3 buckets:[1 2]}}}. */
final class HistogramParser {
    private static final String CONTEXT = "histogram description";
    private static final String KEY = "histogram description key, e.g. buckets:[5 10 7]";

    private final TokenStream tokens;
    private final DurationParser numbers;

    /** What a histogram says of itself: numbers, lists of numbers, a hint. */
    private final Map<TokenKind, Double> singles = new EnumMap<>(TokenKind.class);

    private final Map<TokenKind, List<Double>> lists = new EnumMap<>(TokenKind.class);
    private ResetHint hint = ResetHint.UNKNOWN;
    private boolean hinted;

    HistogramParser(TokenStream tokens, DurationParser numbers) {
        this.tokens = tokens;
        this.numbers = numbers;
    }

    /** The histogram whose opening braces were looked at; null when the parser panics. */
    @Nullable
    SeriesHistogram histogram() {
        tokens.take();
        return opened();
    }

    /** The histogram whose opening braces were taken; null when the parser panics. */
    @Nullable
    SeriesHistogram opened() {
        singles.clear();
        lists.clear();
        hint = ResetHint.UNKNOWN;
        hinted = false;
        if (tokens.peekIs(TokenKind.SPACE)) {
            tokens.take();
            return tokens.expect(TokenKind.CLOSE_HIST) ? build() : null;
        }
        if (!tokens.peekIs(TokenKind.CLOSE_HIST)) {
            property();
        }
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.CLOSE_HIST) {
                tokens.take();
                return build();
            }
            if (kind != TokenKind.SPACE) {
                tokens.refuse(CONTEXT, KEY);
                continue;
            }
            tokens.take();
            if (!tokens.peekIs(TokenKind.CLOSE_HIST)) {
                property();
            }
            if (tokens.caughtPanic()) {
                tokens.unexpected(CONTEXT, KEY);
            }
        }
        return null;
    }

    private static boolean isKey(TokenKind kind) {
        return kind.category() == TokenKind.Category.HISTOGRAM;
    }

    private void property() {
        while (!tokens.isPanicking() && !isKey(tokens.peek())) {
            tokens.reject();
        }
        if (tokens.isPanicking()) {
            return;
        }
        TokenKind key = tokens.peek();
        String name = tokens.text();
        tokens.take();
        if (!tokens.expect(TokenKind.COLON)) {
            return;
        }
        if (singles.containsKey(key)
                || lists.containsKey(key)
                || (hinted && key == TokenKind.COUNTER_RESET_HINT_DESC)) {
            tokens.error("duplicate key \"" + name + "\" in histogram", 0, 0);
        }
        switch (key) {
            case COUNTER_RESET_HINT_DESC -> resetHint();
            case BUCKETS_DESC, NEGATIVE_BUCKETS_DESC, CUSTOM_VALUES_DESC -> lists.putIfAbsent(key, list());
            case SCHEMA_DESC, OFFSET_DESC, NEGATIVE_OFFSET_DESC -> singles.putIfAbsent(key, whole());
            default -> singles.putIfAbsent(key, number());
        }
    }

    private void resetHint() {
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind.category() == TokenKind.Category.COUNTER_RESET_HINT) {
                hint = switch (kind) {
                    case COUNTER_RESET -> ResetHint.RESET;
                    case NOT_COUNTER_RESET -> ResetHint.NOT_RESET;
                    case GAUGE_TYPE -> ResetHint.GAUGE;
                    default -> ResetHint.UNKNOWN;
                };
                hinted = true;
                tokens.take();
                return;
            }
            tokens.reject();
        }
    }

    private List<Double> list() {
        List<Double> values = new ArrayList<>();
        if (!tokens.expect(TokenKind.LEFT_BRACKET)) {
            return values;
        }
        values.add(number());
        while (!tokens.isPanicking()) {
            TokenKind kind = tokens.peek();
            if (kind == TokenKind.RIGHT_BRACKET) {
                tokens.take();
                break;
            }
            if (kind == TokenKind.SPACE) {
                tokens.take();
                if (!tokens.peekIs(TokenKind.RIGHT_BRACKET)) {
                    values.add(number());
                }
            } else if (!tokens.reject()) {
                // The server has no message of its own here and reads on.
                tokens.caughtPanic();
            }
        }
        return values;
    }

    private double number() {
        boolean negative = takeSign();
        if (!awaitNumber()) {
            return 0;
        }
        double value = numbers.literal().value();
        return negative ? -value : value;
    }

    private double whole() {
        boolean negative = takeSign();
        if (!awaitNumber()) {
            return 0;
        }
        double value = unsigned();
        return negative ? -value : value;
    }

    private boolean takeSign() {
        boolean negative = !tokens.isPanicking() && tokens.peekIs(TokenKind.SUB);
        if (negative) {
            tokens.take();
        }
        return negative;
    }

    /** Whether a number comes next. */
    boolean awaitNumber() {
        while (!tokens.isPanicking() && !tokens.peekIs(TokenKind.NUMBER)) {
            tokens.reject();
        }
        return !tokens.isPanicking();
    }

    /** The whole number that was looked at. */
    long unsigned() {
        String text = tokens.text();
        long value = 0;
        try {
            value = Long.parseUnsignedLong(text);
        } catch (NumberFormatException notWhole) {
            String cause = "strconv.ParseUint: parsing " + Quoting.quote(text) + ": invalid syntax";
            tokens.error("invalid repetition in series values: " + cause, tokens.start(), tokens.end());
        }
        tokens.take();
        return value < 0 ? Long.MAX_VALUE - 1 : value;
    }

    private SeriesHistogram build() {
        return new SeriesHistogram(
                (int) single(TokenKind.SCHEMA_DESC),
                single(TokenKind.COUNT_DESC),
                single(TokenKind.SUM_DESC),
                single(TokenKind.ZERO_BUCKET_DESC),
                single(TokenKind.ZERO_BUCKET_WIDTH_DESC),
                List.copyOf(lists.getOrDefault(TokenKind.CUSTOM_VALUES_DESC, List.of())),
                hint,
                buckets(TokenKind.BUCKETS_DESC, TokenKind.OFFSET_DESC),
                buckets(TokenKind.NEGATIVE_BUCKETS_DESC, TokenKind.NEGATIVE_OFFSET_DESC));
    }

    private double single(TokenKind key) {
        return singles.getOrDefault(key, 0.0);
    }

    private SortedMap<Integer, Double> buckets(TokenKind values, TokenKind offset) {
        SortedMap<Integer, Double> buckets = new TreeMap<>();
        int index = (int) single(offset);
        for (double value : lists.getOrDefault(values, List.of())) {
            buckets.put(index++, value);
        }
        return Collections.unmodifiableSortedMap(buckets);
    }
}
