package io.promsh.target.grafana;

import io.promsh.target.RangeQuery;

/**
 * The times that a range query asks for. Grafana passes times through floating-point seconds and may cut a millisecond off: a time
 * that near to one asked for is that one. Any other time shows that Grafana took another step.
 */
final class FrameGrid {
    /** No grid: every time is as it is. */
    static final FrameGrid NONE = new FrameGrid(0, 0, 0);

    private final long start;
    private final long end;
    private final long step;
    private boolean off;

    private FrameGrid(long start, long end, long step) {
        this.start = start;
        this.end = end;
        this.step = step;
    }

    static FrameGrid of(RangeQuery query) {
        return new FrameGrid(
                query.start().toEpochMilli(),
                query.end().toEpochMilli(),
                Math.max(1, query.step().toMillis()));
    }

    /** A grid of one time. */
    static FrameGrid at(long millis) {
        return new FrameGrid(millis, millis, Long.MAX_VALUE / 4);
    }

    /** Returns the time of the grid that is meant; one that is on no grid is remembered. */
    long snap(long millis) {
        if (step == 0) {
            return millis;
        }
        long near = start + Math.floorDiv(millis - start + step / 2, step) * step;
        if (Math.abs(near - millis) <= 1 && near >= start && near <= end) {
            return near;
        }
        off = true;
        return millis;
    }

    /** Notes the step that the server says it used; 0 where it says none. */
    void sees(double intervalMillis) {
        off |= step > 0 && intervalMillis > 0 && Math.abs(intervalMillis - step) >= 1;
    }

    /** Returns whether the server kept to the grid so far. */
    boolean isKept() {
        return !off;
    }

    /** Returns the offset in seconds by which Grafana's own grid, multiples of the step since 1970, becomes this one. */
    long offsetSeconds() {
        long millis = Math.floorMod(-start, step);
        return millis / 1000;
    }

    /** Returns whether a whole number of seconds moves Grafana's grid onto this one. */
    boolean isReachable() {
        return Math.floorMod(-start, step) % 1000 == 0;
    }
}
