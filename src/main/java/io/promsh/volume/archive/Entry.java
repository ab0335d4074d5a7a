package io.promsh.volume.archive;

import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Something in an archive that was found harmless.
 *
 * @param path below the volume's root, without a slash at its end; empty for the root itself
 * @param link what a link leads to: as it is for a symbolic one, a path below the root for a hard one
 * @param header owner, mode and times
 * @param content of a regular file; to be read within the visit only
 */
public record Entry(String path, Kind kind, long size, String link, TarArchiveEntry header, InputStream content) {
    /** What an entry is. */
    public enum Kind {
        FILE,
        FOLDER,
        SYMBOLIC_LINK,
        HARD_LINK,
        PIPE
    }

    /** Returns whether a header is that of a regular file; the library's own question says yes for links and pipes too. */
    public static boolean isRegular(TarArchiveEntry header) {
        byte type = header.getLinkFlag();
        boolean isPlain =
                type == TarConstants.LF_OLDNORM || type == TarConstants.LF_NORMAL || type == TarConstants.LF_CONTIG;
        return isPlain && !header.isDirectory();
    }
}
