package io.promsh.target.grafana;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.target.Alert;
import io.promsh.target.Cardinality;
import io.promsh.target.DashboardSource;
import io.promsh.target.Flavour;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import io.promsh.target.RangeQuery;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawQuery;
import io.promsh.target.RawSink;
import io.promsh.target.Rule;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.SearchKind;
import io.promsh.target.ServerIdentity;
import io.promsh.target.grafana.ApiWays.Need;
import io.promsh.target.http.TransportFailures;
import io.promsh.target.http.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus behind a Grafana, with a browser session's cookie or a service account's token. Queries go the way of dashboards,
 * {@code POST /api/ds/query}; stored samples and names go through the data source's proxy or its plugin's resources, where Grafana
 * lets this login. What cannot be had whole is labelled resampled.
 */
public final class GrafanaTarget implements MetricsTarget {
    private final TargetSpec spec;
    private final GrafanaSession session;
    private final Wire wire;
    private final BiFunction<TargetSpec, Wire, MetricsTarget> prometheus;
    private volatile @Nullable Behind behind;
    private volatile @Nullable ServerIdentity known;

    /** What is known once the data source is chosen. */
    private record Behind(DataSource source, Queries queries, ApiWays ways, List<MetricsTarget> targets) {}

    /**
     * A target that asks nothing before it is used.
     *
     * @param prometheus makes a target of Prometheus's own interface at the end of a wire
     */
    public GrafanaTarget(
            TargetSpec spec, GrafanaSession session, BiFunction<TargetSpec, Wire, MetricsTarget> prometheus) {
        this.spec = spec;
        this.session = session;
        this.prometheus = prometheus;
        this.wire = new Wire(spec, session.options(), session);
    }

    private Behind behind() {
        Behind made = behind;
        if (made != null) {
            return made;
        }
        synchronized (this) {
            made = behind;
            if (made == null) {
                made = find();
                behind = made;
            }
            return made;
        }
    }

