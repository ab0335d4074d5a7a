package io.promsh.completion;

import io.promsh.model.Labels;
import io.promsh.model.MetricMetadata;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Page;
import io.promsh.target.SearchKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What is known of a target's names: metrics with type and help, label names, label values. Every question is answered at once
 * from what is held; what is missing or old is asked for in the background, never by the series interface, and
 * {@link #onChange} tells when it is there. Metric names outlive the session on disk. Safe for several threads.
 */
public final class Catalog implements AutoCloseable {
    private static final String METRICS = "metrics";
    private static final String FAMILIES = "families";
    /** With more metrics than this, the metadata of all of them is a download that nobody waits for. */
    private static final int MOST_METRICS_DESCRIBED = 250_000;

    private final MetricsTarget target;
    private final CatalogPolicy policy;
    private final CatalogDisk disk;
    private final InstantSource clock;
    private final BackgroundFetches fetches;
    private final NameLists lists;
    private volatile Snapshot held = Snapshot.EMPTY;
    private volatile boolean diskWasRead;
    private volatile boolean refreshIsAsked;
    private volatile boolean searchIsOffered = true;
    private volatile Runnable listener = () -> {};

    /** The metric names with what is known of them. {@code asOf} is empty before the first answer. */
    record Snapshot(NameIndex metrics, FamilyTable families, boolean complete, Optional<Instant> asOf) {
        static final Snapshot EMPTY = new Snapshot(NameIndex.EMPTY, FamilyTable.EMPTY, false, Optional.empty());
    }

    /**
     * Makes a catalog; nothing is asked before {@link #open} or the first question.
     *
     * @param executor runs requests, each of which blocks its thread; two run at a time at most
     */
    public Catalog(
            MetricsTarget target, CatalogPolicy policy, CatalogDisk disk, Executor executor, InstantSource clock) {
        this.target = target;
        this.policy = policy;
        this.disk = disk;
        this.clock = clock;
        this.fetches = new BackgroundFetches(executor, clock);
        this.lists = new NameLists(policy.mostLists());
    }

    /** Begins to load in the background: from disk, and from the target if that is old. */
    public void open() {
        metricNames();
    }

    /** Sets what is called, on a background thread, whenever new names are there. It must return quickly. */
    public void onChange(Runnable newListener) {
        listener = newListener;
    }

    /** Returns the metric names. */
    public NameLookup metricNames() {
        if (refreshIsAsked || isOld(held.asOf())) {
            fetches.request(METRICS, this::loadMetrics);
        }
        return new NameLookup(held.metrics(), fetches.isActive(METRICS), held.complete());
    }

    /**
     * Returns metric names that resemble {@code typed}, asked of the target: for when the catalog does not hold all names. Their
     * search interface answers where there is one, else a matcher does.
     */
    public NameLookup metricNamesLike(String typed) {
        if (typed.length() < 2) {
            return NameLookup.NOTHING;
        }
        return lookup(
                "metrics~" + typed,
                () -> searched(typed)
                        .orElseGet(() -> target.labelValues(
                                Labels.METRIC_NAME, scope(withPrefix("", Labels.METRIC_NAME, typed)))));
    }

    private Optional<Page<String>> searched(String typed) {
        if (!searchIsOffered) {
            return Optional.empty();
        }
        Optional<List<String>> found = target.search(SearchKind.METRIC_NAMES, typed, scope(""));
        searchIsOffered = found.isPresent();
        return found.map(names -> new Page<>(names, names.size() >= policy.mostValues(), List.of()));
    }

    /** Returns the label names of the series that {@code selector} selects; an empty selector means all series. */
    public NameLookup labelNames(String selector) {
        return lookup("names " + selector, () -> target.labelNames(scope(selector)));
    }

    /**
     * Returns values of a label of the series that {@code selector} selects; an empty selector means all series. When there are
     * too many to hold, those that begin with {@code typed}.
     */
    public NameLookup labelValues(String label, String selector, String typed) {
        String key = "values " + label + " " + selector;
        NameLookup all = lookup(key, () -> target.labelValues(label, scope(selector)));
        if (all.complete() || typed.length() < 2) {
            return all;
        }
        NameLookup some =
                lookup(key + "~" + typed, () -> target.labelValues(label, scope(withPrefix(selector, label, typed))));
        return some.names().size() > 0 || !some.loading() ? some : new NameLookup(all.names(), true, false);
    }

    /** Returns type, help and unit of a metric, with empty fields where they are not known. */
    public MetricMetadata metadata(String metric) {
        return held.families().of(metric);
    }

    /** Asks for everything anew, in the background; what is held goes on answering until then. */
    public void refresh() {
        fetches.forgive();
        lists.age();
        refreshIsAsked = true;
        metricNames();
    }

    /** Returns how things stand. */
    public CatalogStatus status() {
        Snapshot now = held;
        return new CatalogStatus(now.metrics().size(), now.asOf(), fetches.isBusy(), now.complete(), fetches.problem());
    }

    /** Begins no more requests; what runs ends by itself. */
    @Override
    public void close() {
        fetches.close();
    }

    private NameLookup lookup(String key, Supplier<Page<String>> question) {
        Optional<NameLists.Held> list = lists.get(key);
        boolean loading = false;
        if (isOld(list.map(NameLists.Held::asOf))) {
            loading = fetches.request(key, () -> {
                Page<String> page = question.get();
                lists.put(key, new NameLists.Held(NameIndex.of(page.items()), clock.instant(), !page.truncated()));
                listener.run();
            });
        }
        boolean active = loading;
        return list.map(found -> new NameLookup(found.names(), active, found.complete()))
                .orElseGet(() -> new NameLookup(NameIndex.EMPTY, active, true));
    }

    private boolean isOld(Optional<Instant> asOf) {
        return asOf.isEmpty() || Duration.between(asOf.get(), clock.instant()).compareTo(policy.timeToLive()) > 0;
    }

    private MetadataScope scope(String selector) {
        return new MetadataScope(
                selector.isEmpty() ? List.of() : List.of(selector),
                Optional.empty(),
                policy.mostValues(),
                policy.timeout());
    }

    private static String withPrefix(String selector, String label, String prefix) {
        String matcher = SelectorText.prefixMatcher(label, prefix);
        return SelectorText.with(selector, matcher);
    }

    private void loadMetrics() {
        if (!diskWasRead) {
            diskWasRead = true;
            disk.read().ifPresent(this::publish);
            warmUp();
            if (!refreshIsAsked && !isOld(held.asOf())) {
                return;
            }
        }
        Page<String> page =
                target.labelValues(Labels.METRIC_NAME, MetadataScope.all(policy.mostMetrics(), policy.longTimeout()));
        NameIndex before = held.metrics();
        NameIndex now = NameIndex.of(page.items());
        boolean same = Arrays.equals(before.text, now.text) && Arrays.equals(before.start, now.start);
        publish(new Snapshot(same ? before : now, held.families(), !page.truncated(), Optional.of(clock.instant())));
        refreshIsAsked = false;
        if (now.size() <= MOST_METRICS_DESCRIBED) {
            fetches.request(FAMILIES, this::loadFamilies);
        }
        keep(same);
    }

    /**
     * The first Tab is to be as quick as the second: a completion on this thread loads the code that it needs. With nothing typed, so that
     * nothing is asked of the target.
     */
    private void warmUp() {
        new ExpressionCompleter(Optional.of(this))
                .fill("sum(", 4, CandidatePool::new)
                .completion(0);
        held.metrics().search("warm", 1);
    }

    private void loadFamilies() {
        FamilyTable families = FamilyTable.of(target.metadata(Optional.empty()));
        Snapshot before = held;
        publish(new Snapshot(before.metrics(), families, before.complete(), before.asOf()));
        keep(families.sameAs(before.families()));
    }

    private void keep(boolean unchanged) {
        if (unchanged) {
            disk.touch(held);
            return;
        }
        disk.write(held);
    }

    private void publish(Snapshot snapshot) {
        held = snapshot;
        listener.run();
    }
}
