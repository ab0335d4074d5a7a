package io.promsh.volume.proof;

import io.promsh.model.QueryResult.Element;
import io.promsh.model.QueryResult.InstantVector;
import io.promsh.model.QueryResult.Scalar;
import io.promsh.target.InstantQuery;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Small questions to a server. */
public final class Answering {
    /** Long enough for a window over a whole retention of one series a target. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Answering() {}

    /** Returns the elements of an instant vector; none when the answer is something else. */
    public static List<Element> vector(MetricsTarget target, String expression, Optional<Instant> at) {
        return target.instantQuery(InstantQuery.of(expression, at, TIMEOUT)).result() instanceof InstantVector vector
                ? vector.elements()
                : List.of();
    }

    /** Returns the only number of an answer, or empty when there is none. */
    public static OptionalDouble number(MetricsTarget target, String expression, Optional<Instant> at) {
        return target.instantQuery(InstantQuery.of(expression, at, TIMEOUT))
                .result()
                .fold(
                        vector -> vector.elements().size() == 1
                                ? OptionalDouble.of(vector.elements().get(0).value())
                                : OptionalDouble.empty(),
                        matrix -> OptionalDouble.empty(),
                        scalar -> OptionalDouble.of(scalar.value()),
                        string -> OptionalDouble.empty());
    }

    /** Returns what time the server has, to the millisecond: its samples are compared with that, never with our clock. */
    public static Instant clock(MetricsTarget target) {
        return target.instantQuery(InstantQuery.of("time()", Optional.empty(), TIMEOUT))
                                .result()
                        instanceof Scalar scalar
                ? Instant.ofEpochMilli(Math.round(scalar.value() * 1000))
                : Instant.EPOCH;
    }
}
