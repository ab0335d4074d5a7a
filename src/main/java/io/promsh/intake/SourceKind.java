package io.promsh.intake;

import io.promsh.failure.Failure;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file or folder holds. */
public enum SourceKind {
    /** OpenMetrics text, packed with gzip or zstd or not. */
    OPENMETRICS,
    /** Prometheus text 0.0.4, packed with gzip or zstd or not. */
    TEXT,
    /** Answers of the query interface. */
    JSON,
    /** A table, long or wide. */
    CSV,
    /** A block of the time series database. */
    BLOCK,
    /** A data directory: blocks and a head. */
    TSDB,
    /** A tar archive that holds one of them, packed with gzip or zstd or not: what {@code volume backup} makes. */
    ARCHIVE;

    /** Returns the word for {@code --format}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kind of that word. Throws a usage failure that lists them. */
    public static SourceKind parse(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Failure.usage(
                        "'" + word + "' is no format that can be imported",
                        "take one of "
                                + Arrays.stream(values()).map(SourceKind::word).collect(Collectors.joining(", "))));
    }
}
