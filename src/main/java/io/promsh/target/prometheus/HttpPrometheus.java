package io.promsh.target.prometheus;

import io.promsh.config.TargetSpec;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.QueryAnswer;
import io.promsh.model.QueryResult;
import io.promsh.model.SampleKind;
import io.promsh.target.Alert;
import io.promsh.target.Cardinality;
import io.promsh.target.CutAnswer;
import io.promsh.target.Flavour;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import io.promsh.target.QueryLimit;
import io.promsh.target.RangeQuery;
import io.promsh.target.RawAnswer;
import io.promsh.target.RawMethod;
import io.promsh.target.RawQuery;
import io.promsh.target.RawSink;
import io.promsh.target.Rule;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.SearchKind;
import io.promsh.target.ServerConfiguration;
import io.promsh.target.ServerIdentity;
import io.promsh.target.http.Ask;
import io.promsh.target.http.Reply;
import io.promsh.target.http.TransportFailures;
import io.promsh.target.http.Wire;
import io.promsh.target.http.WireOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A target that speaks Prometheus's HTTP interface: Prometheus, Mimir and Grafana Cloud, Thanos, VictoriaMetrics. Nothing is
 * opened before the first question. Answers are read as they stream in and cut, marked partial, before they exhaust memory.
 */
public final class HttpPrometheus implements MetricsTarget {
    private final TargetSpec spec;
    private final Wire wire;
    private final Discovery discovery;
    private final ServerPages pages;
    private final Search search;
    private final StoredSamples raw;
    private final Set<String> limits = new LinkedHashSet<>();
    private volatile @Nullable ServerIdentity known;

    HttpPrometheus(TargetSpec spec, WireOptions options) {
        this(spec, new Wire(spec, options));
    }

    private HttpPrometheus(TargetSpec spec, Wire wire) {
        this.spec = spec;
        this.wire = wire;
        this.discovery = new Discovery(wire, this::identity);
        this.pages = new ServerPages(wire);
        this.search = new Search(wire, this::identity);
        this.raw = new StoredSamples(wire, this);
    }

    /** Throws a usage failure when the address is none. */
    public HttpPrometheus(TargetSpec spec, InstantSource clock, String userAgent) {
        this(spec, WireOptions.of(clock, userAgent));
    }

    /** A target that is asked over a wire of its own making, for example through a Grafana. */
    public static HttpPrometheus over(TargetSpec spec, Wire wire) {
        return new HttpPrometheus(spec, wire);
    }

    /** A target with the system's clock. Throws a usage failure when the address is none. */
    public static HttpPrometheus open(TargetSpec spec) {
        return new HttpPrometheus(spec, Clock.systemUTC(), "promsh");
    }

    /**
     * Loads what the first question needs, without opening anything; takes about as long as the first question saves. For a
     * second thread at start-up: a process with one question to ask is ready earlier by what runs at the same time.
     */
    public static void prepare() {
        WarmUp.run();
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
        Ask ask = Ask.form(query.timeout(), "api", "v1", "query").with("query", query.expression());
        if (query.at().isPresent()) {
            ask.with("time", query.at().get());
        }
        if (query.seriesLimit().isPresent() && knowsQueryLimit()) {
            ask.with("limit", Integer.toString(query.seriesLimit().get()));
        }
        return query(ask, query.expression(), query.timeout(), true);
    }

    private boolean knowsQueryLimit() {
        ServerIdentity server = identity();
        return server.flavour() != Flavour.PROMETHEUS || server.atLeast(3, 2);
    }

    @Override
    public QueryAnswer rangeQuery(RangeQuery query) {
        Ask ask = Ask.form(query.timeout(), "api", "v1", "query_range")
                .with("query", query.expression())
                .with("start", query.start())
                .with("end", query.end())
                .with("step", query.step());
        return query(ask, query.expression(), query.timeout(), false);
    }

