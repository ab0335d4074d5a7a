package io.promsh.volume.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.promsh.docker.DockerEngine;
import io.promsh.failure.Failure;
import io.promsh.volume.copy.FolderCopy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Puts a block into a running server's storage. Its {@code meta.json} goes last: until it is there the server takes the folder
 * for no block, so that a half one is never read.
 */
public final class BlockPut {
    private static final String META = "meta.json";

    private final DockerEngine engine;

    /** Puts blocks on an engine. */
    public BlockPut(DockerEngine engine) {
        this.engine = engine;
    }

    /** Returns whether a whole block of that name is there. */
    public boolean isThere(String container, String dataPath, String ulid) {
        return engine.stat(container, dataPath + "/" + ulid + "/" + META).isPresent();
    }

    /**
     * Puts the block that lies in {@code folder} of one container below {@code dataPath} of another. What was put is read back
     * before the {@code meta.json} follows: from then on the server may merge the block with others at any time.
     */
    public void put(String from, String folder, String ulid, String to, String dataPath) {
        String last = dataPath.substring(dataPath.lastIndexOf('/') + 1);
        String source = folder + "/" + ulid;
        String parent = FolderCopy.parent(dataPath);
        List<Meta> metas = new ArrayList<>();
        try (InputStream in = engine.readArchive(from, source)) {
            engine.writeArchive(to, parent, out -> pour(in, out, last + "/", metas));
        } catch (IOException e) {
            throw Failure.failed("putting block " + ulid + " broke off: " + e.getMessage(), "type the same again")
                    .withCause(e);
        }
        FolderCopy copying = new FolderCopy(engine);
        List<String> missing =
                new ArrayList<>(copying.digest(from, source).missingIn(copying.digest(to, dataPath + "/" + ulid)));
        missing.removeIf(line -> line.equals(META + " is missing"));
        if (!missing.isEmpty() || metas.isEmpty()) {
            throw Failure.failed("block " + ulid + " did not arrive whole", "type the same again")
                    .withDetail(missing.subList(0, Math.min(5, missing.size())));
        }
        engine.writeArchive(to, parent, out -> write(metas.get(0), out));
    }

    private record Meta(TarArchiveEntry entry, String text) {}

    private static void pour(InputStream in, OutputStream out, String prefix, List<Meta> metas) throws IOException {
        TarArchiveInputStream from = new TarArchiveInputStream(in);
        TarArchiveOutputStream to = tar(out);
        for (TarArchiveEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
            if (entry.getName().endsWith("/" + META)) {
                metas.add(new Meta(renamed(entry, prefix), new String(from.readAllBytes(), UTF_8)));
            } else {
                to.putArchiveEntry(renamed(entry, prefix));
                if (entry.isFile()) {
                    from.transferTo(to);
                }
                to.closeArchiveEntry();
            }
        }
        to.finish();
        to.flush();
    }

    private static void write(Meta meta, OutputStream out) throws IOException {
        TarArchiveOutputStream to = tar(out);
        to.putArchiveEntry(meta.entry);
        to.write(meta.text.getBytes(UTF_8));
        to.closeArchiveEntry();
        to.finish();
        to.flush();
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static TarArchiveEntry renamed(TarArchiveEntry entry, String prefix) {
        TarArchiveEntry renamed = new TarArchiveEntry(prefix + entry.getName());
        renamed.setSize(entry.isFile() ? entry.getSize() : 0);
        renamed.setMode(entry.getMode());
        renamed.setIds((int) entry.getLongUserId(), (int) entry.getLongGroupId());
        renamed.setModTime(entry.getLastModifiedDate());
        return renamed;
    }
}
