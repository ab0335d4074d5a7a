package io.promsh.volume.rescue;

import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.volume.plan.Uninterrupted;

/** A container that is never started: a handle on volumes for the archive interface, removed when closed. */
public final class Handle implements AutoCloseable {
    /** A path that no image has, so that nothing of an image is copied into an empty volume that is only looked at. */
    static final String LOOKING = "/promsh-looks";

    private final DockerEngine engine;
    private final String id;

    private Handle(DockerEngine engine, String id) {
        this.engine = engine;
        this.id = id;
    }

    /** Begins to describe a handle; {@code undertaking} is written on it so that leftovers are found. */
    public static Wish on(DockerEngine engine, String image, String undertaking) {
        return new Wish(engine, ContainerWish.neverStarted(image, undertaking));
    }

    /** A handle that is not there yet. */
    public record Wish(DockerEngine engine, ContainerWish wish) {
        /** Mounts a volume. */
        public Wish with(String volume, String path, boolean isReadOnly) {
            return new Wish(engine, wish.withVolume(volume, path, isReadOnly));
        }

        /** Makes it. */
        public Handle open() {
            return new Handle(engine, engine.createContainer(wish));
        }
    }

    /** Returns the container's id. */
    public String id() {
        return id;
    }

    @Override
    public void close() {
        // Its own anonymous volumes go with it; a volume given by name never does.
        Uninterrupted.run(() -> engine.removeContainer(id, true));
    }
}
