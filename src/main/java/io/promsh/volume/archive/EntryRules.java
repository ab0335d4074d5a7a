package io.promsh.volume.archive;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/** What may be in an archive that is to be unpacked into a volume. Anything else makes the whole archive refused. */
final class EntryRules {
    private static final int MOST_ENTRIES = 5_000_000;
    private static final int LONGEST_PATH = 4096;
    /** Deflate packs a thousand to one; real data twenty to one at best, preallocated logs somewhat more. */
    private static final long BOMB_RATIO = 200;

    private static final long BOMB_BYTES = 1L << 30;

    private final boolean keepLinksOut;
    private final Set<String> symbolicLinks = new HashSet<>();
    private final PathSet taken = new PathSet();
    private long entries;
    private long bytes;

    EntryRules(boolean keepLinksOut) {
        this.keepLinksOut = keepLinksOut;
    }

    /** Returns the path without slashes at its end. Throws for a name that leads anywhere else than into the volume. */
    String path(String name) throws HostileArchive {
        if (++entries > MOST_ENTRIES) {
            throw new HostileArchive("more than " + MOST_ENTRIES + " entries");
        }
        if (name.startsWith("/")) {
            throw new HostileArchive("an absolute path: " + name);
        }
        if (name.length() > LONGEST_PATH) {
            throw new HostileArchive("a path of " + name.length() + " characters");
        }
        if (name.indexOf('\0') >= 0) {
            throw new HostileArchive("a name with a zero in it");
        }
        List<String> parts = parts(name);
        if (parts.contains("..")) {
            throw new HostileArchive("a path that leads out: " + name);
        }
        String path = String.join("/", parts);
        for (int i = path.indexOf('/'); i > 0; i = path.indexOf('/', i + 1)) {
            if (symbolicLinks.contains(path.substring(0, i))) {
                throw new HostileArchive("a path through a link: " + name);
            }
        }
        return path;
    }

    private static List<String> parts(String name) {
        return Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
    }

    /** Returns what an entry is. Throws for what no volume of a service holds. */
    Entry.Kind kind(TarArchiveEntry entry, String path) throws HostileArchive {
        alone(entry, path);
        if (entry.isSymbolicLink()) {
            link(entry.getLinkName(), path);
            return Entry.Kind.SYMBOLIC_LINK;
        }
        if (symbolicLinks.contains(path)) {
            throw new HostileArchive("a second entry in the place of a link: " + path);
        }
        if (entry.isLink()) {
            return Entry.Kind.HARD_LINK;
        }
        if (entry.isDirectory()) {
            return Entry.Kind.FOLDER;
        }
        if (entry.isFIFO()) {
            return Entry.Kind.PIPE;
        }
        if (entry.isCharacterDevice() || entry.isBlockDevice()) {
            throw new HostileArchive("a device: " + path);
        }
        if (entry.isSparse() || !Entry.isRegular(entry)) {
            throw new HostileArchive("an entry of an unknown kind: " + path);
        }
        return Entry.Kind.FILE;
    }

    /** What comes twice is checked as one thing and restored as another; folders alone may be named again. */
    private void alone(TarArchiveEntry entry, String path) throws HostileArchive {
        boolean isFolder = entry.isDirectory() && !entry.isSymbolicLink() && !entry.isLink();
        boolean isNew = isFolder ? !taken.contains(path) : taken.add(path);
        if (!isNew && !symbolicLinks.contains(path)) {
            throw new HostileArchive("the same name twice: " + path);
        }
    }

    /** A symbolic link may lead about within the volume only: {@code path} is counted from the volume's root. */
    private void link(String target, String path) throws HostileArchive {
        symbolicLinks.add(path);
        if (keepLinksOut) {
            return;
        }
        if (target.startsWith("/")) {
            throw new HostileArchive("a link that leads out: " + path + " -> " + target);
        }
        int depth = parts(path).size() - 1;
        for (String part : parts(target)) {
            depth += part.equals("..") ? -1 : 1;
            if (depth < 0) {
                throw new HostileArchive("a link that leads out: " + path + " -> " + target);
            }
        }
    }

    /** Counts bytes that came out of so many packed ones. */
    void unpacked(long more, long packed) throws HostileArchive {
        bytes += more;
        if (bytes > BOMB_BYTES && bytes / BOMB_RATIO > packed) {
            throw new HostileArchive(
                    "far more in it than its size tells (" + (bytes >> 20) + " MB from " + (packed >> 10) + " KB)");
        }
    }
}
