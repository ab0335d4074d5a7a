package io.promsh.volume.archive;

import java.io.IOException;

/** An archive with something in it that no backup has, and that could do harm: it is refused whole. */
public final class HostileArchive extends IOException {
    private static final long serialVersionUID = 1L;

    /** Says what is in it, in a few words without a full stop. */
    public HostileArchive(String what) {
        super("the archive is refused: it has " + what);
    }
}
