package io.promsh.volume.backup;

import io.promsh.failure.Failure;
import io.promsh.volume.sqlite.Shelf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps content on disk in files that lose their names at once: however the process ends, nothing is left of them. */
final class Spool implements Shelf {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final Path folder;

    Spool(Path folder) {
        this.folder = folder;
    }

    /** Keeps for the check of an archive: beside it if that can be, for the system's own folder may be memory. */
    static Spool beside(Path archive) {
        Path beside = archive.toAbsolutePath().getParent();
        return new Spool(
                beside != null && Files.isWritable(beside)
                        ? beside
                        : Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /** Throws FAILED where there is no room. */
    @Override
    public FileChannel keep(InputStream in) throws IOException {
        FileChannel channel = null;
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            channel = open();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                write(channel, ByteBuffer.wrap(buffer, 0, got));
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private FileChannel open() {
        try {
            return FileChannel.open(
                    Files.createTempFile(folder, "promsh-", ".part"),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private Failure failure(IOException e) {
        return Failure.failed(
                        "nothing can be written to " + folder + ": " + e.getMessage(),
                        "make room: a database and a large index are looked into on disk")
                .withCause(e);
    }
}
