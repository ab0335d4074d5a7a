package io.promsh.target;

import java.time.Duration;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param version as given, for example {@code 2.42.0+ds}, or empty
 * @param clockSkew server's clock minus ours, to about a second, from the Date header
 * @param note what could not be learnt and why, or empty
 */
public record ServerIdentity(Flavour flavour, String version, Optional<Duration> clockSkew, String note) {
    /** Returns whether the version is at least {@code major.minor}; unknown versions are not. Only meaningful for Prometheus. */
    public boolean atLeast(int major, int minor) {
        String[] parts = version.split("[^0-9]+", 3);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return false;
        }
        int theirMajor = Integer.parseInt(parts[0]);
        return theirMajor > major || (theirMajor == major && Integer.parseInt(parts[1]) >= minor);
    }
}
