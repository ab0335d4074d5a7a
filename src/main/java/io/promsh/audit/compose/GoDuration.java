package io.promsh.audit.compose;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Compose writes them: {@code 90s}, {@code 1m30s}, {@code 500ms}. */
public final class GoDuration {
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(us|ms|s|m|h)");

    private GoDuration() {}

    /** Returns the duration, or empty when it is none. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = PART.matcher(text.strip());
        double seconds = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            double number = Double.parseDouble(matcher.group(1));
            seconds += switch (matcher.group(2)) {
                case "us" -> number / 1e6;
                case "ms" -> number / 1e3;
                case "m" -> number * 60;
                case "h" -> number * 3600;
                default -> number;
            };
            end = matcher.end();
        }
        boolean isWhole = end > 0 && end == text.strip().length();
        return isWhole ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000))) : Optional.empty();
    }
}
