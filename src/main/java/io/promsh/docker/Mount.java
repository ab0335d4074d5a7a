package io.promsh.docker;

/**
 * A mount of a container, as it is and not as a file says.
 *
 * @param name the volume's name; empty for other kinds
 * @param source where it lies on the engine's machine; empty for tmpfs
 * @param destination the path in the container
 * @param driver the volume's driver; empty for other kinds
 */
public record Mount(Kind kind, String name, String source, String destination, String driver, boolean isWritable) {
    /** What is mounted. */
    public enum Kind {
        VOLUME,
        BIND,
        /** Memory: gone at every stop. */
        TMPFS,
        OTHER
    }

    /** Returns whether it is a volume that nobody named. */
    public boolean isAnonymous() {
        return kind == Kind.VOLUME && Volume.isAnonymousName(name);
    }

    /** Returns whether {@code path} lies in this mount. */
    public boolean holds(String path) {
        String folder = destination.endsWith("/") ? destination : destination + "/";
        return path.equals(destination) || path.startsWith(folder);
    }
}
