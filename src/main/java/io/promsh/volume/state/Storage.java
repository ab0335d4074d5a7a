package io.promsh.volume.state;

/** On what a path lies, by what the running container mounts there. */
public enum Storage {
    /** A volume with a name. */
    NAMED("named volume"),
    /** A folder of the host. */
    BIND("bind mount"),
    /** A volume that nobody named: the next container gets another, empty one. */
    ANONYMOUS("anonymous volume"),
    /** The container's own layer: it goes with the container. */
    LAYER("writable layer"),
    /** Memory: gone at every stop. */
    MEMORY("memory");

    private final String words;

    Storage(String words) {
        this.words = words;
    }

    /** Returns its name for display. */
    public String words() {
        return words;
    }

    /** Returns whether it outlives its container and is found again by the next one. */
    public boolean isPersistent() {
        return this == NAMED || this == BIND;
    }
}
