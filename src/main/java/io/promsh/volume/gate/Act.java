package io.promsh.volume.gate;

import io.promsh.volume.state.Storage;

/** What is done to containers, by what it does to their state. */
public enum Act {
    /** Stops or restarts a container that stays: only memory is lost. */
    STOP,
    /** May put another container in its place. */
    RECREATE,
    /** Takes the container away. */
    REMOVE,
    /** Takes volumes away, or makes new ones in their place. */
    DESTROY;

    /** Returns whether what lies on {@code storage} is lost, or lost from view. */
    public boolean loses(Storage storage) {
        return switch (this) {
            case STOP -> storage == Storage.MEMORY;
            case RECREATE, REMOVE -> !storage.isPersistent();
            case DESTROY -> storage != Storage.BIND;
        };
    }

    /** Returns what becomes of data on {@code storage}, as the end of a sentence. */
    public String consequence(Storage storage) {
        return switch (storage) {
            case MEMORY -> "is gone with the stop";
            case LAYER -> "is deleted with the container";
            case ANONYMOUS ->
                this == DESTROY
                        ? "is deleted"
                        : "is left behind in a volume without a name; the next container starts empty";
            case NAMED -> "is deleted";
            case BIND -> "stays";
        };
    }
}
