package io.promsh.intake;

import io.promsh.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder in which blocks wait to be sent: private, and found again by the same import after a crash. */
public final class SendFolder implements AutoCloseable {
    private final Path folder;
    private boolean done;

    private SendFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the folder of an import below that for temporary files. Blocks of an earlier run are swept away unless they were
     * {@linkplain #built all there}; what was sent is remembered.
     *
     * @param receiver where the samples go
     */
    public static SendFolder open(Path temporary, String user, String id, String receiver) {
        String name = "promsh-import-" + user.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + id + "-"
                + Integer.toHexString(receiver.hashCode());
        Path folder = temporary.resolve(name);
        try {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Receipt.read(folder.resolve("built")).isEmpty()) {
                DataDirectory.delete(folder.resolve("work"));
                Files.createDirectories(folder.resolve("work"));
            }
        } catch (IOException e) {
            throw Failure.failed("cannot work in " + folder + ": " + e.getMessage(), "remove it, or check its owner")
                    .withCause(e);
        }
        return new SendFolder(folder);
    }

    /** Returns where blocks are built. */
    public Path work() {
        return folder.resolve("work");
    }

    /** Returns the file that remembers how far the sending is. */
    public Path sentFile() {
        return folder.resolve("sent");
    }

    /** Returns the blocks that an earlier run had built and not sent, or empty. */
    public Optional<Receipt> built() {
        try {
            return Receipt.read(folder.resolve("built"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Says that these blocks are all there, so that a later run sends the very same. */
    public void built(Receipt receipt) {
        try {
            receipt.write(folder.resolve("built"));
        } catch (IOException e) {
            throw Failure.failed("cannot write to " + folder + ": " + e.getMessage(), "check its space")
                    .withCause(e);
        }
    }

    /** Says that everything is sent, so that nothing need be remembered. */
    public void done() {
        done = true;
    }

    @Override
    public void close() {
        try {
            if (done || (!Files.exists(sentFile()) && built().isEmpty())) {
                DataDirectory.delete(folder);
            } else if (built().isEmpty()) {
                DataDirectory.delete(work());
            }
        } catch (IOException e) {
            throw Failure.failed("cannot remove " + folder + ": " + e.getMessage(), "")
                    .withCause(e);
        }
    }
}
