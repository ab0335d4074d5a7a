package io.promsh.volume.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;

/** Where content waits that can only be judged as a whole. */
@FunctionalInterface
public interface Shelf {
    /** Keeps what a stream has until the channel is closed. Throws what the stream throws. */
    FileChannel keep(InputStream in) throws IOException;
}
