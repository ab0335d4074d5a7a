package io.promsh.volume.backup;

import java.util.ArrayList;
import java.util.List;

/** Which backups of a volume may go. */
public final class Retention {
    private Retention() {}

    /**
     * Returns those that are too many, the oldest last. The newest {@code keep} stay; where none of these can be relied on, the
     * newest that can stays as well.
     *
     * @param backups of one volume
     * @param keep at least 1
     */
    public static List<CatalogueEntry> tooMany(List<CatalogueEntry> backups, int keep) {
        List<CatalogueEntry> sorted = new ArrayList<>(backups);
        sorted.sort(CatalogueEntry.NEWEST_FIRST);
        int kept = Math.min(Math.max(1, keep), sorted.size());
        boolean isSafe = sorted.subList(0, kept).stream().anyMatch(CatalogueEntry::isVerified);
        List<CatalogueEntry> tooMany = new ArrayList<>();
        for (CatalogueEntry entry : sorted.subList(kept, sorted.size())) {
            if (!isSafe && entry.isVerified()) {
                isSafe = true;
            } else {
                tooMany.add(entry);
            }
        }
        return List.copyOf(tooMany);
    }
}
