package io.promsh.coverage;

import io.promsh.model.TimeRange;
import java.util.List;

/** Which share of each slice of a window is there. */
public final class PresenceShares {
    private PresenceShares() {}

    /** Returns the shares of so many slices of equal length, of one series or of several together, 0..1 each. */
    public static double[] of(List<SeriesCoverage> series, TimeRange window, int slices) {
        double[] lacking = new double[slices];
        double start = window.start().toEpochMilli();
        double slice = (double) window.length().toMillis() / slices;
        for (SeriesCoverage one : series) {
            for (Gap gap : one.gaps()) {
                double from = (gap.start().toEpochMilli() - start) / slice;
                double to = (gap.end().toEpochMilli() - start) / slice;
                for (int i = Math.max(0, (int) from); i < Math.min(slices, Math.ceil(to)); i++) {
                    lacking[i] += Math.max(0, Math.min(to, i + 1) - Math.max(from, i));
                }
            }
        }
        double[] shares = new double[slices];
        for (int i = 0; i < slices; i++) {
            double share = series.isEmpty() ? 0 : 1 - lacking[i] / series.size();
            // Sums of fractions miss the whole by a rounding error.
            shares[i] = share > 1 - 1e-9 ? 1 : share < 1e-9 ? 0 : share;
        }
        return shares;
    }
}
