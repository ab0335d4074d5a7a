package io.promsh.volume.copy;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a folder holds, as its archive tells: for each entry its kind, owner, mode and the SHA-256 of what is in it.
 *
 * @param entries what an entry is, by its path below the folder
 * @param bytes the sum of the files' sizes
 */
public record TreeDigest(Map<String, String> entries, long bytes) {
    private static final int BUFFER_BYTES = 128 * 1024;

    public TreeDigest {
        entries = new TreeMap<>(entries);
    }

    /** Reads a tar stream to its end. Throws IOException when it breaks off. */
    public static TreeDigest of(InputStream tar) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        TarEnd end = new TarEnd(tar);
        TarArchiveInputStream in = new TarArchiveInputStream(end);
        boolean any = false;
        for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            any = true;
            String name = below(entry.getName());
            if (!name.isEmpty()) {
                entries.put(name, describe(entry, in, buffer));
                bytes += isSpecial(entry) || !entry.isFile() ? 0 : entry.getSize();
            }
        }
        if (!any) {
            throw new IOException("the archive is empty");
        }
        while (end.read(buffer, 0, buffer.length) >= 0) {
            // To the end: what follows the last entry belongs to the stream too.
        }
        end.check();
        return new TreeDigest(entries, bytes);
    }

    private static String describe(TarArchiveEntry entry, InputStream in, byte[] buffer) throws IOException {
        String owner = entry.getLongUserId() + ":" + entry.getLongGroupId() + " "
                + Integer.toOctalString(entry.getMode() & 07777);
        if (entry.isDirectory()) {
            return "folder " + owner;
        }
        if (entry.isSymbolicLink()) {
            return "link " + entry.getLinkName();
        }
        if (entry.isLink()) {
            return "hard link " + below(entry.getLinkName());
        }
        if (isSpecial(entry)) {
            String kind = entry.isFIFO() ? "pipe" : entry.isBlockDevice() ? "block device" : "character device";
            String number = entry.isFIFO() ? "" : " " + entry.getDevMajor() + ":" + entry.getDevMinor();
            return kind + number + " " + owner;
        }
        MessageDigest digest = sha256();
        long size = 0;
        for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
            digest.update(buffer, 0, got);
            size += got;
        }
        if (size != entry.getSize()) {
            throw new IOException(entry.getName() + " breaks off after " + size + " of " + entry.getSize() + " bytes");
        }
        return "file " + owner + " " + size + " " + HexFormat.of().formatHex(digest.digest());
    }

    /** The library takes all that is no folder for a file. */
    private static boolean isSpecial(TarArchiveEntry entry) {
        return entry.isFIFO() || entry.isBlockDevice() || entry.isCharacterDevice();
    }

    /** Returns an entry's path without the folder's own name. */
    private static String below(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? "" : name.substring(slash + 1).replaceFirst("/$", "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Returns what of this is missing or different in a copy, a few words each; what the copy has besides does not count. */
    public List<String> missingIn(TreeDigest copy) {
        List<String> missing = new ArrayList<>();
        entries.forEach((name, what) -> {
            String there = copy.entries.get(name);
            if (there == null) {
                missing.add(name + " is missing");
            } else if (!there.equals(what)) {
                missing.add(name + " is " + there + " and not " + what);
            }
        });
        return missing;
    }

    /** Returns the number of files. */
    public long files() {
        return entries.values().stream()
                .filter(what -> what.startsWith("file "))
                .count();
    }
}
