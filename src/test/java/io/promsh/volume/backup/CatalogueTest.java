package io.promsh.volume.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.promsh.volume.archive.Consistency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of backups, and which of them may go. */
class CatalogueTest {
    private static final Instant NOW = Instant.parse("2025-08-03T18:56:00Z");

    @TempDir
    Path folder;

    private CatalogueEntry entry(String name, int daysAgo, int depth) {
        try {
            Path file = Files.writeString(folder.resolve(name), "x");
            Instant created = NOW.minusSeconds(86_400L * daysAgo);
            CatalogueEntry made =
                    new CatalogueEntry(file, "unix:///d.sock", "v", created, 1, "abc", Consistency.HOT, Map.of(), "");
            return depth == 0 ? made : made.passed(depth, created);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(List<CatalogueEntry> entries) {
        return entries.stream()
                .map(entry -> String.valueOf(entry.file().getFileName()))
                .toList();
    }

    @Test
    void remembersNewestFirstAndForgetsWhatIsGone() throws IOException {
        Catalogue catalogue = Catalogue.in(folder);
        assertEquals(List.of(), catalogue.all());
        catalogue.put(entry("old", 2, 2));
        catalogue.put(entry("new", 1, 0));
        catalogue.put(entry("gone", 0, 2));
        Files.delete(folder.resolve("gone"));
        assertEquals(List.of("new", "old"), names(catalogue.all()));
        assertEquals(Optional.of(entry("old", 2, 2)), catalogue.latestVerified("unix:///d.sock", "v"));
        assertEquals(Optional.empty(), catalogue.latestVerified("unix:///other.sock", "v"));
        catalogue.forget(folder.resolve("old"));
        assertEquals(List.of("new"), names(catalogue.all()));
    }

    @Test
    void aFailedCheckTakesBackWhatWasPassed() {
        CatalogueEntry good = entry("a", 1, 3);
        assertEquals(3, good.depth());
        CatalogueEntry bad = good.failed("chunks/000001: CRC");
        assertFalse(bad.isVerified());
        assertEquals(0, bad.depth());
        assertTrue(bad.passed(2, NOW).isVerified(), "repaired and checked again");
        Catalogue catalogue = Catalogue.in(folder);
        catalogue.put(bad);
        assertEquals(Optional.of(bad), catalogue.of(good.file()));
    }

    @Test
    void keepsTheNewestOnes() {
        List<CatalogueEntry> all = List.of(entry("c", 3, 2), entry("a", 1, 2), entry("d", 4, 2), entry("b", 2, 2));
        assertEquals(List.of("c", "d"), names(Retention.tooMany(all, 2)));
        assertEquals(List.of(), names(Retention.tooMany(all, 4)));
        assertEquals(List.of(), names(Retention.tooMany(List.of(), 2)));
    }

    @Test
    void neverRemovesTheOnlyOneThatCanBeReliedOn() {
        List<CatalogueEntry> all =
                List.of(entry("a", 1, 0), entry("b", 2, 1), entry("c", 3, 2), entry("d", 4, 2), entry("e", 5, 0));
        assertEquals(List.of("d", "e"), names(Retention.tooMany(all, 2)));
        assertEquals(List.of("b", "d", "e"), names(Retention.tooMany(all, 1)));
    }
}
