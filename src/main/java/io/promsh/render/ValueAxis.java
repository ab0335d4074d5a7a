package io.promsh.render;

/**
 * The vertical axis: a round value at every {@code rowsPerTick}-th row, the lowest of them on the bottom row, so that ticks are
 * evenly spaced and what lies between fills the plot as far as round values let it.
 *
 * @param low value of the bottom row's tick
 * @param step from tick to tick, positive
 * @param rowsPerTick rows from tick to tick, at least 1
 * @param rows of the plot
 */
record ValueAxis(double low, double step, int rowsPerTick, int rows) {
    /** Rows between ticks that are easy to read across; others cost. */
    private static final double GOOD_DISTANCE = 3.5;

    private static final double COST_OF_DISTANCE = 0.05;
    private static final int GOOD_TICKS = 3;
    private static final double COST_OF_MISSING_TICK = 0.2;

    /** Beyond, the distance of two values may be no double; below, its logarithm. */
    private static final double LARGEST = 1e307;

    private static final double SMALLEST_STEP = 1e-300;

    /** Returns an axis that holds all values from {@code min} to {@code max}, finite; {@code isWhole} forbids fractions. */
    static ValueAxis of(double min, double max, boolean isWhole, Unit unit, int rows) {
        double from = Math.max(-LARGEST, Math.min(LARGEST, min));
        double to = Math.max(-LARGEST, Math.min(LARGEST, max));
        if (from == to) {
            to = from == 0 ? 1 : Math.max(0, from * 2);
            from = Math.min(0, from * 2);
        } else if (from >= 0 && from <= to / 2) {
            from = 0;
        } else if (to <= 0 && to >= from / 2) {
            to = 0;
        }
        ValueAxis best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int distance = rows < 3 ? 1 : 2; distance <= Math.max(1, rows - 1); distance++) {
            ValueAxis axis = fitting(from, to, isWhole, unit, distance, rows);
            double fill = (to - from) / (axis.top() - axis.low);
            int missingTicks = Math.max(0, GOOD_TICKS - 1 - (rows - 1) / distance);
            double score =
                    fill - COST_OF_DISTANCE * Math.abs(distance - GOOD_DISTANCE) - COST_OF_MISSING_TICK * missingTicks;
            if (score > bestScore) {
                best = axis;
                bestScore = score;
            }
        }
        return best == null ? fitting(from, to, isWhole, unit, 1, rows) : best;
    }

    private static ValueAxis fitting(double from, double to, boolean isWhole, Unit unit, int distance, int rows) {
        double resolution = Math.max(SMALLEST_STEP, Math.max(Math.abs(from), Math.abs(to)) * 1e-14);
        double least = Math.max((to - from) * distance / rows * 0.999, resolution);
        double step = NiceSteps.atLeast(isWhole ? Math.max(1, least) : least, unit);
        while (true) {
            double low = Math.floor(from / step + 1e-9) * step;
            ValueAxis axis = new ValueAxis(low, step, distance, rows);
            if (axis.top() >= to || step > LARGEST) {
                return axis;
            }
            step = NiceSteps.atLeast(step * 1.001, unit);
        }
    }

    /** Returns the value at the upper edge of the plot. */
    private double top() {
        return low + step * (rows - 0.5) / rowsPerTick;
    }

    /** Returns how high a value lies, in rows above the bottom row's tick. */
    double rowsAbove(double value) {
        return (value - low) / step * rowsPerTick;
    }

    /** Returns whether a row, counted from the bottom, has a tick. */
    boolean isTick(int row) {
        return row % rowsPerTick == 0;
    }

    /** Returns the value of a row with a tick; exactly zero where it would be off by rounding. */
    double tick(int row) {
        int steps = row / rowsPerTick;
        double value = low + steps * step;
        return Math.abs(value) < step * 1e-9 ? 0 : value;
    }

    /** Returns the largest magnitude of a tick. */
    double magnitude() {
        return Math.max(Math.abs(low), Math.abs(tick(rows - 1)));
    }
}
