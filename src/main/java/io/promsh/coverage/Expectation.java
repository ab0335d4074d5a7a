package io.promsh.coverage;

import io.promsh.coverage.Rhythm.Phase;
import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.Labels;
import io.promsh.model.PromDuration;
import io.promsh.target.MetricsTarget;
import io.promsh.target.ScrapeTarget;
import io.promsh.target.ServerConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** At which interval samples are expected: given, measured, as the target is configured, or as those of the other series. */
final class Expectation {
    /** What Prometheus takes where nothing is configured. */
    private static final Duration DEFAULT = Duration.ofMinutes(1);

    private final Optional<Duration> given;
    private final boolean asConfigured;
    private final Map<String, Duration> scrapes;
    private final Optional<ServerConfiguration> configuration;
    private final Optional<Duration> others;

    private Expectation(
            Optional<Duration> given,
            boolean asConfigured,
            Map<String, Duration> scrapes,
            Optional<ServerConfiguration> configuration,
            Optional<Duration> others) {
        this.given = given;
        this.asConfigured = asConfigured;
        this.scrapes = scrapes;
        this.configuration = configuration;
        this.others = others;
    }

    /** Of series that are measured where they can be. */
    static Expectation of(MetricsTarget target, Collection<SeriesTraces> found) {
        return of(target, Optional.empty(), false, found);
    }

    static Expectation of(
            MetricsTarget target, Optional<Duration> given, boolean asConfigured, Collection<SeriesTraces> found) {
        List<Duration> measured = new ArrayList<>();
        for (SeriesTraces traces : found) {
            traces.forEach((labels, trace) -> Rhythm.of(trace)
                    .ifPresent(rhythm -> measured.add(rhythm.phases().get(0).interval())));
        }
        Map<String, Duration> scrapes = new HashMap<>();
        Optional<ServerConfiguration> configuration = Optional.empty();
        if (given.isEmpty()) {
            configuration = orEmpty(target::configuration);
            for (ScrapeTarget scrape :
                    orEmpty(() -> Optional.of(target.scrapes())).orElse(List.of())) {
                long millis = PromDuration.tryParseMillis(scrape.scrapeInterval());
                if (millis > 0) {
                    scrapes.put(key(scrape.labels()), Duration.ofMillis(millis));
                }
            }
        }
        return new Expectation(given, asConfigured, scrapes, configuration, Rhythm.median(measured));
    }

    private interface Asking<T> {
        Optional<T> ask();
    }

    /** Many targets do not tell; that is no failure of a coverage that can be measured. */
    private static <T> Optional<T> orEmpty(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (Failure failure) {
            if (failure.kind() == FailureKind.INTERRUPTED) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static String key(Labels labels) {
        return labels.get("job") + "\n" + labels.get("instance");
    }

    /** Returns the one interval that the configuration has for everything it scrapes, where there is only one. */
    Optional<Duration> configured() {
        Set<Duration> all = new HashSet<>(scrapes.values());
        if (all.isEmpty()) {
            configuration.ifPresent(known -> {
                all.add(known.scrapeInterval());
                all.addAll(known.jobIntervals().values());
            });
        }
        return all.size() == 1 ? all.stream().findFirst() : Optional.empty();
    }

    private Optional<Duration> configured(Labels labels) {
        Duration scraped = scrapes.get(key(labels));
        if (scraped != null) {
            return Optional.of(scraped);
        }
        return labels.get("job").isEmpty()
                ? Optional.empty()
                : configuration.map(known -> known.intervalOf(labels.get("job")));
    }

    List<Phase> phases(Labels labels, SampleTrace trace) {
        Optional<Rhythm> rhythm = isMeasured(labels) ? Rhythm.of(trace) : Optional.empty();
        return rhythm.map(Rhythm::phases).orElseGet(() -> List.of(new Phase(Instant.EPOCH, interval(labels))));
    }

    private boolean isMeasured(Labels labels) {
        return given.isEmpty() && !(asConfigured && configured(labels).isPresent());
    }

    IntervalSource source(Labels labels, SampleTrace trace) {
        return isMeasured(labels) && trace.samples() >= 3 ? IntervalSource.MEASURED : sourceWithoutSamples(labels);
    }

    IntervalSource sourceWithoutSamples(Labels labels) {
        if (given.isPresent()) {
            return IntervalSource.GIVEN;
        }
        return configured(labels).isPresent() ? IntervalSource.CONFIGURED : IntervalSource.ASSUMED;
    }

    /** Returns the interval of a series that is too short to be measured. */
    Duration interval(Labels labels) {
        return given.or(() -> configured(labels))
                .or(() -> others)
                .or(() -> configuration.map(ServerConfiguration::scrapeInterval))
                .orElse(DEFAULT);
    }
}
