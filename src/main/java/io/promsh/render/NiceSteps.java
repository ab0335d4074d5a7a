package io.promsh.render;

/** Round distances between the ticks of a value axis, round in the unit in which they are read. */
final class NiceSteps {
    private static final double[] DECIMAL = {1, 2, 2.5, 5, 10};
    private static final double[] BINARY = {
        1, 2, 4, 5, 8, 10, 16, 20, 25, 32, 50, 64, 100, 128, 200, 256, 500, 512, 1024
    };
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final double DAY = 86_400;
    private static final double[] TIMES = {
        MINUTE,
        2 * MINUTE,
        5 * MINUTE,
        10 * MINUTE,
        15 * MINUTE,
        30 * MINUTE,
        HOUR,
        2 * HOUR,
        3 * HOUR,
        6 * HOUR,
        12 * HOUR,
        DAY,
        2 * DAY,
        5 * DAY
    };

    private NiceSteps() {}

    /** Returns the smallest round step of at least {@code least}, which is positive. */
    static double atLeast(double least, Unit unit) {
        return switch (unit) {
            case NONE, RATIO, PERCENT, PER_SECOND -> decimal(least, DECIMAL, 10);
            case BYTES, BYTES_PER_SECOND -> least < 1 ? decimal(least, DECIMAL, 10) : decimal(least, BINARY, 1024);
            case SECONDS, TIMESTAMP -> time(least);
        };
    }

    private static double decimal(double least, double[] steps, double base) {
        double scale = Math.pow(base, Math.floor(Math.log(least) / Math.log(base) + 1e-12));
        for (double step : steps) {
            if (step * scale >= least * (1 - 1e-9)) {
                return step * scale;
            }
        }
        return base * scale;
    }

    private static double time(double least) {
        if (least <= MINUTE / 2) {
            double step = decimal(least, DECIMAL, 10);
            // A quarter and a half of a minute are rounder than 25 and 50 seconds.
            return step > 10 ? (least <= 15 ? 15 : 30) : step;
        }
        for (double step : TIMES) {
            if (step >= least) {
                return step;
            }
        }
        return DAY * decimal(least / DAY, DECIMAL, 10);
    }
}
