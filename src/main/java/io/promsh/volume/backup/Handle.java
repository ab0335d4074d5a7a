package io.promsh.volume.backup;

import io.promsh.docker.Container;
import io.promsh.docker.ContainerWish;
import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.util.Map;

/**
 * A container that is made to reach a volume's files and never runs. Its label is the undertaking's id, so that one that a killed
 * run left is found and removed.
 * The volume is mounted where no image has anything: an empty one would be filled with what the image has in its place.
 */
record Handle(DockerEngine engine, String id) {
    /** The name of the mounted folder, which lies in the root. */
    static final String NAME = "promsh-volume";

    /** Where the volume is mounted. */
    static final String PATH = "/" + NAME;

    static Handle on(DockerEngine engine, String image, String volume, boolean readOnly, String undertaking) {
        ContainerWish wish = ContainerWish.neverStarted(image, undertaking).withVolume(volume, PATH, readOnly);
        return new Handle(engine, engine.createContainer(wish));
    }

    /** Removes all handles of an undertaking. */
    static void removeAll(DockerEngine engine, String undertaking) {
        for (Container left : engine.containers(Map.of(ContainerWish.OWN_LABEL, undertaking))) {
            engine.removeContainer(left.id(), true);
        }
    }

    /** Removes it, whether the line was given up or not; returns whether that worked. */
    boolean remove() {
        boolean[] removed = new boolean[1];
        Steadily.run(() -> {
            try {
                engine.removeContainer(id, true);
                removed[0] = true;
            } catch (Failure failure) {
                // The journal knows it.
            }
        });
        return removed[0];
    }
}
