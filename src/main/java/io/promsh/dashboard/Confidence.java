package io.promsh.dashboard;

import java.util.Locale;

/** How sure a selector of a dashboard is; later ones are less so. */
public enum Confidence {
    /** Every part of it stands in the dashboard. */
    EXACT,
    /** It selects more than the dashboard shows, because a variable may be anything. */
    WIDENED,
    /** Taken from an expression that cannot be read as a whole. */
    GUESSED;

    /** Returns the word used in output. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Confidence or(Confidence other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
