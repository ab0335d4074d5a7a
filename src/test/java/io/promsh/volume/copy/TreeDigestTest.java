package io.promsh.volume.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class TreeDigestTest {
    private static byte[] tar(String text, int owner) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            tar.putArchiveEntry(new TarArchiveEntry("prometheus/"));
            tar.closeArchiveEntry();
            TarArchiveEntry entry = new TarArchiveEntry("prometheus/wal/00000000");
            entry.setSize(text.length());
            entry.setIds(owner, owner);
            tar.putArchiveEntry(entry);
            tar.write(text.getBytes(UTF_8));
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static TreeDigest digest(byte[] tar) throws IOException {
        return TreeDigest.of(new ByteArrayInputStream(tar));
    }

    @Test
    void findsAChangedByteAndAnotherOwner() throws IOException {
        TreeDigest original = digest(tar("samples", 65534));
        assertEquals(List.of(), original.missingIn(digest(tar("samples", 65534))));
        assertEquals(1, original.missingIn(digest(tar("sampler", 65534))).size());
        assertEquals(1, original.missingIn(digest(tar("samples", 0))).size());
        assertEquals(1, original.files());
        assertEquals(7, original.bytes());
    }

    private static byte[] one(byte kind, String link, int device) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
            TarArchiveEntry entry = new TarArchiveEntry("data/one", kind);
            entry.setLinkName(link);
            entry.setDevMinor(device);
            entry.setMode(0644);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void tellsApartWhatHasNoContent() throws IOException {
        List<byte[]> all = List.of(
                one(TarConstants.LF_NORMAL, "", 0),
                one(TarConstants.LF_SYMLINK, "wal", 0),
                one(TarConstants.LF_SYMLINK, "../wal", 0),
                one(TarConstants.LF_LINK, "data/two", 0),
                one(TarConstants.LF_FIFO, "", 0),
                one(TarConstants.LF_CHR, "", 3),
                one(TarConstants.LF_CHR, "", 5),
                one(TarConstants.LF_BLK, "", 3));
        for (int i = 0; i < all.size(); i++) {
            for (int j = 0; j < all.size(); j++) {
                int differences = i == j ? 0 : 1;
                List<String> found = digest(all.get(i)).missingIn(digest(all.get(j)));
                assertEquals(differences, found.size(), i + " " + j + " " + found);
            }
            assertEquals(i == 0 ? 1 : 0, digest(all.get(i)).files());
            assertEquals(0, digest(all.get(i)).bytes());
        }
    }

    @Test
    void doesNotTakeAnArchiveWithoutAnEndForAWholeOne() throws IOException {
        byte[] whole = tar("samples", 0);
        for (int length : new int[] {0, 300, 512, 1100, 1536}) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> digest(part), () -> "cut at " + length);
        }
    }

    @Test
    void passesEveryByteOn() throws IOException {
        byte[] whole = tar("samples", 0);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        TreeDigest.of(new TeeStream(new ByteArrayInputStream(whole), copy));
        assertArrayEquals(whole, copy.toByteArray());
        assertTrue(whole.length > 1536);
    }
}
