package io.promsh.volume.archive;

import java.io.IOException;

/** Thrown for a file that is no archive at all; the message says what it is instead, as far as that can be told. */
public final class NoArchive extends IOException {
    private static final long serialVersionUID = 1L;

    NoArchive(String message) {
        super(message);
    }
}
