package io.promsh.target;

import io.promsh.failure.Failure;
import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.model.QueryAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a metrics target can be asked. Every call blocks, opens its connection only when made, and throws
 * {@link io.promsh.failure.Failure} when it does not work out; {@link #cancel()} ends calls from another thread, which then
 * throw the INTERRUPTED failure. Safe for use by several threads.
 */
public interface MetricsTarget extends AutoCloseable {
    /** Returns the name by which the user knows the target. */
    String name();

    /** Returns the address without any secret, for display. */
    String address();

    /** Evaluates an expression at one time. A range selector answers its stored samples. */
    QueryAnswer instantQuery(InstantQuery query);

    /** Evaluates an expression at every step of a window. A window with too many points is refused by the server: see fetch. */
    QueryAnswer rangeQuery(RangeQuery query);

    /** Returns the ways to stored samples that the target may offer, the most faithful one first; at least the range selector. */
    default List<RawMethod> rawMethods() {
        return List.of(RawMethod.RANGE_SELECTOR);
    }

    /** Reads stored samples as they come. Asks once: whoever reads long tries again by itself. */
    default RawAnswer readRaw(RawQuery query, RawSink sink) {
        return RangeSelectorRead.read(this, query, sink);
    }

    /** Returns label names, sorted. */
    Page<String> labelNames(MetadataScope scope);

    /** Returns the values of a label, sorted; of {@code __name__} the metric names. */
    Page<String> labelValues(String label, MetadataScope scope);

    /** Returns the series that match; the scope needs at least one selector. */
    Page<Labels> series(MetadataScope scope);

    /** Returns type, help and unit of metric families by name; {@code metric} empty asks for all. Empty where not offered. */
    Map<String, MetricMetadata> metadata(Optional<String> metric);

    /** Returns names that resemble {@code text} where the server has a search interface, else empty. */
    Optional<List<String>> search(SearchKind kind, String text, MetadataScope scope);

    /** Returns values of a label that resemble {@code text} where the server has a search interface, else empty. */
    default Optional<List<String>> searchValues(String label, String text, MetadataScope scope) {
        return Optional.empty();
    }

    /** Returns what the server is; asked once, then remembered. */
    ServerIdentity identity();

    /** Returns the scrape targets with their state. */
    List<ScrapeTarget> scrapes();

    /** Returns active alerts. */
    List<Alert> alerts();

    /** Returns rules in the order of files and groups. */
    List<Rule> rules();

    /** Returns what of the server's configuration matters for stored samples, or empty where it is not to be had. */
    default Optional<ServerConfiguration> configuration() {
        return Optional.empty();
    }

    /** Returns the server's command-line flags, sorted by name. */
    Map<String, String> flags();

    /**
     * Makes the server write a consistent copy of its blocks below its data directory, and returns the copy's name there. Throws
     * a failure where the target has no such interface or it is switched off.
     *
     * @param withHead also what is not yet in blocks, the last two to three hours
     */
    default String snapshot(boolean withHead) {
        throw Failure.failed("this kind of target makes no snapshots", "export what you need: help export");
    }

    /** Returns cardinality figures, at most {@code limit} rows each. */
    Cardinality cardinality(int limit);

    /** Returns limits of this target met so far, in words, for example {@code "11,000 points a series in a range query"}. */
    List<String> limitsMet();

    /** Returns the dashboards that the target keeps; empty where it is no Grafana. */
    default Optional<DashboardSource> dashboards() {
        return Optional.empty();
    }

    /** Returns what else is known of the login and the way there, name to value, for display; no secrets. May ask the server. */
    default Map<String, String> particulars() {
        return Map.of();
    }

    /** Ends every call that runs now. */
    void cancel();

    @Override
    void close();
}
