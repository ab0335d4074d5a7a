package io.promsh.export;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.TimeRange;
import io.promsh.promql.LabelMatcher;
import io.promsh.promql.LabelNames;
import io.promsh.promql.MatchOperator;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.Selector;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which metrics selectors mean, one by one; asks the target where a selector names no certain one. */
final class MetricListing {
    private static final int MOST_METRICS = 100_000;

    private final MetricsTarget target;
    private final TimeRange window;
    private final Duration timeout;
    private final SortedSet<String> warnings = new TreeSet<>();

    MetricListing(MetricsTarget target, TimeRange window, Duration timeout) {
        this.target = target;
        this.window = window;
        this.timeout = timeout;
    }

    SortedSet<String> warnings() {
        return warnings;
    }

    List<MetricPlan> list(List<String> selectors) {
        TreeMap<String, SortedSet<String>> byMetric = new TreeMap<>();
        for (String selector : selectors) {
            List<LabelMatcher> matchers = matchers(selector);
            for (String metric : metrics(selector, matchers)) {
                byMetric.computeIfAbsent(metric, name -> new TreeSet<>()).add(selector(metric, matchers));
            }
        }
        Map<String, MetricMetadata> metadata = byMetric.isEmpty() ? Map.of() : metadata();
        FileNames names = new FileNames();
        List<MetricPlan> plans = new ArrayList<>();
        byMetric.forEach((metric, own) -> {
            String whole = selector(metric, List.of());
            List<String> needed = own.contains(whole) ? List.of(whole) : List.copyOf(own);
            plans.add(new MetricPlan(metric, needed, MetricFamily.of(metric, metadata), names.stem(metric)));
        });
        return plans;
    }

    /** Throws a usage failure when that is no selector. */
    static void check(String selector) {
        matchers(selector);
    }

    private static List<LabelMatcher> matchers(String selector) {
        try {
            return PromqlParser.parseMetricSelector(selector);
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                            "'" + selector + "' is no selector: " + e.getMessage(),
                            "an export takes selectors such as up or http_requests_total{job=\"api\"}")
                    .withCause(e);
        }
    }

    private List<String> metrics(String selector, List<LabelMatcher> matchers) {
        List<Selector> parsed = Selector.of(PromqlParser.parse(selector).expr());
        String certain = parsed.isEmpty() ? "" : parsed.get(0).name();
        long names = matchers.stream().filter(LabelMatcher::isMetricName).count();
        if (!certain.isEmpty() && names == 1) {
            return List.of(certain);
        }
        MetadataScope scope = new MetadataScope(List.of(selector), Optional.of(window), MOST_METRICS, timeout);
        Page<String> page = target.labelValues(Labels.METRIC_NAME, scope);
        warnings.addAll(page.warnings());
        if (page.truncated()) {
            throw Failure.of(
                    FailureKind.PARTIAL,
                    selector + " means more than " + page.items().size()
                            + " metrics: the target does not list them all",
                    "narrow it down");
        }
        return page.items();
    }

    /** The conditions of a selector for one metric. */
    private static String selector(String metric, List<LabelMatcher> matchers) {
        SortedSet<String> conditions = new TreeSet<>();
        for (LabelMatcher matcher : matchers) {
            if (!matcher.isMetricName()) {
                conditions.add(matcher.toString());
            }
        }
        boolean isPlain = LabelNames.isLegacyMetric(metric);
        if (isPlain && conditions.isEmpty()) {
            return metric;
        }
        String name = isPlain ? "" : new LabelMatcher(Labels.METRIC_NAME, MatchOperator.EQUAL, metric).toString();
        String inside = String.join(",", conditions);
        return (isPlain ? metric : "") + "{" + name + (name.isEmpty() || inside.isEmpty() ? "" : ",") + inside + "}";
    }

    /** Types and units are worth a question, and not a failure. */
    private Map<String, MetricMetadata> metadata() {
        try {
            return target.metadata(Optional.empty());
        } catch (Failure failure) {
            if (failure.kind() != FailureKind.FAILED) {
                throw failure;
            }
            warnings.add("the target does not say the types of metrics");
            return Map.of();
        }
    }
}
