package io.promsh.recovery;

import io.promsh.model.TimeRange;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.tsdb.SeriesMatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The selectors that name at the local target what the request's name at the sources. A label that a source adds to everything, such
 * as {@code replica}, stands on no series here: asked for by it, the local target would seem to have nothing, before and after. And a
 * bucket's bound may be spelt otherwise here.
 */
final class LocalSelectors {
    /** Everything; also what a selector needs when the rest of it would match a series without labels. */
    private static final LabelMatcher ANY_NAME = new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOperator.REGEX, ".+");

    private static final Pattern SPECIAL = Pattern.compile("[.+*?()|\\[\\]{}^$\\\\]");

    private final TargetSource local;
    private final TimeRange window;
    private final Collection<String> strip;

    /**
     * Asks the local target for its label names in a window.
     *
     * @param strip labels that are known to be added by the sources
     */
    LocalSelectors(TargetSource local, TimeRange window, Collection<String> strip) {
        this.local = local;
        this.window = window;
        this.strip = strip;
    }

    List<String> of(List<String> selectors) {
        return selectors.stream().map(this::of).distinct().toList();
    }

    private String of(String selector) {
        List<LabelMatcher> matchers = new ArrayList<>(DirectorySource.matchers(selector));
        matchers.removeIf(matcher -> strip.contains(matcher.name()));
        takeOffUnknown(matchers);
        matchers.replaceAll(
                matcher -> LabelRules.BOUNDS.contains(matcher.name()) ? inAnySpelling(matcher, matchers) : matcher);
        return text(matchers);
    }

    private static String text(List<LabelMatcher> matchers) {
        List<LabelMatcher> all = new ArrayList<>(matchers);
        if (all.stream().allMatch(LabelMatcher::matchesEmpty)) {
            all.add(0, ANY_NAME);
        }
        return all.stream().map(LabelMatcher::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static List<LabelMatcher> without(List<LabelMatcher> matchers, String label) {
        return matchers.stream()
                .filter(matcher -> !matcher.name().equals(label))
                .toList();
    }

    /** Takes conditions off on labels that no local series bears which meets the others. Where there is no such series, nothing is known. */
    private void takeOffUnknown(List<LabelMatcher> matchers) {
        List<String> labels = matchers.stream()
                .filter(matcher -> !matcher.isMetricName())
                .map(LabelMatcher::name)
                .distinct()
                .toList();
        if (labels.isEmpty()) {
            return;
        }
        Collection<String> known = local.labelNames(
                text(matchers.stream().filter(LabelMatcher::isMetricName).toList()), window);
        for (String label : labels) {
            if (!known.isEmpty() && !known.contains(label)) {
                matchers.removeIf(matcher -> matcher.name().equals(label));
            }
        }
        for (String label : labels) {
            List<LabelMatcher> others = without(matchers, label);
            boolean isAlone = others.stream().allMatch(LabelMatcher::isMetricName);
            if (isAlone || others.size() == matchers.size()) {
                continue;
            }
            Collection<String> beside = local.labelNames(text(others), window);
            if (!beside.isEmpty() && !beside.contains(label)) {
                matchers.removeIf(matcher -> matcher.name().equals(label));
            }
        }
    }

    /** Returns a condition that also meets the local spellings of the numbers that the given one meets: {@code 1.0} for {@code 1}. */
    private LabelMatcher inAnySpelling(LabelMatcher matcher, List<LabelMatcher> all) {
        boolean isRegex = matcher.operator().isRegex();
        MatchOperator operator = matcher.operator().isNegative() ? MatchOperator.NOT_REGEX : MatchOperator.REGEX;
        String own = isRegex ? "(?:" + matcher.value() + ")" : quoted(matcher.value());
        Predicate<String> meets = SeriesMatch.value(new LabelMatcher(matcher.name(), MatchOperator.REGEX, own));
        List<String> more = local.labelValues(matcher.name(), text(without(all, matcher.name())), window).stream()
                .filter(value -> !meets.test(value)
                        && LabelRules.spellingsOf(value).stream().anyMatch(meets))
                .sorted()
                .map(LocalSelectors::quoted)
                .toList();
        return more.isEmpty()
                ? matcher
                : new LabelMatcher(matcher.name(), operator, own + "|" + String.join("|", more));
    }

    private static String quoted(String value) {
        return SPECIAL.matcher(value).replaceAll("\\\\$0");
    }
}
