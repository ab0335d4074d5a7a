package io.promsh.recovery;

import io.promsh.failure.Failure;
import io.promsh.failure.FailureKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A data directory on this machine. */
final class DirectoryPlace implements BlockPlace {
    private final Path directory;
    private final String user;

    DirectoryPlace(Path directory) {
        this(directory, System.getProperty("user.name", ""));
    }

    /** A place that is looked at as a user of that name. */
    DirectoryPlace(Path directory, String user) {
        this.directory = directory.toAbsolutePath().normalize();
        this.user = user;
    }

    @Override
    public String words() {
        return directory.toString();
    }

    @Override
    public boolean isSameAs(String path) {
        try {
            return Files.exists(Path.of(path)) && Files.isSameFile(directory, Path.of(path));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<Check> checks(long bytes) {
        List<Check> checks = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return List.of(
                    Check.refused("directory", "there is no folder " + directory, "name the server's data directory"));
        }
        boolean isData =
                Files.isDirectory(directory.resolve("wal")) || Files.isDirectory(directory.resolve("chunks_head"));
        checks.add(
                isData
                        ? Check.ok("directory", directory + " is a server's data directory")
                        : Check.refused(
                                "directory",
                                directory + " has no log: it is no server's data directory",
                                "name the folder that --storage.tsdb.path names"));
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            checks.add(
                    free > 2 * bytes
                            ? Check.ok(
                                    "disk",
                                    free / 1_000_000 + " MB are free, about " + bytes / 1_000_000 + " MB are needed")
                            : Check.refused(
                                    "disk", "only " + free / 1_000_000 + " MB are free", "make room on the disk"));
        } catch (IOException e) {
            checks.add(Check.warning("disk", "its free space cannot be told", "look at it with df"));
        }
        checks.add(owner());
        return checks;
    }

    private Check owner() {
        if (!Files.isWritable(directory)) {
            return Check.refused(
                    "owner", directory + " cannot be written", "run promsh as the server's user, or as root");
        }
        try {
            String owner = Files.getOwner(directory).getName();
            PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
            if (view != null && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE)) {
                return Check.warning(
                        "owner",
                        owner + " may not write in " + directory + ": the server could not delete the blocks",
                        "chmod u+w " + directory);
            }
            boolean isTheirs = user.equals("root") || user.equals(owner);
            return isTheirs
                    ? Check.ok("owner", "files will belong to " + owner)
                    : Check.warning(
                            "owner",
                            "files would belong to " + user + " and not to " + owner
                                    + ": the server could not delete them",
                            "run promsh as the server's user, or as root");
        } catch (IOException e) {
            return Check.warning("owner", "whose " + directory + " is cannot be told", "look at it with ls -l");
        }
    }

    /** Gives a file to whom the directory belongs, where that is allowed. */
    private void own(Path path) {
        for (String what : List.of("unix:uid", "unix:gid")) {
            try {
                Object owner = Files.getAttribute(directory, what);
                if (!owner.equals(Files.getAttribute(path, what))) {
                    Files.setAttribute(path, what, owner);
                }
            } catch (IOException | UnsupportedOperationException e) {
                // Only root may give files away; the check has said so.
            }
        }
    }

    @Override
    public void put(Path block) {
        String ulid = String.valueOf(block.getFileName());
        Path target = directory.resolve(ulid);
        Path unfinished = directory.resolve(ulid + ".tmp-for-creation");
        try {
            if (Files.exists(target)) {
                return;
            }
            delete(unfinished);
            copy(block, unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            flush(directory);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    private void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walked = Files.walk(from)) {
            all = walked.toList();
        }
        for (Path path : all) {
            Path copy = to.resolve(from.relativize(path).toString());
            if (Files.isDirectory(path)) {
                Files.createDirectory(copy);
            } else {
                Files.copy(path, copy);
                try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            own(copy);
        }
        for (int i = all.size() - 1; i >= 0; i--) {
            if (Files.isDirectory(all.get(i))) {
                flush(to.resolve(from.relativize(all.get(i)).toString()));
            }
        }
    }

    private static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Some file systems do not open folders.
        }
    }

    @Override
    public boolean has(String ulid) {
        return Files.isDirectory(directory.resolve(ulid));
    }

    @Override
    public Optional<Path> folder() {
        return Optional.of(directory);
    }

    @Override
    public void remove(String ulid) {
        Path there = directory.resolve(ulid);
        Path going = directory.resolve(ulid + ".tmp-for-deletion");
        try {
            delete(directory.resolve(ulid + ".tmp-for-creation"));
            delete(going);
            if (Files.exists(there)) {
                // A server must never see half a block.
                Files.move(there, going, StandardCopyOption.ATOMIC_MOVE);
                delete(going);
            }
        } catch (IOException e) {
            throw failed(there, e);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Failure failed(Path path, IOException e) {
        FailureKind kind = e instanceof AccessDeniedException ? FailureKind.DENIED : FailureKind.FAILED;
        return Failure.of(kind, path + ": " + e.getMessage(), "then go on with: recover resume")
                .withCause(e);
    }
}
