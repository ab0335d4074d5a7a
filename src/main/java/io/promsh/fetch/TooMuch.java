package io.promsh.fetch;

import io.promsh.failure.Failure;
import io.promsh.target.QueryLimit;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Whether a failure says that less should be asked at a time. */
final class TooMuch {
    private TooMuch() {}

    /** Returns whether a shorter window may succeed where this one failed. */
    static boolean isSaidBy(Failure failure) {
        // Targets give a TimeoutException as the cause of whatever took too long, here or at the server.
        return failure.getCause() instanceof TimeoutException
                || QueryLimit.in(failure.message())
                        .filter(limit -> limit.kind() != QueryLimit.Kind.SERIES)
                        .isPresent();
    }

    /** Returns the amount of the limit that the failure names, of one kind. */
    static Optional<Long> limit(Failure failure, QueryLimit.Kind kind) {
        return QueryLimit.in(failure.message())
                .filter(limit -> limit.kind() == kind && limit.amount() > 0)
                .map(QueryLimit::amount);
    }
}
