package io.promsh.dashboard;

import io.promsh.promql.LabelMatcher;
import io.promsh.promql.LabelNames;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts values into the holes of a selector; what may be anything widens it, never narrows it. */
final class SelectorFilling {
    private final List<Hole> holes;
    private final Set<String> notes;
    private final List<String> problems = new ArrayList<>();
    private Confidence confidence = Confidence.EXACT;

    SelectorFilling(List<Hole> holes, List<String> assumed) {
        this.holes = holes;
        this.notes = new LinkedHashSet<>(assumed);
        if (assumed.stream().anyMatch(note -> note.startsWith("conditions"))) {
            confidence = Confidence.WIDENED;
        }
    }

    /** Returns why the selector's metric stays unknown; empty when it does not. */
    List<String> problems() {
        return problems;
    }

    /** Returns the selector without holes, or empty when nothing is known of its metric. */
    Optional<Selection> fill(Selector selector, boolean isWhole) {
        List<LabelMatcher> filled = new ArrayList<>();
        boolean hasName = false;
        for (LabelMatcher matcher : selector.matchers()) {
            Optional<LabelMatcher> kept = fill(matcher);
            kept.ifPresent(filled::add);
            boolean isOpen = kept.isPresent()
                    && matcher.isMetricName()
                    && !kept.get().operator().isNegative()
                    && !kept.get().value().isEmpty();
            hasName |= isOpen;
        }
        if (!hasName) {
            if (problems.isEmpty() && !selector.matchers().isEmpty()) {
                problems.add("no metric is named in " + original(selector));
            }
            return Optional.empty();
        }
        String text = SelectorText.of(filled);
        if (!PromqlParser.parse(text).isValid()) {
            problems.add("the values of its variables make no selector: " + text);
            return Optional.empty();
        }
        Confidence sure = isWhole ? confidence : Confidence.GUESSED;
        Duration reach = selector.range().plus(selector.time().offset());
        return Optional.of(new Selection(text, names(filled), reach, sure, List.copyOf(notes)));
    }

    /** The conditions as they stood in the dashboard. */
    private String original(Selector selector) {
        String text = selector.matchersText();
        for (int i = 0; i < holes.size(); i++) {
            text = text.replace(Hole.mark(i), holes.get(i).reference().words());
        }
        return text;
    }

    private static List<String> names(List<LabelMatcher> matchers) {
        return Selector.of(PromqlParser.parse(SelectorText.of(matchers)).expr())
                .get(0)
                .names();
    }

    /** Returns the condition without holes, or empty when it must go. */
    private Optional<LabelMatcher> fill(LabelMatcher matcher) {
        if (!holesIn(matcher.name()).isEmpty()) {
            widen(holesIn(matcher.name()));
            return Optional.empty();
        }
        List<Hole> inside = holesIn(matcher.value());
        if (inside.isEmpty()) {
            return Optional.of(matcher);
        }
        inside.forEach(hole -> note(hole.value()));
        boolean isText = inside.stream().allMatch(hole -> hole.value().isSingle())
                && !matcher.operator().isRegex();
        if (isText) {
            return Optional.of(new LabelMatcher(matcher.name(), matcher.operator(), plain(matcher.value())));
        }
        boolean isList = matcher.isMetricName() && !matcher.operator().isRegex();
        if (isList
                && inside.stream()
                        .noneMatch(hole -> hole.value().isAny() || hole.value().isRegex())) {
            return Optional.of(simplest(matcher, String.join("|", texts(matcher.value()))));
        }
        boolean hasAny = inside.stream().anyMatch(hole -> hole.value().isAny());
        if (hasAny) {
            widen(inside);
            if (matcher.operator().isNegative()) {
                return Optional.empty();
            }
        }
        String regex = regex(matcher.value(), matcher.operator().isRegex());
        boolean saysNothing = regex.matches("\\(?(\\.\\*)+\\)?");
        if (saysNothing && !matcher.operator().isNegative()) {
            if (matcher.isMetricName()) {
                problems.add(
                        "the metric is named by " + inside.get(0).reference().words() + " alone");
            }
            return Optional.empty();
        }
        return Optional.of(simplest(matcher, regex));
    }

    /** A list of plain alternatives of one is no regular expression. */
    private static LabelMatcher simplest(LabelMatcher matcher, String regex) {
        boolean isNegative = matcher.operator().isNegative();
        boolean isPlainName = matcher.isMetricName() && LabelNames.isLegacyMetric(regex);
        if (isPlainName) {
            return new LabelMatcher(matcher.name(), isNegative ? MatchOperator.NOT_EQUAL : MatchOperator.EQUAL, regex);
        }
        return new LabelMatcher(matcher.name(), isNegative ? MatchOperator.NOT_REGEX : MatchOperator.REGEX, regex);
    }

    private void widen(List<Hole> because) {
        confidence = confidence.or(Confidence.WIDENED);
        because.forEach(hole -> note(hole.value()));
    }

    private void note(VariableValue value) {
        if (!value.note().isEmpty()) {
            notes.add(value.note());
        }
    }

    private List<Hole> holesIn(String text) {
        List<Hole> found = new ArrayList<>();
        for (int i = 0; i < holes.size(); i++) {
            if (text.contains(Hole.mark(i))) {
                found.add(holes.get(i));
            }
        }
        return found;
    }

    private String plain(String text) {
        String out = text;
        for (int i = 0; i < holes.size(); i++) {
            if (out.contains(Hole.mark(i))) {
                out = out.replace(Hole.mark(i), holes.get(i).value().values().get(0));
            }
        }
        return out;
    }

    /** Every text that comes of a text when its holes take each of their values. */
    private List<String> texts(String text) {
        List<String> texts = List.of(text);
        for (int i = 0; i < holes.size(); i++) {
            if (text.contains(Hole.mark(i))) {
                List<String> more = new ArrayList<>();
                for (String open : texts) {
                    for (String value : holes.get(i).value().values()) {
                        more.add(open.replace(Hole.mark(i), value));
                    }
                }
                texts = more;
            }
        }
        return texts.stream().map(RegexText::quote).toList();
    }

    /** The text as a regular expression; {@code isRegex} says whether what stands around the holes is one already. */
    private String regex(String text, boolean isRegex) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int next = text.length();
            int hole = -1;
            for (int i = 0; i < holes.size(); i++) {
                int at = text.indexOf(Hole.mark(i), from);
                if (at >= 0 && at < next) {
                    next = at;
                    hole = i;
                }
            }
            String around = text.substring(from, next);
            out.append(isRegex ? around : RegexText.quote(around));
            if (hole >= 0) {
                out.append(RegexText.of(holes.get(hole), isRegex));
            }
            from = hole < 0 ? next : next + Hole.mark(hole).length();
        }
        return out.toString();
    }
}
