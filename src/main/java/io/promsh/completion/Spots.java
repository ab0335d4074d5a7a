package io.promsh.completion;

import io.promsh.model.Labels;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.edit.ContextKind;
import io.promsh.promql.edit.Cursor;
import io.promsh.promql.edit.CursorContext;
import io.promsh.promql.edit.Option;
import io.promsh.promql.edit.OptionSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds what can stand at a place of an expression, as the language's own editor sees it. */
final class Spots {
    private static final List<String> RANGES = List.of("1m", "5m", "10m", "15m", "30m", "1h", "6h", "12h", "1d", "7d");

    private Spots() {}

    static Spot at(String expression, int position) {
        Cursor cursor = Cursor.at(expression, position);
        if (cursor.contexts().isEmpty()) {
            boolean duration = expression.substring(0, position).stripTrailing().matches("(?s).*(\\[|\\boffset)");
            return new Spot(
                    position, position, duration ? List.of(Slot.words(CandidateKind.DURATION, RANGES)) : List.of());
        }
        List<Slot> slots = new ArrayList<>();
        for (CursorContext context : cursor.contexts()) {
            slots.add(slot(context, expression));
        }
        // The few aggregations go before the many functions, so that both are seen when nothing is typed.
        slots.sort(Comparator.comparing(
                slot -> slot.kind() != CandidateKind.METRIC && slot.kind() != CandidateKind.AGGREGATION));
        return new Spot(cursor.from(), cursor.to(), slots);
    }

    /** Returns aggregations and functions. */
    static List<Slot> functions() {
        return List.of(
                words(OptionSet.AGGREGATIONS, CandidateKind.AGGREGATION),
                words(OptionSet.FUNCTIONS, CandidateKind.FUNCTION));
    }

    private static Slot slot(CursorContext context, String expression) {
        String metric = context.metricName().orElse("");
        return switch (context.kind()) {
            case METRIC_NAME -> Slot.of(CandidateKind.METRIC);
            case LABEL_NAME ->
                new Slot(CandidateKind.LABEL, List.of(), "", selector(metric, List.of(), "", expression));
            case LABEL_VALUE -> {
                String label = context.labelName().orElse("");
                String selector = selector(metric, context.matchers(), label, expression);
                yield new Slot(CandidateKind.VALUE, List.of(), label, selector);
            }
            case FUNCTION, DURATION_FUNCTION -> words(context.kind(), CandidateKind.FUNCTION);
            case AGGREGATION -> words(context.kind(), CandidateKind.AGGREGATION);
            case BINARY_OPERATOR, MATCH_OPERATOR, DURATION_OPERATOR -> words(context.kind(), CandidateKind.OPERATOR);
            case DURATION_UNIT -> words(context.kind(), CandidateKind.DURATION);
            case AGGREGATION_MODIFIER, BINARY_OPERATOR_MODIFIER, AT_MODIFIER, OFFSET, BOOL, NUMBER ->
                words(context.kind(), CandidateKind.KEYWORD);
        };
    }

    private static Slot words(ContextKind kind, CandidateKind shownAs) {
        return kind.options().map(set -> words(set, shownAs)).orElseGet(() -> Slot.words(shownAs, List.of()));
    }

    private static Slot words(OptionSet set, CandidateKind shownAs) {
        return Slot.words(shownAs, set.options().stream().map(Option::label).toList());
    }

    /** Returns what narrows a question about labels: the metric and the matchers that have a value, but not the label's own. */
    private static String selector(String metric, List<LabelMatcher> matchers, String label, String expression) {
        boolean plain = metric.isEmpty() || SelectorText.isMetric(metric);
        String selector = plain ? metric : "";
        if (!plain) {
            selector = SelectorText.with("", LabelMatcher.metricName(metric).toString());
        }
        for (LabelMatcher matcher : matchers) {
            boolean own = matcher.name().equals(label) && !label.equals(Labels.METRIC_NAME);
            if (!own && !matcher.value().isEmpty()) {
                selector = SelectorText.with(
                        selector, unescaped(matcher, expression).toString());
            }
        }
        return selector;
    }

    /** The editor gives values as they stand between their quotes, and not between which. */
    private static LabelMatcher unescaped(LabelMatcher matcher, String expression) {
        char quote = expression.indexOf('`') >= 0 ? '`' : '"';
        return new LabelMatcher(matcher.name(), matcher.operator(), QuotedText.unescape(matcher.value(), quote));
    }
}
