package io.promsh.command.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * Whether a metric of a dashboard has data.
 *
 * @param word {@code yes}; {@code no}; {@code other labels} when it has samples but none that the dashboard selects;
 *     {@code unknown} when no target was asked or none would say
 * @param series how many series of the dashboard's selection have samples, null when unknown
 */
record Presence(String word, @Nullable Long series) {
    static final Presence UNKNOWN = new Presence("unknown", null);

    static Presence of(long ofMetric, @Nullable Long ofSelectors) {
        if (ofMetric == 0) {
            return new Presence("no", 0L);
        }
        if (ofSelectors != null && ofSelectors == 0) {
            return new Presence("other labels", 0L);
        }
        return new Presence("yes", ofSelectors == null ? Long.valueOf(ofMetric) : ofSelectors);
    }

    boolean isThere() {
        return word.equals("yes");
    }
}
