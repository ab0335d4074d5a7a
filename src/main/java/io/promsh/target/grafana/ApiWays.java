package io.promsh.target.grafana;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.InstantQuery;
import io.promsh.target.LoginOver;
import io.promsh.target.MetadataScope;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ways by which Grafana lets Prometheus's own interface be asked: the data source's proxy, then its plugin's resources. Whether
 * a way is open is tried when it is first needed, for queries and for names apart, and remembered.
 */
final class ApiWays {
    /** What a way is needed for. */
    enum Need {
        QUERIES,
        NAMES
    }

    /** One way; {@code words} name it for display. */
    record Way(String words, MetricsTarget target) {}

    private final List<Way> ways;
    private final Duration timeout;
    private final Map<Need, Optional<Way>> found = new EnumMap<>(Need.class);
    private final Map<Need, String> reasons = new EnumMap<>(Need.class);

    ApiWays(List<Way> ways, Duration timeout) {
        this.ways = List.copyOf(ways);
        this.timeout = timeout;
    }

    /** Returns the first way that is open, or empty. Throws what has nothing to do with permission: no connection, a dead login. */
    synchronized Optional<Way> find(Need need) {
        Optional<Way> known = found.get(need);
        if (known != null) {
            return known;
        }
        List<String> closed = new ArrayList<>();
        Optional<Way> open = Optional.empty();
        for (Way way : ways) {
            try {
                attempt(way.target(), need);
                open = Optional.of(way);
                break;
            } catch (Failure failure) {
                if (!isClosed(failure)) {
                    throw failure;
                }
                closed.add(way.words() + ": " + failure.message());
            }
        }
        found.put(need, open);
        reasons.put(need, String.join("; ", closed));
        return open;
    }

    /** Returns why the ways that were tried are closed, or an empty string. */
    synchronized String reason(Need need) {
        return reasons.getOrDefault(need, "");
    }

    private void attempt(MetricsTarget target, Need need) {
        switch (need) {
            case QUERIES -> target.instantQuery(InstantQuery.of("vector(1)", Optional.empty(), timeout));
            case NAMES -> target.labelNames(MetadataScope.all(1, timeout));
        }
    }

    /** Refused for good, as opposed to a server that is away or busy. */
    static boolean isClosed(Failure failure) {
        if (failure.getCause() instanceof LoginOver) {
            return false;
        }
        boolean busy = failure.message().contains("429");
        return failure.kind() == FailureKind.DENIED || (failure.kind() == FailureKind.FAILED && !busy);
    }

    void cancel() {
        ways.forEach(way -> way.target().cancel());
    }
}
