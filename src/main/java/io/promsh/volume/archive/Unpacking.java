package io.promsh.volume.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Turns an archive into the tar that an engine unpacks: the volume's root under the name that its folder has there. */
public final class Unpacking {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final String root;
    private final String folder;
    private final LongConsumer progress;
    private long bytes;

    /**
     * Prepares.
     *
     * @param root the volume's root in the archive, empty or with a slash at its end; what lies elsewhere is left out
     * @param folder its name on the engine
     * @param progress is told the bytes so far
     */
    public Unpacking(String root, String folder, LongConsumer progress) {
        this.root = root;
        this.folder = folder;
        this.progress = progress;
    }

    /** Writes the tar; closes nothing. */
    public void write(BackupReader reader, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        byte[] buffer = new byte[BUFFER_BYTES];
        reader.read(new BackupReader.Visitor() {
            @Override
            public void entry(Entry entry) throws IOException {
                if ((entry.path() + "/").equals(root) || entry.path().startsWith(root)) {
                    put(tar, entry, buffer);
                }
            }

            @Override
            public void besides(String name, InputStream content) {
                // Stays in the archive.
            }
        });
        tar.finish();
        tar.flush();
    }

    private void put(TarArchiveOutputStream tar, Entry entry, byte[] buffer) throws IOException {
        TarArchiveEntry header = entry.header();
        header.setName(placed(entry.path()) + (entry.kind() == Entry.Kind.FOLDER ? "/" : ""));
        if (entry.kind() == Entry.Kind.HARD_LINK) {
            header.setLinkName(placed(entry.link()));
        }
        tar.putArchiveEntry(header);
        if (entry.kind() == Entry.Kind.FILE) {
            for (int got = entry.content().read(buffer);
                    got >= 0;
                    got = entry.content().read(buffer)) {
                tar.write(buffer, 0, got);
                bytes += got;
                progress.accept(bytes);
            }
        }
        tar.closeArchiveEntry();
    }

    private String placed(String path) throws HostileArchive {
        if ((path + "/").equals(root) || path.isEmpty()) {
            return folder;
        }
        if (!path.startsWith(root)) {
            throw new HostileArchive("a hard link that leads out: " + path);
        }
        return folder + "/" + path.substring(root.length());
    }
}
