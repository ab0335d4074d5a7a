package io.promsh.coverage;

import io.promsh.model.Labels;
import java.time.Instant;
import java.util.Optional;

/**
 * One series at two targets.
 *
 * @param left samples at the first target
 * @param right samples at the second
 * @param onlyLeft samples of times that the second does not have
 * @param onlyRight samples of times that the first does not have
 * @param differing times at which both have a sample, of another value
 * @param first the first time at which they are not the same
 */
public record SeriesDifference(
        Labels labels, long left, long right, long onlyLeft, long onlyRight, long differing, Optional<Instant> first) {
    /** Returns whether both have the same samples. */
    public boolean isSame() {
        return onlyLeft == 0 && onlyRight == 0 && differing == 0;
    }

    SeriesDifference plus(SeriesDifference later) {
        return new SeriesDifference(
                labels,
                left + later.left,
                right + later.right,
                onlyLeft + later.onlyLeft,
                onlyRight + later.onlyRight,
                differing + later.differing,
                first.or(later::first));
    }
}
