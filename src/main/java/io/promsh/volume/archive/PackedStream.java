package io.promsh.volume.archive;

import java.io.IOException;
import java.io.OutputStream;

/** What is written to it goes on packed. */
abstract class PackedStream extends OutputStream {
    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    /** Ends what works for it without writing what is left; nothing happens after {@link #close()}. */
    abstract void abandon();
}
