package io.promsh.volume.rescue;

import io.promsh.docker.Volume;
import java.time.Instant;
import java.util.Optional;

/**
 * Data that still lives somewhere.
 *
 * @param name of the volume or container, in full
 * @param service the kind of service whose data it is
 * @param path in the container, or below the volume
 * @param start of its samples, where it has some that can be counted
 * @param end of its samples; for other services when it was last changed
 * @param samples -1 where they cannot be counted
 * @param next what to type
 * @param broughtBack when all of it was brought back, where nothing has written to it since
 */
public record Find(
        Kind kind,
        String name,
        String service,
        String path,
        Optional<Instant> start,
        Optional<Instant> end,
        long samples,
        long bytes,
        String next,
        Optional<Instant> broughtBack) {
    /** Returns whether somebody should care: it is neither in use nor brought back. */
    public boolean isForgotten() {
        return kind != Kind.IN_DANGER && broughtBack.isEmpty();
    }

    /** Returns the name, an anonymous one cut to 12 digits. */
    public String shortName() {
        return Volume.isAnonymousName(name) ? name.substring(0, 12) : name;
    }

    /** Returns the state in words. */
    public String state() {
        return broughtBack.isPresent() ? "brought back" : kind.words();
    }

    /** Where data was found. */
    public enum Kind {
        /** In use, but the next recreate loses it. */
        IN_DANGER("in danger"),
        /** In a container that does not run any more. */
        LEFT_BEHIND("left behind"),
        /** In a volume that no container mounts. */
        ORPHAN("orphan"),
        /** In a volume of an older name of the project. */
        OLDER_PROJECT("older project");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns its name for display. */
        public String words() {
            return words;
        }
    }
}
