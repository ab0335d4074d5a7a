package io.promsh.render;

import io.promsh.text.Glyphs;
import io.promsh.text.HumanBytes;
import io.promsh.text.HumanDuration;
import io.promsh.text.HumanNumbers;

/** What a number measures, as far as its metric's name tells. */
public enum Unit {
    NONE,
    BYTES,
    BYTES_PER_SECOND,
    SECONDS,
    /** 1 is the whole; shown as a percentage. */
    RATIO,
    /** 100 is the whole. */
    PERCENT,
    PER_SECOND,
    /** Seconds since 1970. */
    TIMESTAMP;

    /** Returns a value in few columns, for statistics and legends. */
    public String format(double value, Glyphs glyphs) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return HumanNumbers.value(value);
        }
        return switch (this) {
            case NONE, TIMESTAMP -> HumanNumbers.brief(value, 4);
            case BYTES -> HumanBytes.of(value);
            case BYTES_PER_SECOND -> HumanBytes.of(value) + "/s";
            case SECONDS -> HumanDuration.ofSeconds(value, glyphs);
            case RATIO -> HumanNumbers.brief(value * 100) + " %";
            case PERCENT -> HumanNumbers.brief(value) + " %";
            case PER_SECOND -> HumanNumbers.brief(value) + "/s";
        };
    }
}
