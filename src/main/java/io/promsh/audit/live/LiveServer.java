package io.promsh.audit.live;

import io.promsh.failure.Failure;
import io.promsh.model.PromDuration;
import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** The server's flags and its own metrics. */
public final class LiveServer {
    private static final Duration USUAL_RETENTION = Duration.ofDays(15);
    private static final int MOST_NAMES = 1_000_000;

    private final MetricsTarget target;
    private final Duration timeout;
    private final Map<String, String> flags;
    private final String subject;

    private LiveServer(MetricsTarget target, Duration timeout, Map<String, String> flags, String subject) {
        this.target = target;
        this.timeout = timeout;
        this.flags = flags;
        this.subject = subject;
    }

    /**
     * Asks for the flags. Throws the target's failures: a server that does not tell its flags is not one to be judged.
     *
     * @param service of the project that the server is, or empty when that is not known
     */
    public static LiveServer of(MetricsTarget target, Duration timeout, Optional<String> service) {
        String subject = service.orElse("server " + target.address());
        return new LiveServer(target, timeout, Map.copyOf(target.flags()), subject);
    }

    /** Returns what findings are about: the service, else the server. */
    public String subject() {
        return subject;
    }

    /** Returns what it is called in evidence. */
    public String name() {
        return "server " + target.address();
    }

    /** Returns a flag's value, or an empty string. */
    public String flag(String name) {
        return flags.getOrDefault(name, "");
    }

    /** Returns the retention by time; a server that is told nothing keeps 15 days. */
    public Duration retention() {
        return retentionSet().orElse(USUAL_RETENTION);
    }

    /** Returns the retention by time that was set, or empty. */
    public Optional<Duration> retentionSet() {
        for (String name : List.of("storage.tsdb.retention.time", "storage.tsdb.retention")) {
            String text = flag(name);
            try {
                Duration set = text.isEmpty() ? Duration.ZERO : PromDuration.parse(text);
                if (!set.isZero()) {
                    return Optional.of(set);
                }
            } catch (Failure e) {
                // A form that is not known here is as if not set.
            }
        }
        return Optional.empty();
    }

    /** Returns the elements of an instant vector. */
    public List<Element> vector(String expression) {
        return target.instantQuery(InstantQuery.of(expression, Optional.empty(), timeout))
                                .result()
                        instanceof InstantVector vector
                ? vector.elements()
                : List.of();
    }

    /** Returns the first number of an answer, or empty when there is none. */
    public OptionalDouble number(String expression) {
        return vector(expression).stream()
                .mapToDouble(Element::value)
                .filter(Double::isFinite)
                .findFirst();
    }

    /** Returns the names of all metrics. */
    public Set<String> metricNames() {
        return new TreeSet<>(target.labelValues("__name__", MetadataScope.all(MOST_NAMES, timeout))
                .items());
    }
}
