package io.promsh.completion;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Lists of label names and values by the question that they answer; those not looked at for longest go first. */
final class NameLists {
    private final Map<String, Held> lists;

    /** A list, when it was asked for, and whether it is all there is. */
    record Held(NameIndex names, Instant asOf, boolean complete) {}

    NameLists(int most) {
        lists = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
                return size() > most;
            }
        };
    }

    synchronized Optional<Held> get(String key) {
        return Optional.ofNullable(lists.get(key));
    }

    synchronized void put(String key, Held held) {
        lists.put(key, held);
    }

    /** Makes every list old enough to be asked for anew; until then it still answers. */
    synchronized void age() {
        lists.replaceAll((key, held) -> new Held(held.names(), Instant.EPOCH, held.complete()));
    }
}
