package io.promsh.testing;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.QueryAnswer;
import io.promsh.target.Alert;
import io.promsh.target.Cardinality;
import io.promsh.target.Flavour;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import io.promsh.target.RangeQuery;
import io.promsh.target.Rule;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.SearchKind;
import io.promsh.target.ServerIdentity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A target that answers what it was told to and notes what it was asked. Label questions answer from the series given by
 * {@link #withSeries}; a scope's selectors are understood by a metric name and {@code name="value"} matchers alone.
 */
public final class FakeTarget implements MetricsTarget {
    /** Every call, for example {@code labelValues job [up] 100}. */
    public final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** The series that label questions answer from. */
    public final List<Labels> series = Collections.synchronizedList(new ArrayList<>());

    /** What {@link #flags} answers. */
    public final Map<String, String> flags = new HashMap<>();

    /** What {@link #metadata} answers. */
    public final Map<String, MetricMetadata> metadata = new HashMap<>();

    /** Metric names beside those of the series; for very many. */
    private volatile List<String> metricNames = List.of();

    private volatile Function<InstantQuery, QueryAnswer> instant = query -> {
        throw Failure.failed("the fake answers no instant query", "");
    };
    private volatile Function<RangeQuery, QueryAnswer> range = query -> {
        throw Failure.failed("the fake answers no range query", "");
    };
    private volatile Function<String, Optional<List<String>>> search = text -> Optional.empty();
    private volatile @Nullable Failure failure;
    private volatile Runnable beforeAnswer = () -> {};

    /** Adds series: metric name, then label names and values in turn. */
    public FakeTarget withSeries(String metric, String... namesAndValues) {
        Map<String, String> labels = new HashMap<>();
        labels.put(Labels.METRIC_NAME, metric);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            labels.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        series.add(Labels.of(labels));
        return this;
    }

    /** Adds metric names without series. */
    public FakeTarget withMetrics(Collection<String> names) {
        metricNames = List.copyOf(names);
        return this;
    }

    /** Adds metadata of a family. */
    public FakeTarget withMetadata(String metric, String type, String help) {
        metadata.put(metric, new MetricMetadata(type, help, ""));
        return this;
    }

    /** Sets what instant queries answer. */
    public FakeTarget answering(Function<InstantQuery, QueryAnswer> answer) {
        instant = answer;
        return this;
    }

    /** Sets what range queries answer. */
    public FakeTarget answeringRanges(Function<RangeQuery, QueryAnswer> answer) {
        range = answer;
        return this;
    }

    /** Sets what the search interface answers. */
    public FakeTarget searching(Function<String, Optional<List<String>>> answer) {
        search = answer;
        return this;
    }

    /** Makes every call fail; null makes them work again. */
    public void failWith(@Nullable Failure newFailure) {
        failure = newFailure;
    }

    /** Sets what runs, on the caller's thread, before each answer: a latch, for instance. */
    public void beforeEachAnswer(Runnable action) {
        beforeAnswer = action;
    }

    private void called(String call) {
        calls.add(call);
        beforeAnswer.run();
        Failure now = failure;
        if (now != null) {
            throw now;
        }
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String address() {
        return "http://fake:9090";
    }

    @Override
    public QueryAnswer instantQuery(InstantQuery query) {
        called("instantQuery " + query.expression());
        return instant.apply(query);
    }

    @Override
    public QueryAnswer rangeQuery(RangeQuery query) {
        called("rangeQuery " + query.expression());
        return range.apply(query);
    }

    @Override
    public Page<String> labelNames(MetadataScope scope) {
        called("labelNames " + scope.selectors() + " " + scope.limit());
        TreeSet<String> names = new TreeSet<>();
        selected(scope).forEach(labels -> labels.forEach((name, value) -> names.add(name)));
        return page(new ArrayList<>(names), scope);
    }

    @Override
    public Page<String> labelValues(String label, MetadataScope scope) {
        called("labelValues " + label + " " + scope.selectors() + " " + scope.limit());
        TreeSet<String> values = new TreeSet<>();
        for (Labels labels : selected(scope)) {
            if (!labels.get(label).isEmpty()) {
                values.add(labels.get(label));
            }
        }
        if (label.equals(Labels.METRIC_NAME) && scope.selectors().isEmpty()) {
            if (values.isEmpty()) {
                return page(metricNames, scope);
            }
            values.addAll(metricNames);
        }
        return page(new ArrayList<>(values), scope);
    }

    @Override
    public Page<Labels> series(MetadataScope scope) {
        called("series " + scope.selectors() + " " + scope.limit());
        List<Labels> found = selected(scope);
        boolean cut = scope.limit() > 0 && found.size() > scope.limit();
        return new Page<>(cut ? found.subList(0, scope.limit()) : found, cut, List.of());
    }

    private static Page<String> page(List<String> items, MetadataScope scope) {
        boolean cut = scope.limit() > 0 && items.size() > scope.limit();
        return new Page<>(cut ? items.subList(0, scope.limit()) : items, cut, List.of());
    }

    private List<Labels> selected(MetadataScope scope) {
        List<Labels> found = new ArrayList<>();
        for (Labels labels : List.copyOf(series)) {
            if (scope.selectors().isEmpty()
                    || scope.selectors().stream().anyMatch(text -> FakeSelector.matches(text, labels))) {
                found.add(labels);
            }
        }
        return found;
    }

    @Override
    public Map<String, MetricMetadata> metadata(Optional<String> metric) {
        called("metadata " + metric.orElse("*"));
        return metric.isEmpty()
                ? Map.copyOf(metadata)
                : Map.of(metric.get(), metadata.getOrDefault(metric.get(), MetricMetadata.UNKNOWN));
    }

    @Override
    public Optional<List<String>> search(SearchKind kind, String text, MetadataScope scope) {
        called("search " + kind + " " + text);
        return search.apply(text);
    }

    @Override
    public ServerIdentity identity() {
        called("identity");
        return new ServerIdentity(Flavour.PROMETHEUS, "3.5.0", Optional.empty(), "");
    }

    @Override
    public List<ScrapeTarget> scrapes() {
        called("scrapes");
        return List.of();
    }

    @Override
    public List<Alert> alerts() {
        called("alerts");
        return List.of();
    }

    @Override
    public List<Rule> rules() {
        called("rules");
        return List.of();
    }

    @Override
    public Map<String, String> flags() {
        called("flags");
        return Map.copyOf(flags);
    }

    @Override
    public Cardinality cardinality(int limit) {
        called("cardinality " + limit);
        return new Cardinality(series.size(), 0, 0, List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public List<String> limitsMet() {
        return List.of();
    }

    @Override
    public void cancel() {
        calls.add("cancel");
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
