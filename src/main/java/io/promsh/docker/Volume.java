package io.promsh.docker;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A volume.
 *
 * @param mountpoint where it lies on the engine's machine
 * @param options of the driver
 */
public record Volume(
        String name,
        String driver,
        String mountpoint,
        Optional<Instant> created,
        Map<String, String> labels,
        Map<String, String> options) {
    /** The label that engines since 23 put on anonymous volumes. */
    public static final String ANONYMOUS_LABEL = "com.docker.volume.anonymous";

    private static final int SHORT_DIGITS = 12;

    public Volume {
        labels = Map.copyOf(labels);
        options = Map.copyOf(options);
    }

    /** Returns whether nobody named it. */
    public boolean isAnonymous() {
        return labels.containsKey(ANONYMOUS_LABEL) || isAnonymousName(name);
    }

    /** Returns whether a name is one that engines make up: 64 hexadecimal digits. */
    public static boolean isAnonymousName(String name) {
        return name.length() == 64 && name.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    /** Returns whether a word means the volume of that name: the name itself, or of an anonymous one 12 digits or more. */
    public static boolean means(String word, String name) {
        return word.equals(name) || (word.length() >= SHORT_DIGITS && isAnonymousName(name) && name.startsWith(word));
    }

    /** Returns the name, an anonymous one cut to 12 digits. */
    public String shortName() {
        return isAnonymousName(name) ? name.substring(0, SHORT_DIGITS) : name;
    }

    /** Returns the Compose project and name, where Compose made it. */
    public Optional<ComposeVolume> compose() {
        return ComposeVolume.of(labels);
    }

    /** What a volume to be made is like. */
    public record Wish(String name, String driver, Map<String, String> labels, Map<String, String> options) {
        public Wish {
            labels = Map.copyOf(labels);
            options = Map.copyOf(options);
        }

        /** A plain local volume. */
        public static Wish named(String name, Map<String, String> labels) {
            return new Wish(name, "local", labels, Map.of());
        }
    }
}
