package io.promsh.tsdb;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files as memory. */
final class MappedFile {
    private MappedFile() {}

    static ByteBuffer of(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw Failure.failed(file + " is larger than 2 GiB", "files of that size are not read");
            }
            return channel.map(MapMode.READ_ONLY, 0, size);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** What to say when a file cannot be read or written. */
    static Failure failure(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return Failure.failed("there is no " + file, "check the path").withCause(e);
        }
        if (e instanceof AccessDeniedException) {
            return Failure.of(FailureKind.DENIED, "no permission for " + file, "run it as the owner of the files")
                    .withCause(e);
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Failure.failed(file + ": " + reason, "check the disk").withCause(e);
    }
}
