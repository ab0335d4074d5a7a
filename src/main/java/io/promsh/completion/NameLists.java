package io.promsh.completion;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lists of label names and values by the question that they answer; those not looked at for longest go first. */
final class NameLists {
    /** All lists together; a few labels with very many or very long values must not fill the heap. */
    static final long MOST_BYTES = 32L << 20;

    private final Map<String, Held> lists = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private long bytes;

    /** A list, when it was asked for, and whether it is all there is. */
    record Held(NameIndex names, Instant asOf, boolean complete) {}

    NameLists(int most) {
        this.most = most;
    }

    synchronized Optional<Held> get(String key) {
        return Optional.ofNullable(lists.get(key));
    }

    synchronized void put(String key, Held held) {
        remove(key);
        lists.put(key, held);
        bytes += held.names().heapBytes();
        while (lists.size() > most || (bytes > MOST_BYTES && lists.size() > 1)) {
            remove(lists.keySet().iterator().next());
        }
    }

    private void remove(String key) {
        Held removed = lists.remove(key);
        bytes -= removed == null ? 0 : removed.names().heapBytes();
    }

    /** Makes every list old enough to be asked for anew; until then it still answers. */
    synchronized void age() {
        lists.replaceAll((key, held) -> new Held(held.names(), Instant.EPOCH, held.complete()));
    }
}
