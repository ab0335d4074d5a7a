package io.promsh.volume.survey;

/** What becomes of the data in a place. */
public enum Verdict {
    /** A named volume in use: it outlives its containers. */
    PERSISTENT("persistent"),
    /** A volume that nobody named: the next container gets another, empty one. */
    ANONYMOUS("anonymous"),
    /** A folder of the host. */
    BIND("bind"),
    /** Memory: gone at every stop. */
    TMPFS("tmpfs"),
    /** The container's own layer: gone with the container. */
    LAYER("writable layer"),
    /** No container mounts it. */
    UNUSED("unused"),
    /** No container mounts it, but one of the same name under another project is in use: which one has the data? */
    TWIN("twin");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** Returns its word in listings. */
    public String word() {
        return word;
    }
}