    private Behind find() {
        DataSource source = new DataSourceChoice(wire).choose(spec.grafana().dataSource());
        Duration timeout = wire.options().timeout();
        MetricsTarget proxy = prometheus.apply(spec, wire.below("api", "datasources", "proxy", "uid", source.uid()));
        MetricsTarget resources =
                prometheus.apply(spec, wire.below("api", "datasources", "uid", source.uid(), "resources"));
        ApiWays ways = new ApiWays(
                List.of(
                        new ApiWays.Way("through the data source's proxy", proxy),
                        new ApiWays.Way("through the data source's resources", resources)),
                timeout);
        return new Behind(source, new Queries(new FrameQueries(wire, source), ways), ways, List.of(proxy, resources));
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public String address() {
        return TransportFailures.shown(wire.base());
    }

    @Override
    public QueryAnswer instantQuery(InstantQuery query) {
        return behind().queries().instant(query);
    }

    @Override
    public QueryAnswer rangeQuery(RangeQuery query) {
        return behind().queries().range(query);
    }

    @Override
    public RawAnswer readRaw(RawQuery query, RawSink sink) {
        Optional<ApiWays.Way> way = behind().ways().find(Need.QUERIES);
        return way.isPresent() ? way.get().target().readRaw(query, sink) : MetricsTarget.super.readRaw(query, sink);
    }

    /** Asks by a way that is open for names, else by queries. */
    private <T> T names(Function<MetricsTarget, T> ask, Function<NamesByQuery, T> otherwise) {
        Optional<ApiWays.Way> way = behind().ways().find(Need.NAMES);
        return way.isPresent() ? ask.apply(way.get().target()) : otherwise.apply(new NamesByQuery(this::vector));
    }

    private InstantVector vector(InstantQuery query) {
        return instantQuery(query).result() instanceof InstantVector vector ? vector : new InstantVector(List.of());
    }

    /** Asks what only Prometheus's own interface tells. */
    private <T> T own(Function<MetricsTarget, T> ask) {
        ApiWays ways = behind().ways();
        ApiWays.Way way = ways.find(Need.NAMES)
                .orElseThrow(() -> Failure.denied(
                        "Grafana lets this login ask queries only, not the server itself", ways.reason(Need.NAMES)));
        return ask.apply(way.target());
    }

    @Override
    public Page<String> labelNames(MetadataScope scope) {
        return names(target -> target.labelNames(scope), names -> names.labelNames(scope));
    }

    @Override
    public Page<String> labelValues(String label, MetadataScope scope) {
        return names(target -> target.labelValues(label, scope), names -> names.labelValues(label, scope));
    }

    @Override
    public Page<Labels> series(MetadataScope scope) {
        return names(target -> target.series(scope), names -> names.series(scope));
    }

    @Override
    public Map<String, MetricMetadata> metadata(Optional<String> metric) {
        return names(target -> target.metadata(metric), names -> Map.of());
    }

    @Override
    public Optional<List<String>> search(SearchKind kind, String text, MetadataScope scope) {
        return names(target -> target.search(kind, text, scope), names -> Optional.empty());
    }

    @Override
    public Optional<List<String>> searchValues(String label, String text, MetadataScope scope) {
        return names(target -> target.searchValues(label, text, scope), names -> Optional.empty());
    }

    /** Returns what the server behind Grafana is, by which ranges and limits go; Grafana itself where that is not told. */
    @Override
    public ServerIdentity identity() {
        ServerIdentity identity = known;
        if (identity == null) {
            Behind now = behind();
            Optional<ApiWays.Way> way = now.ways().find(Need.NAMES);
            String through = "through Grafana, data source " + now.source().name();
            if (way.isPresent()) {
                ServerIdentity theirs = way.get().target().identity();
                String note = theirs.note().isEmpty() ? through : through + "; " + theirs.note();
                identity = new ServerIdentity(theirs.flavour(), theirs.version(), theirs.clockSkew(), note);
            } else {
                identity = new ServerIdentity(
                        Flavour.GRAFANA,
                        account().version(),
                        Optional.empty(),
                        "the server behind data source " + now.source().name() + " is not told to this login");
            }
            known = identity;
        }
        return identity;
    }

    private Account account() {
        return new Account(wire, wire.options().timeout());
    }

    @Override
    public Map<String, String> particulars() {
        Map<String, String> facts = new LinkedHashMap<>();
        Account.Who who = account().who();
        facts.put("user", who.login().isEmpty() ? "a service account" : who.login());
        facts.put("organisation", who.organisation());
        if (!who.role().isEmpty()) {
            facts.put("role", who.role());
        }
        String version = account().version();
        facts.put("grafana", version.isEmpty() ? "does not tell its version" : version);
        Behind now = behind();
        facts.put(
                "data source",
                now.source().name() + ", " + now.source().type() + ", UID "
                        + now.source().uid());
        facts.put("stored samples", way(now, Need.QUERIES, "not to be had: range selectors come resampled"));
        facts.put("names", way(now, Need.NAMES, "by queries only"));
        if (!session.expiry().isEmpty()) {
            facts.put("cookie good until", until(session.expiry()) + ", then the next one is taken");
        }
        return facts;
    }

    private static String way(Behind now, Need need, String otherwise) {
        return now.ways().find(need).map(ApiWays.Way::words).orElse(otherwise);
    }

    private static String until(String epochSeconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(epochSeconds)).toString();
        } catch (NumberFormatException | java.time.DateTimeException e) {
            return "an unknown time";
        }
    }

    @Override
    public Optional<DashboardSource> dashboards() {
        return Optional.of(new GrafanaDashboards(wire));
    }

    @Override
    public List<ScrapeTarget> scrapes() {
        return own(MetricsTarget::scrapes);
    }

    @Override
    public List<Alert> alerts() {
        return own(MetricsTarget::alerts);
    }

    @Override
    public List<Rule> rules() {
        return own(MetricsTarget::rules);
    }

    @Override
    public Map<String, String> flags() {
        return own(MetricsTarget::flags);
    }

    @Override
    public Cardinality cardinality(int limit) {
        return own(target -> target.cardinality(limit));
    }

    @Override
    public List<String> limitsMet() {
        Behind now = behind;
        return now == null
                ? List.of()
                : now.targets().stream()
                        .flatMap(target -> target.limitsMet().stream())
                        .distinct()
                        .toList();
    }

    @Override
    public void cancel() {
        wire.cancel();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Returns whether a failure is a refusal of Grafana's and no other thing went wrong. */
    static boolean isRefused(Failure failure) {
        return failure.kind() == FailureKind.DENIED && ApiWays.isClosed(failure);
    }
}
