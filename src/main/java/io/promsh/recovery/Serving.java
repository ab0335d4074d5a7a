package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.model.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** The wait for the local server to serve what was put in place: it looks for new blocks once a minute, and when it starts. */
final class Serving {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Workshop workshop;
    private final TargetSource local;
    private final List<String> selectors;
    private final String id;

    Serving(Workshop workshop, TargetSource local, List<String> selectors, String id) {
        this.workshop = workshop;
        this.local = local;
        this.selectors = selectors;
        this.id = id;
    }

    /**
     * Waits until so many samples are served of each selector, as far as the workshop's patience goes; returns how long that took. A
     * server that does not answer may be starting anew.
     */
    Duration await(List<LostWindow> windows, long[] expected) {
        Instant begun = workshop.clock().instant();
        while (true) {
            Failure silent = null;
            long[] served = new long[expected.length];
            try {
                served = served(windows);
            } catch (Failure failure) {
                if (failure.kind() != FailureKind.UNREACHABLE) {
                    throw failure;
                }
                silent = failure;
            }
            Duration waited = Duration.between(begun, workshop.clock().instant());
            if (silent == null && isEnough(served, expected)) {
                return waited;
            }
            if (waited.compareTo(workshop.patience()) > 0) {
                throw silent != null
                        ? Failure.of(
                                FailureKind.UNREACHABLE,
                                silent.message() + ", after " + waited.toSeconds() + " s",
                                "start the server, then: recover resume " + id)
                        : Failure.failed(
                                "the server serves " + LongStream.of(served).sum() + " of "
                                        + LongStream.of(expected).sum() + " samples after "
                                        + waited.toSeconds() + " s",
                                "look at its log, then: recover resume " + id);
            }
            workshop.pause().of(LOOK);
        }
    }

    private static boolean isEnough(long[] served, long[] expected) {
        for (int i = 0; i < expected.length; i++) {
            if (served[i] < expected[i]) {
                return false;
            }
        }
        return true;
    }

    private long[] served(List<LostWindow> windows) {
        long[] served = new long[selectors.size()];
        for (LostWindow window : windows) {
            TimeRange range = window.window();
            for (int i = 0; i < served.length; i++) {
                served[i] += local.counts(List.of(selectors.get(i)), range, range.length(), List.of())[0];
            }
        }
        return served;
    }
}
