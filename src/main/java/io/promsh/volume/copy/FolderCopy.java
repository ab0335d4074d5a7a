package io.promsh.volume.copy;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Copies a folder of one container to the same path of another, through the archive interface: needs no program in either, and
 * keeps owners and modes. The folder itself goes along, so that its own owner is right too.
 */
public final class FolderCopy {
    private static final int SHOWN_DIFFERENCES = 5;

    private final DockerEngine engine;

    /** Copies within one engine. */
    public FolderCopy(DockerEngine engine) {
        this.engine = engine;
    }

    /** Copies, and returns what was read; {@code progress} is told the bytes so far. */
    public TreeDigest copy(String from, String path, String to, LongConsumer progress) {
        List<TreeDigest> read = new ArrayList<>(1);
        try (InputStream in = engine.readArchive(from, path)) {
            engine.writeArchive(
                    to, parent(path), out -> read.add(TreeDigest.of(new TeeStream(new Counted(in, progress), out))));
        } catch (IOException e) {
            throw Failure.failed("copying " + path + " broke off: " + e.getMessage(), "try it again")
                    .withCause(e);
        }
        return read.get(0);
    }

    /** Returns what a folder holds. */
    public TreeDigest digest(String container, String path) {
        try (InputStream in = engine.readArchive(container, path)) {
            return TreeDigest.of(in);
        } catch (IOException e) {
            throw Failure.failed("reading " + path + " broke off: " + e.getMessage(), "try it again")
                    .withCause(e);
        }
    }

    /** Reads the copy back and returns what it holds. Throws a failure when it is not what {@code original} says. */
    public TreeDigest verify(TreeDigest original, String copy, String path) {
        TreeDigest there = digest(copy, path);
        List<String> missing = original.missingIn(there);
        if (!missing.isEmpty()) {
            throw Failure.failed("the copy differs from the original in " + missing.size() + " places", "")
                    .withDetail(missing.subList(0, Math.min(SHOWN_DIFFERENCES, missing.size())));
        }
        return there;
    }

    /** Returns the folder that holds {@code path}. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /** Counts what passes, now and then. */
    private static final class Counted extends java.io.FilterInputStream {
        private static final long EVERY = 8L << 20;
        private final LongConsumer progress;
        private long bytes;
        private long next = EVERY;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int got = in.read(buffer, offset, length);
            bytes += Math.max(0, got);
            if (bytes >= next) {
                progress.accept(bytes);
                next = bytes + EVERY;
            }
            return got;
        }
    }
}
