package io.promsh.volume.state;

/**
 * A path at which a container keeps state.
 *
 * @param container its id
 * @param service its Compose service, else its name
 * @param path in the container
 * @param where name of the volume or folder of the host; empty for the layer and for memory
 * @param isKnown whether the path is one at which this kind of service keeps its data, and not just a writable volume
 */
public record StatePath(String container, String service, String path, Storage storage, String where, boolean isKnown) {
    /** Returns what it lies on for display, an anonymous volume's name cut. */
    public String on() {
        if (where.isEmpty()) {
            return storage.words();
        }
        boolean isLong = storage == Storage.ANONYMOUS && where.length() > 12;
        return storage.words() + " " + (isLong ? where.substring(0, 12) : where);
    }
}
