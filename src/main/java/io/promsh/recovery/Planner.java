package io.promsh.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promsh.model.Labels;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Measures what is lost and plans how to get it back. Changes nothing. */
final class Planner {
    /** What blocks take on average, index included; and what one of these machines reads and builds in a second. */
    private static final long BYTES_A_SAMPLE = 6;

    private static final long BYTES_A_SERIES = 400;
    private static final long SAMPLES_A_SECOND = 300_000;

    private final Workshop workshop;
    private final RecoveryRequest request;
    private final Instant now;
    private final Map<String, SampleSource> sources = new LinkedHashMap<>();

    Planner(Workshop workshop, RecoveryRequest request) {
        this.workshop = workshop;
        this.request = request;
        now = workshop.clock().instant();
        request.sources().forEach(name -> sources.put(name, workshop.source(name)));
    }

    /** Returns the selectors that name at the local target what the request's name at the sources. */
    List<String> localSelectors() {
        return new LocalSelectors(workshop.local(request), untilNow(), request.strip()).of(request.selectors());
    }

    private TimeRange untilNow() {
        Instant start = request.window().start();
        return new TimeRange(start, now.isAfter(start) ? now : request.window().end());
    }

    List<LostWindow> measure(List<String> localSelectors) {
        return Loss.measure(
                workshop.local(request),
                localSelectors,
                List.copyOf(sources.values()),
                request.selectors(),
                request.window(),
                request.strip());
    }

    /** The plan, and the label rules that it found for each source. */
    record Planned(RecoveryPlan plan, ObjectNode rules) {}

    Planned plan(List<LostWindow> lost, List<String> localSelectors) {
        Instant limit = now.minus(Preflight.HEAD);
        List<LostWindow> windows = new ArrayList<>();
        Optional<TimeRange> later = Optional.empty();
        for (LostWindow window : lost) {
            TimeRange range = window.window();
            if (range.end().isAfter(limit)) {
                Instant from = range.start().isAfter(limit) ? range.start() : limit;
                later = Optional.of(new TimeRange(later.map(TimeRange::start).orElse(from), range.end()));
            }
            if (range.start().isBefore(limit)) {
                windows.add(cut(window, limit));
            }
        }
        return planned(windows, later, localSelectors);
    }

    /** A window that reaches into what the server holds in memory ends before that; counts are cut in proportion. */
    private static LostWindow cut(LostWindow window, Instant limit) {
        TimeRange range = window.window();
        if (!range.end().isAfter(limit)) {
            return window;
        }
        Instant end = Instant.ofEpochMilli(limit.toEpochMilli());
        TimeRange shorter = new TimeRange(range.start(), end);
        double share = (double) shorter.length().toMillis() / range.length().toMillis();
        return new LostWindow(
                shorter, window.source(), Math.round(window.present() * share), Math.round(window.expected() * share));
    }

    private Planned planned(List<LostWindow> windows, Optional<TimeRange> later, List<String> localSelectors) {
        ObjectNode rules = Json.object();
        Map<String, List<String>> stripped = new TreeMap<>();
        List<Check> checks = new ArrayList<>();
        long series = 0;
        Set<String> used = new LinkedHashSet<>();
        windows.forEach(window -> used.add(window.source()));
        if (!windows.isEmpty()) {
            Set<Labels> ours = workshop.local(request).series(localSelectors, untilNow());
            for (String name : used) {
                Set<Labels> theirs = theirs(name, windows);
                LabelRules learnt = LabelRules.learn(ours, theirs, request.strip());
                rules.set(name, learnt.toJson());
                stripped.put(name, List.copyOf(learnt.stripped()));
                learnt.foreign(ours, theirs).ifPresent(label -> checks.add(foreign(name, label)));
                series += theirs.size();
            }
        }
        long samples = windows.stream()
                .mapToLong(window -> Math.max(0, window.expected() - window.present()))
                .sum();
        long bytes = samples * BYTES_A_SAMPLE + series * BYTES_A_SERIES;
        if (!windows.isEmpty()) {
            if (!localSelectors.equals(request.selectors())) {
                checks.add(
                        Check.ok("selectors", "here the series are asked for by " + String.join(" ", localSelectors)));
            }
            checks.addAll(new Preflight(workshop.target(request.local()), now)
                    .run(windows, workshop.place(request.destination()), bytes));
        }
        RecoveryPlan plan = new RecoveryPlan(
                windows,
                later,
                series,
                samples,
                bytes,
                Duration.ofSeconds(1 + samples / SAMPLES_A_SECOND),
                stripped,
                checks);
        return new Planned(plan, rules);
    }

    private static Check foreign(String source, String label) {
        return Check.warning(
                "labels",
                "every series of " + source + " bears the label " + label
                        + ", in several values, and none here does: they would come in as series of their own",
                "take it off with --strip " + label
                        + ", which makes one of replicas, or choose a value of it with --match");
    }

    private Set<Labels> theirs(String name, List<LostWindow> windows) {
        SampleSource source = sources.getOrDefault(name, workshop.source(name));
        Set<Labels> all = new LinkedHashSet<>();
        windows.stream()
                .filter(window -> window.source().equals(name))
                .forEach(window -> all.addAll(source.series(request.selectors(), window.window())));
        return all;
    }
}
