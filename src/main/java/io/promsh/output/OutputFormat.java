package io.promsh.output;

import io.promsh.failure.Failure;
import java.util.Locale;

/** The forms in which results are written. */
public enum OutputFormat {
    /** Aligned columns for the eye. */
    TABLE,
    /** The shape of the data object of Prometheus's HTTP interface, with what promsh knows beside it. */
    JSON,
    /** A JSON object a line: one for each series or row. */
    JSONL,
    /** RFC 4180 with headings; a sample a row. */
    CSV,
    /** Tab-separated, headings only on a terminal; a sample a row. */
    TSV,
    /** A table in Markdown as GitHub reads it. */
    MARKDOWN,
    /** OpenMetrics 1.0 text with timestamps. */
    OPENMETRICS;

    /** Returns the word that the option {@code -o} takes. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the format of that word. Throws a usage failure when there is none. */
    public static OutputFormat parse(String word) {
        StringBuilder words = new StringBuilder();
        for (OutputFormat format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
            words.append(words.isEmpty() ? "" : ", ").append(format.word());
        }
        throw Failure.usage("'" + word + "' is no output format", "take one of " + words);
    }
}
