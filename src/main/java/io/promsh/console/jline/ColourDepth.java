package io.promsh.console.jline;

import java.util.Locale;
import java.util.Map;

/** How many colours a terminal shows. */
public enum ColourDepth {
    NONE,
    SIXTEEN,
    /** The palette of 256. */
    INDEXED,
    TRUE_COLOUR;

    /**
     * Returns what the environment says of the terminal. NO_COLOR with any value and TERM=dumb mean none; see no-color.org for the
     * former.
     */
    public static ColourDepth of(Map<String, String> environment) {
        String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.isEmpty() || term.equals("dumb")) {
            return NONE;
        }
        String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        if (colorTerm.equals("truecolor") || colorTerm.equals("24bit") || term.endsWith("-direct")) {
            return TRUE_COLOUR;
        }
        return term.contains("256") ? INDEXED : SIXTEEN;
    }
}
