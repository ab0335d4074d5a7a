package io.promsh.fetch;

/**
 * How many questions a target gets at a time: one more for as many successes as there are questions, half after a refusal. Not
 * thread-safe.
 */
final class Throttle {
    /** Servers allow ten remote reads and twenty queries at a time, for all who ask together. */
    static final int MOST = 10;

    /** Questions that were under way when the width fell say nothing new when they fail too. */
    private int stale;

    private double width;

    Throttle(int start) {
        this.width = Math.max(1, Math.min(MOST, start));
    }

    int width() {
        return (int) width;
    }

    void succeeded() {
        stale = Math.max(0, stale - 1);
        width = Math.min(MOST, width + 1 / Math.floor(width));
    }

    /** Halves, once for all the questions that run now; {@code running} without the one refused. */
    void refused(int running) {
        if (stale > 0) {
            stale--;
            return;
        }
        width = Math.max(1, Math.floor(width) / 2);
        stale = running;
    }
}
