package io.promsh.audit.live;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.util.Optional;

/** Takes a small question that failed for one that has no answer; but not the user's wish to stop. */
final class Quietly {
    private Quietly() {}

    /** Returns empty. Throws {@code failure} when it is the user's interruption. */
    static <T> Optional<T> empty(Failure failure) {
        if (failure.kind() == FailureKind.INTERRUPTED) {
            throw failure;
        }
        return Optional.empty();
    }
}
