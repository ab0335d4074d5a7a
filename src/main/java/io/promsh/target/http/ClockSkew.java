package io.promsh.target.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How far a server's clock is from ours. */
public final class ClockSkew {
    private ClockSkew() {}

    /** Returns the server's clock minus ours, from its Date header, which names whole seconds, cut off. */
    public static Optional<Duration> of(String date, Instant asked, Instant answered) {
        if (date.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Instant ours = asked.plus(Duration.between(asked, answered).dividedBy(2));
            long millis = Duration.between(ours, theirs.plusMillis(500)).toMillis();
            return Optional.of(Duration.ofSeconds(Math.round(millis / 1000.0)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
