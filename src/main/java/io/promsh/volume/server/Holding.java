package io.promsh.volume.server;

import io.promsh.model.PromDuration;
import io.promsh.target.MetricsTarget;
import java.time.Duration;
import java.util.Map;

/**
 * What a server keeps.
 *
 * @param retention how long; the server's own 15 days where nothing is set
 * @param limitBytes how much, 0 for no limit
 * @param hasAdmin whether its administration interface is on
 */
public record Holding(Duration retention, long limitBytes, boolean hasAdmin) {
    private static final Duration PRESET = Duration.ofDays(15);
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};

    /** Asks a server. */
    public static Holding of(MetricsTarget target) {
        return of(target.flags());
    }

    /** Reads a server's flags. */
    public static Holding of(Map<String, String> flags) {
        String time = flags.getOrDefault("storage.tsdb.retention.time", "0s");
        if (time.equals("0s")) {
            time = flags.getOrDefault("storage.tsdb.retention", "0s");
        }
        long millis = Math.max(0, PromDuration.tryParseMillis(time));
        return new Holding(
                millis == 0 ? PRESET : Duration.ofMillis(millis),
                bytes(flags.getOrDefault("storage.tsdb.retention.size", "0")),
                flags.getOrDefault("web.enable-admin-api", "").equals("true"));
    }

    /** Reads {@code 512MB}, powers of 1024 as the server takes them; 0 for what cannot be read. */
    static long bytes(String text) {
        String digits = text.replaceFirst("[^0-9.].*", "");
        String unit = text.substring(digits.length()).replace("i", "");
        if (!digits.matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
            return 0;
        }
        double factor = 1;
        for (String known : UNITS) {
            if (known.equals(unit) || unit.isEmpty()) {
                return Math.round(Double.parseDouble(digits) * factor);
            }
            factor *= 1024;
        }
        return 0;
    }
}
