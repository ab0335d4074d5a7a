package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.target.MetricsTarget;
import io.promsh.target.Pushback;
import io.promsh.target.QueryLimit;
import io.promsh.target.RawMethod;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** What to do when a part fails, and what is learnt by it. Guarded by the read that it belongs to. */
final class Setbacks {
    /** A window as short as this that is still too much is divided by series. */
    static final long SHORT_MILLIS = 60_000;

    private static final Duration LONGEST_QUIET = Duration.ofMinutes(10);

    private final MetricsTarget target;
    private final FetchOptions options;
    private LearntLimits learnt;

    /** What to do with a part that failed. */
    enum Step {
        AGAIN,
        SHORTER,
        BY_SERIES,
        OTHER_WAY,
        END
    }

    Setbacks(MetricsTarget target, FetchOptions options) {
        this.target = target;
        this.options = options;
        this.learnt = options.limits().load(target.address());
    }

    LearntLimits learnt() {
        return learnt;
    }

    /** Decides. {@code isAnswered} is whether the target has answered before: where nobody ever was, waiting is in vain. */
    Step next(Part part, Failure failure, RawMethod by, boolean isAnswered) {
        if (failure.kind() == FailureKind.INTERRUPTED || failure.kind() == FailureKind.USAGE) {
            return Step.END;
        }
        if (by == RawMethod.REMOTE_READ && failure.getCause() instanceof UnsupportedOperationException) {
            learn(learnt.withRefused(by));
            return Step.OTHER_WAY;
        }
        Optional<QueryLimit> limit = QueryLimit.in(failure.message());
        if (limit.isPresent() && limit.get().kind() == QueryLimit.Kind.SERIES) {
            return Step.BY_SERIES;
        }
        if (TooMuch.isSaidBy(failure)) {
            return tooMuch(part, failure);
        }
        if (!isAnswered && isNobodyThere(failure)) {
            return Step.END;
        }
        boolean passing = failure.getCause() instanceof Pushback
                || failure.kind() == FailureKind.UNREACHABLE
                || (failure.getCause() instanceof IOException && failure.kind() != FailureKind.DENIED);
        boolean tooLong = asked(failure).compareTo(LONGEST_QUIET) > 0;
        return passing && !tooLong && part.failures + 1 < options.tries() ? Step.AGAIN : Step.END;
    }

    private Step tooMuch(Part part, Failure failure) {
        TooMuch.limit(failure, QueryLimit.Kind.TIME_RANGE).ifPresent(millis -> learn(learnt.withLongest(millis)));
        TooMuch.limit(failure, QueryLimit.Kind.SAMPLES).ifPresent(most -> learn(learnt.withMostSamples(most)));
        if (isTimeout(failure) && part.failures + 1 >= options.tries()) {
            return Step.END;
        }
        if (part.millis() > SHORT_MILLIS) {
            return Step.SHORTER;
        }
        // A short window that takes too long is not too large: the server is slow.
        return isTimeout(failure) && part.millis() > Lane.SHORTEST_MILLIS ? Step.SHORTER : Step.BY_SERIES;
    }

    boolean isTimeout(Failure failure) {
        return failure.getCause() instanceof TimeoutException;
    }

    private static boolean isNobodyThere(Failure failure) {
        Throwable cause = failure.getCause();
        return cause instanceof ConnectException
                || cause instanceof UnknownHostException
                || cause instanceof NoRouteToHostException;
    }

    /** Returns the length that the failure names as the longest, or 0. */
    long namedMillis(Failure failure) {
        return TooMuch.limit(failure, QueryLimit.Kind.TIME_RANGE).orElse(0L);
    }

    Duration pause(Failure failure, int failures) {
        Duration own = options.waits().after(failures);
        Duration asked = asked(failure);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** Returns when the target may be asked again at all, as {@link System#nanoTime} counts. */
    long quietUntil(Failure failure) {
        return System.nanoTime() + asked(failure).toNanos();
    }

    private static Duration asked(Failure failure) {
        return failure.getCause() instanceof Pushback pushback
                ? pushback.retryAfter().orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    private void learn(LearntLimits more) {
        learnt = more;
        options.limits().save(target.address(), learnt);
    }

    /** Keeps what the whole read has shown. */
    void keep(int width, RawMethod method, long samplesASecond) {
        LearntLimits more = learnt.withWidth(width);
        learn(samplesASecond == 0 ? more : more.withSpeed(method, samplesASecond));
    }
}
