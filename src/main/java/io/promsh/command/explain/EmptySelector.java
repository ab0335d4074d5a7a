package io.promsh.command.explain;

import io.promsh.command.CommandContext;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.TimeModifiers;
import io.promsh.promql.VectorSelector;
import io.promsh.target.MetadataScope;
import io.promsh.text.Escaping;
import io.promsh.text.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Finds out why a selector has no series: its metric, one of its labels, one of its values, their combination, or the time. */
final class EmptySelector {
    private static final int MOST_NAMES = 200_000;

    private final CommandContext context;
    private final Counting counting;

    EmptySelector(CommandContext context, Counting counting) {
        this.context = context;
        this.counting = counting;
    }

    Reason reason(VectorSelector selector) {
        String metric = metricOf(selector);
        if (!metric.isEmpty() && values(Labels.METRIC_NAME, selectorOf(metric)).isEmpty()) {
            return unknown(
                    "no metric is called \"" + Escaping.visible(metric) + "\"",
                    metric,
                    values(Labels.METRIC_NAME, ""),
                    "metrics");
        }
        String base = metric.isEmpty() ? "" : selectorOf(metric);
        for (LabelMatcher matcher : selector.matchers()) {
            if (matcher.isMetricName() && !metric.isEmpty()) {
                continue;
            }
            Optional<Reason> reason = ofMatcher(matcher, base, metric);
            if (reason.isPresent()) {
                return reason.get();
            }
        }
        String plain = plainText(selector);
        Instant asked = lookedAt(selector.time());
        Optional<Instant> last = counting.lastSeen(plain, asked);
        if (last.isPresent()) {
            Duration ago = Duration.ofSeconds(
                    Math.max(0, Duration.between(last.get(), asked).toSeconds()));
            return new Reason(
                    Escaping.visible(plain) + " has no sample at " + second(asked) + "; the last was "
                            + PromDuration.format(ago) + " before it, at " + second(last.get()),
                    "query --at " + last.get() + " " + Escaping.visible(plain));
        }
        return inCombination(selector, plain, asked);
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The moment at which a selector looks for samples: pinned or the evaluation's own, less the offset. */
    private Instant lookedAt(TimeModifiers time) {
        Instant pinned = time.at();
        Instant from = pinned == null ? context.at().orElse(context.now()) : pinned;
        return from.minus(time.offset());
    }

    private Reason inCombination(VectorSelector selector, String plain, Instant asked) {
        boolean existsSometime = !values(Labels.METRIC_NAME, plain).isEmpty();
        String window = PromDuration.format(context.window().length());
        if (existsSometime) {
            boolean moved = selector.time().hasOffset() || selector.time().isPinned();
            return new Reason(
                    Escaping.visible(plain) + " has series, but no sample in the " + window + " before "
                            + second(asked),
                    moved
                            ? "look at another time: change the offset or the @ of the selector"
                            : "explain --last 30d " + Escaping.visible(plain));
        }
        return new Reason(
                "each condition of " + Escaping.visible(plain) + " is met by some series, but no series meets all",
                ("series " + Escaping.visible(metricOf(selector))).strip());
    }

    private Optional<Reason> ofMatcher(LabelMatcher matcher, String base, String metric) {
        boolean passesAbsent =
                matcher.operator() == MatchOperator.NOT_EQUAL || matcher.operator() == MatchOperator.NOT_REGEX;
        if (passesAbsent || matcher.value().isEmpty()) {
            return Optional.empty();
        }
        List<String> names = context.target().labelNames(scope(base)).items();
        String of = metric.isEmpty() ? "" : " of " + Escaping.visible(metric);
        if (!names.contains(matcher.name())) {
            String none = "no series" + of + " has a label \"" + Escaping.visible(matcher.name()) + "\"";
            return Optional.of(unknown(none, matcher.name(), names, "labels " + metric));
        }
        List<String> values = values(matcher.name(), base);
        if (values.stream().anyMatch(value -> matches(matcher, value))) {
            return Optional.empty();
        }
        String next = "values " + matcher.name() + " " + metric;
        String none = "no series" + of + " has " + Escaping.visible(matcher.toString());
        if (matcher.operator() == MatchOperator.REGEX) {
            return Optional.of(new Reason(none + "; there are " + few(values), next));
        }
        return Optional.of(unknown(none, matcher.value(), values, next));
    }

    private static boolean matches(LabelMatcher matcher, String value) {
        if (matcher.operator() == MatchOperator.EQUAL) {
            return matcher.value().equals(value);
        }
        try {
            return Pattern.compile(matcher.value(), Pattern.DOTALL)
                    .matcher(value)
                    .matches();
        } catch (PatternSyntaxException e) {
            // RE2 knows forms that Java does not: no verdict, so no blame.
            return true;
        }
    }

    private static Reason unknown(String what, String name, List<String> known, String next) {
        List<String> near = Nearest.several(name, known, 3);
        if (!near.isEmpty()) {
            return new Reason(what + "; nearest: " + Escaping.visible(String.join(", ", near)), next);
        }
        return new Reason(known.isEmpty() ? what : what + "; there are " + few(known), next);
    }

    private static String few(List<String> values) {
        String shown = values.stream().limit(5).collect(Collectors.joining(", "));
        return Escaping.visible(shown) + (values.size() > 5 ? " and " + (values.size() - 5) + " more" : "");
    }

    private List<String> values(String label, String selector) {
        return context.target().labelValues(label, scope(selector)).items();
    }

    private MetadataScope scope(String selector) {
        List<String> selectors = selector.isEmpty() ? List.of() : List.of(selector);
        return new MetadataScope(
                selectors, Optional.empty(), MOST_NAMES, context.settings().timeout());
    }

    private static String metricOf(VectorSelector selector) {
        return selector.matchers().stream()
                .filter(matcher -> matcher.isMetricName() && matcher.operator() == MatchOperator.EQUAL)
                .map(LabelMatcher::value)
                .findFirst()
                .orElse("");
    }

    private static String selectorOf(String metric) {
        return Labels.of(Labels.METRIC_NAME, metric).toString();
    }

    /** The selector without offset and {@code @}. */
    private static String plainText(VectorSelector selector) {
        List<LabelMatcher> matchers = new ArrayList<>(selector.matchers());
        return new VectorSelector(
                        selector.name(),
                        matchers,
                        TimeModifiers.NONE,
                        selector.boundary(),
                        selector.labelsOnly(),
                        selector.textStart(),
                        selector.textEnd())
                .toString();
    }
}
