package io.promsh.render;

import io.promsh.text.Glyphs;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;
import io.promsh.text.Timestamps;
import java.time.ZoneId;

/** The labels of a value axis: one prefix and one number of decimals for all of them, zero plain. */
final class AxisLabels {
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};
    private static final String[] BINARY = {" B", " KiB", " MiB", " GiB", " TiB", " PiB", " EiB"};
    private static final int MOST_DECIMALS = 9;

    private final ValueAxis axis;
    private final Unit unit;
    private final Glyphs glyphs;
    private final ZoneId zone;

    AxisLabels(ValueAxis axis, Unit unit, Glyphs glyphs, ZoneId zone) {
        this.axis = axis;
        this.unit = unit;
        this.glyphs = glyphs;
        this.zone = zone;
    }

    /** Returns the label of a row that has a tick. */
    String label(int row) {
        double value = axis.tick(row);
        return switch (unit) {
            case NONE -> decimal(value, "");
            case PER_SECOND -> value == 0 ? "0" : decimal(value, "/s");
            case BYTES -> scaled(value, BINARY, 1024, "");
            case BYTES_PER_SECOND -> scaled(value, BINARY, 1024, value == 0 ? "" : "/s");
            case SECONDS -> seconds(value);
            case RATIO -> fixed(value * 100, axis.step() * 100) + " %";
            case PERCENT -> fixed(value, axis.step()) + " %";
            case TIMESTAMP -> Timestamps.dateTime((long) (value * 1000), zone).substring(0, 16);
        };
    }

    private String decimal(double value, String suffix) {
        double magnitude = axis.magnitude();
        if (magnitude >= 1e21 || axis.step() < 1e-8) {
            return value == 0 ? "0" : HumanNumbers.brief(value) + suffix;
        }
        // Up to here the digits are as short as a prefix.
        return magnitude < 10_000 ? fixed(value, axis.step()) + suffix : scaled(value, DECIMAL, 1000, suffix);
    }

    private String scaled(double value, String[] prefixes, double base, String suffix) {
        if (value == 0) {
            return "0";
        }
        double magnitude = axis.magnitude();
        int prefix = 0;
        double scale = 1;
        while (magnitude / scale >= base && prefix < prefixes.length - 1) {
            scale *= base;
            prefix++;
        }
        return fixed(value / scale, axis.step() / scale) + prefixes[prefix] + suffix;
    }

    private String seconds(double value) {
        double magnitude = axis.magnitude();
        if (value == 0) {
            return "0";
        }
        if (magnitude > 60) {
            return HumanDuration.ofSeconds(value, glyphs);
        }
        if (magnitude >= 1) {
            return fixed(value, axis.step()) + " s";
        }
        if (magnitude >= 1e-3) {
            return fixed(value * 1e3, axis.step() * 1e3) + " ms";
        }
        if (magnitude >= 1e-6) {
            return fixed(value * 1e6, axis.step() * 1e6) + " " + glyphs.micro() + "s";
        }
        return HumanNumbers.brief(value * 1e9) + " ns";
    }

    private static String fixed(double value, double step) {
        int decimals = 0;
        double scaled = step;
        while (decimals < MOST_DECIMALS && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * Math.max(1e-3, scaled)) {
            scaled *= 10;
            decimals++;
        }
        return value == 0 ? "0" : HumanNumbers.fixed(value, Math.min(decimals, 4 + leadingZeros(step)));
    }

    /** Binary steps such as 1/1024 have endless decimals; four that count are enough. */
    private static int leadingZeros(double step) {
        return step >= 1 ? 0 : (int) Math.min(MOST_DECIMALS - 4, Math.floor(-Math.log10(step)));
    }
}
