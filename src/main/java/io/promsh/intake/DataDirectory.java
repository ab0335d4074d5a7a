package io.promsh.intake;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import io.promsh.tsdb.BlockMeta;
import io.promsh.tsdb.TsdbBlock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Prometheus data directory into which blocks are put, all or none. They are built in a folder of promsh's own inside it, which a
 * server does not look at; a receipt is written, which decides that they come; then each is renamed into place. A process that dies
 * before the receipt leaves nothing, one that dies after it is finished by the next.
 */
public final class DataDirectory implements AutoCloseable {
    static final String OWN_FOLDER = ".promsh-import";

    private final Path directory;
    private final Path own;
    private final Path work;
    private final Path journal;
    private final Path receipts;
    private final FileChannel lockFile;
    private final Consumer<String> steps;

    private DataDirectory(Path directory, FileChannel lockFile, Consumer<String> steps) {
        this.directory = directory;
        this.own = directory.resolve(OWN_FOLDER);
        this.work = own.resolve("work");
        this.journal = own.resolve("journal");
        this.receipts = own.resolve("done");
        this.lockFile = lockFile;
        this.steps = steps;
    }

    /**
     * Opens a directory for one import, finishing or sweeping away what an earlier one left. Throws a REFUSED failure while another
     * import runs on it.
     */
    public static DataDirectory open(Path directory) {
        return open(directory, step -> {});
    }

    /** The same; {@code steps} hears of each step before it is done. */
    static DataDirectory open(Path directory, Consumer<String> steps) {
        try {
            DataDirectory opened = new DataDirectory(directory, lock(directory), steps);
            opened.settle();
            return opened;
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    @SuppressWarnings("resource") // The lock lives as long as the channel, which close() closes.
    private static FileChannel lock(Path directory) throws IOException {
        Path own = directory.resolve(OWN_FOLDER);
        Path file = own.resolve("lock");
        Files.createDirectories(own.resolve("done"));
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(file)) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw Failure.of(
                FailureKind.REFUSED,
                "another import is running on " + directory,
                "wait for it, then run the same line");
    }

    private static Failure failure(Path directory, IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Failure.failed("cannot write to " + directory + ": " + why, "check the folder, its owner and its space")
                .withCause(e);
    }

    /** Finishes an import whose receipt was written, and removes what another left half. */
    private void settle() throws IOException {
        Optional<Receipt> begun = Receipt.read(journal);
        if (begun.isPresent()) {
            putInPlace(begun.get());
        }
        Files.deleteIfExists(journal);
        delete(work);
        Files.createDirectories(work);
    }

    /** Returns the directory itself. */
    public Path path() {
        return directory;
    }

    /** Returns the folder in which blocks are built. */
    public Path work() {
        return work;
    }

    /** Returns what an earlier run of the very same import put in place, or empty when there was none. */
    public Optional<Receipt> receipt(String id) {
        try {
            return Receipt.read(receipts.resolve(id));
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    /** Returns what the blocks in place say of themselves; those that cannot be read are left out, as a server does. */
    public List<BlockMeta> blocks() {
        List<BlockMeta> found = new ArrayList<>();
        for (Path folder : TsdbBlock.foldersIn(directory)) {
            try {
                found.add(TsdbBlock.meta(folder));
            } catch (Failure unreadable) {
                // A server logs it and goes on.
            }
        }
        return found;
    }

    /** Returns whether a server has written here: it has a log. */
    public boolean hasLog() {
        return Files.isDirectory(directory.resolve("wal"));
    }

    /** Returns the bytes that are free, as the system says. */
    public long freeBytes() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }

    /** Puts the blocks that stand in {@link #work} in place; the receipt stays. */
    public void place(String id, List<BlockMeta> blocks) {
        Receipt receipt = new Receipt(id, blocks.stream().map(BlockMeta::ulid).toList());
        try {
            steps.accept("owner");
            for (String ulid : receipt.blocks()) {
                giveAway(work.resolve(ulid));
            }
            steps.accept("journal");
            receipt.write(journal);
            flush(own);
            putInPlace(receipt);
            steps.accept("sweep");
            Files.deleteIfExists(journal);
            delete(work);
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }

    private void putInPlace(Receipt receipt) throws IOException {
        for (String ulid : receipt.blocks()) {
            Path built = work.resolve(ulid);
            if (Files.exists(built)) {
                steps.accept("rename");
                Files.move(built, directory.resolve(ulid), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        flush(directory);
        steps.accept("receipt");
        receipt.write(receipts.resolve(receipt.id()));
        flush(receipts);
    }

    /** The server that owns the directory must be able to delete the blocks one day: they get its owner and group. */
    private void giveAway(Path block) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return;
        }
        PosixFileAttributes wanted = view.readAttributes();
        PosixFileAttributes is = Files.readAttributes(block, PosixFileAttributes.class);
        if (wanted.owner().equals(is.owner()) && wanted.group().equals(is.group())) {
            return;
        }
        try (Stream<Path> all = Files.walk(block)) {
            for (Path path : all.toList()) {
                PosixFileAttributeView one = Files.getFileAttributeView(path, PosixFileAttributeView.class);
                one.setOwner(wanted.owner());
                one.setGroup(wanted.group());
            }
        }
    }

    private boolean isUnused() throws IOException {
        try (Stream<Path> kept = Files.list(receipts)) {
            return kept.findAny().isEmpty();
        }
    }

    private static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some file systems do not open folders; the renames themselves are still atomic.
        }
    }

    static void delete(@Nullable Path folder) throws IOException {
        if (folder == null || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** Removes what is not in place and lets the next import in; where nothing was ever imported, no trace is left. */
    @Override
    public void close() {
        try {
            if (Receipt.read(journal).isEmpty()) {
                delete(work);
                if (isUnused()) {
                    delete(own);
                }
            }
            lockFile.close();
        } catch (IOException e) {
            throw failure(directory, e);
        }
    }
}
