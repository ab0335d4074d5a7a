package io.promsh.recovery;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.QueryResult.RangeVector;
import io.promsh.model.SampleKind;
import io.promsh.model.Series;
import io.promsh.model.TimeRange;
import io.promsh.promql.PromqlParser;
import io.promsh.promql.VectorSelector;
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
import io.promsh.target.ServerConfiguration;
import io.promsh.target.ServerIdentity;
import io.promsh.tsdb.DataDirectory;
import io.promsh.tsdb.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server made of a data directory: it serves what lies there at every question, so that no test waits for a reload. */
final class FolderTarget implements MetricsTarget {
    private static final Pattern COUNT = Pattern.compile("sum\\(count_over_time\\((.*)\\[(\\d+)(ms|s|m|h)]\\)\\)");
    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)(ms|s|m|h)]");

    final Map<String, String> flags = new TreeMap<>();
    private final String name;
    private final Path folder;
    String version = "2.42.0";
    Flavour flavour = Flavour.PROMETHEUS;
    Optional<ServerConfiguration> configuration = Optional.empty();

    FolderTarget(String name, Path folder) {
        this.name = name;
        this.folder = folder;
        flags.put("storage.tsdb.path", folder.toString());
        flags.put("storage.tsdb.retention.time", "30d");
    }

    private List<Series> stored(String selector, long from, long to) {
        VectorSelector parsed = (VectorSelector) PromqlParser.parse(selector).expr();
        List<Series> all = new ArrayList<>();
        DataDirectory.open(folder).forEachSeries(parsed.matchers(), from, to, one -> {
            Samples samples = one.samples(from, to);
            if (samples.size() > 0) {
                all.add(Series.of(one.labels(), samples.times(), samples.values()));
            }
        });
        return all;
    }

    private static QueryAnswer answer(List<Series> series) {
        QueryResult result = new RangeVector(series);
        return new QueryAnswer(result, SampleKind.RAW, List.of(), List.of(), false, Duration.ZERO, 1);
    }

    @Override
    public QueryAnswer instantQuery(InstantQuery query) {
        Matcher range = RANGE.matcher(query.expression());
        if (!range.matches()) {
            throw new IllegalArgumentException(query.expression());
        }
        long at = query.at().orElseThrow().toEpochMilli();
        return answer(stored(range.group(1), at - millis(range) + 1, at));
    }

    /** Of a selector with a number and a unit. */
    private static long millis(Matcher range) {
        long unit = Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "h", 3_600_000L).getOrDefault(range.group(3), 0L);
        return Long.parseLong(range.group(2)) * unit;
    }

    @Override
    public QueryAnswer rangeQuery(RangeQuery query) {
        Matcher count = COUNT.matcher(query.expression());
        if (!count.matches()) {
            throw new IllegalArgumentException(query.expression());
        }
        long range = millis(count);
        List<Series> all = stored(
                count.group(1),
                query.start().toEpochMilli() - range + 1,
                query.end().toEpochMilli());
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Instant at = query.start(); !at.isAfter(query.end()); at = at.plus(query.step())) {
            long to = at.toEpochMilli();
            long samples = all.stream()
                    .flatMapToLong(series -> Arrays.stream(series.timestampsMillis()))
                    .filter(time -> time > to - range && time <= to)
                    .count();
            if (samples > 0) {
                times.add(to);
                values.add((double) samples);
            }
        }
        return answer(
                times.isEmpty()
                        ? List.of()
                        : List.of(Series.of(
                                Labels.EMPTY,
                                times.stream().mapToLong(Long::longValue).toArray(),
                                values.stream().mapToDouble(Double::doubleValue).toArray())));
    }

    @Override
    public Page<Labels> series(MetadataScope scope) {
        TimeRange range = scope.range().orElseThrow();
        List<Labels> all = new ArrayList<>();
        for (String selector : scope.selectors()) {
            stored(selector, range.start().toEpochMilli(), range.end().toEpochMilli())
                    .forEach(series -> all.add(series.labels()));
        }
        return new Page<>(all, false, List.of());
    }

    @Override
    public Optional<ServerConfiguration> configuration() {
        return configuration;
    }

    @Override
    public ServerIdentity identity() {
        return new ServerIdentity(flavour, version, Optional.empty(), "");
    }

    @Override
    public Map<String, String> flags() {
        return flags;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "http://" + name;
    }

    @Override
    public Page<String> labelNames(MetadataScope scope) {
        Set<String> names = new TreeSet<>();
        series(scope).items().forEach(labels -> labels.forEach((name, value) -> names.add(name)));
        return new Page<>(List.copyOf(names), false, List.of());
    }

    @Override
    public Page<String> labelValues(String label, MetadataScope scope) {
        Set<String> values = new TreeSet<>();
        series(scope).items().forEach(labels -> values.add(labels.get(label)));
        values.remove("");
        return new Page<>(List.copyOf(values), false, List.of());
    }

    @Override
    public Map<String, MetricMetadata> metadata(Optional<String> metric) {
        return Map.of();
    }

    @Override
    public Optional<List<String>> search(SearchKind kind, String text, MetadataScope scope) {
        return Optional.empty();
    }

    @Override
    public List<ScrapeTarget> scrapes() {
        return List.of();
    }

    @Override
    public List<Alert> alerts() {
        return List.of();
    }

    @Override
    public List<Rule> rules() {
        return List.of();
    }

    @Override
    public Cardinality cardinality(int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> limitsMet() {
        return List.of();
    }

    @Override
    public void cancel() {}

    @Override
    public void close() {}
}