    private QueryAnswer query(Ask ask, String expression, Duration timeout, boolean instant) {
        ask.with("timeout", timeout).about(expression);
        long began = System.nanoTime();
        try {
            return wire.ask(ask, reply -> answer(reply, expression, instant, began));
        } catch (Failure failure) {
            learn(failure);
            throw failure;
        }
    }

    @Override
    public List<RawMethod> rawMethods() {
        return raw.methods();
    }

    @Override
    public RawAnswer readRaw(RawQuery query, RawSink sink) {
        try {
            return raw.read(query, sink);
        } catch (Failure failure) {
            learn(failure);
            throw failure;
        }
    }

    private static QueryAnswer answer(Reply reply, String expression, boolean instant, long began) throws IOException {
        QueryDecoder decoder = new QueryDecoder(reply);
        Envelope envelope = Envelope.read(reply, decoder);
        QueryResult result = decoder.result();
        List<String> warnings = envelope.warnings();
        if (envelope.isCut()) {
            warnings.add(CutAnswer.warning(
                    decoder.samples() + " samples (" + (reply.bytesRead() >> 20) + " MiB)",
                    "ask for fewer series, a shorter window or a larger step"));
        }
        boolean raw = instant && result instanceof QueryResult.RangeVector && !Subqueries.isOutermost(expression);
        return new QueryAnswer(
                result,
                raw ? SampleKind.RAW : SampleKind.EVALUATED,
                warnings,
                envelope.infos(),
                envelope.isPartial(),
                Duration.ofNanos(System.nanoTime() - began),
                reply.bytesRead());
    }

    private void learn(Failure failure) {
        if (failure.kind() == FailureKind.INTERRUPTED) {
            return;
        }
        Optional<QueryLimit> limit = QueryLimit.in(failure.message());
        if (limit.isPresent()) {
            synchronized (limits) {
                limits.add(limit.get().words());
            }
        }
    }

    @Override
    public Page<String> labelNames(MetadataScope scope) {
        return discovery.labelNames(scope);
    }

    @Override
    public Page<String> labelValues(String label, MetadataScope scope) {
        return discovery.labelValues(label, scope);
    }

    @Override
    public Page<Labels> series(MetadataScope scope) {
        if (scope.selectors().isEmpty()) {
            throw Failure.usage("series needs a selector", "type series {job=\"NAME\"}");
        }
        return discovery.series(scope);
    }

    @Override
    public Map<String, MetricMetadata> metadata(Optional<String> metric) {
        return discovery.metadata(metric);
    }

    @Override
    public Optional<List<String>> search(SearchKind kind, String text, MetadataScope scope) {
        return switch (kind) {
            case METRIC_NAMES -> search.find("metric_names", "", text, scope);
            case LABEL_NAMES -> search.find("label_names", "", text, scope);
            case LABEL_VALUES -> Optional.empty(); // of which label? see searchValues
        };
    }

    @Override
    public Optional<List<String>> searchValues(String label, String text, MetadataScope scope) {
        return search.find("label_values", label, text, scope);
    }

    @Override
    public ServerIdentity identity() {
        ServerIdentity identity = known;
        if (identity == null) {
            identity = new IdentityReading(wire).read();
            known = identity;
        }
        return identity;
    }

    @Override
    public List<ScrapeTarget> scrapes() {
        return pages.scrapes();
    }

    @Override
    public List<Alert> alerts() {
        return pages.alerts();
    }

    @Override
    public List<Rule> rules() {
        return pages.rules();
    }

    @Override
    public Optional<ServerConfiguration> configuration() {
        return pages.configuration();
    }

    @Override
    public Map<String, String> flags() {
        return pages.flags();
    }

    @Override
    public String snapshot(boolean withHead) {
        return pages.snapshot(withHead);
    }

    @Override
    public Cardinality cardinality(int limit) {
        return pages.cardinality(limit);
    }

    @Override
    public List<String> limitsMet() {
        synchronized (limits) {
            return new ArrayList<>(limits);
        }
    }

    @Override
    public void cancel() {
        wire.cancel();
    }

    @Override
    public void close() {
        wire.close();
    }
}
